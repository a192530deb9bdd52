"""Does the self-assessment fit the policy, and what does the landlord itself declare? Pure. Code: 8.3"""

from typing import Any

from bot.landlords.departure import Departure, departs
from bot.landlords.parts import Claim
from bot.landlords.policy_file import Policy

SIGNED = ("stage_1_signed_by", "stage_2_signed_by")


def declared(policy: Policy) -> list[Departure]:
    """What the landlord says itself that it keeps only partly, or not. Code: 8.1"""
    words = {"partly": "only partly", "no": "not"}
    return [
        Departure(
            one.provision,
            f"The landlord's own self-assessment says that this is {words[one.verdict]} kept{_because(one)}.",
        )
        for one in policy.self_assessment
        if one.verdict in words
    ]


def contradicted(policy: Policy) -> list[Departure]:
    """Where the self-assessment says one thing and the policy another. Code: 8.3"""
    found = []
    for claim in policy.self_assessment:
        for field, said in claim.says.items():
            ours = _field(policy, field)
            if field not in SIGNED and ours is not None and ours != said:
                found += departs(
                    claim.provision,
                    f"The self-assessment says {said} of “{_plain(field)}”, and the policy says {ours}.",
                )
    return found


def signed_twice(policy: Policy) -> list[Departure]:
    """The self-assessment names one person who signs the answers of both stages. Code: 6.13"""
    said = {
        field: who for claim in policy.self_assessment for field, who in claim.says.items() if field in SIGNED
    }
    if len(said) < len(SIGNED) or len(set(said.values())) > 1:
        return []
    return departs(
        "6.13", f"The self-assessment says that {said[SIGNED[0]]} signs the answers of both stages."
    )


def cites_nothing(policy: Policy) -> list[Departure]:
    """Proof that names a section which the policy does not have. Code: 8.3"""
    if not policy.policy_sections:
        return []
    return [
        Departure(
            claim.provision,
            f"The self-assessment cites sections that the policy does not have: {', '.join(lost)}.",
        )
        for claim in policy.self_assessment
        if (lost := [section for section in claim.cites if section not in policy.policy_sections])
    ]


def _because(claim: Claim) -> str:
    return f": {claim.words.rstrip('.')}" if claim.words else ""


def _field(policy: Policy, path: str) -> Any:
    found: Any = policy
    for name in path.split("."):
        found = getattr(found, name, None)
    return found


def _plain(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ")


RULES = (declared, contradicted, signed_twice, cites_nothing)
