"""Do a policy's letters and words hold what the Code wants in them? Pure; sections 1, 5.6, 5.7, 5.10, 6.9 and 6.19."""

import re
from typing import Final

from bot.landlords.departure import Departure, departs
from bot.landlords.policy_file import Policy

_SEVEN: Final = ("stage", "definition", "decision", "reasons", "remedy", "outstanding_actions")
_OWED: Final = {
    "acknowledgement": {"definition": "5.6", "not_ours": "5.7"},
    "stage_1_answer": {
        **{what: f"6.9{letter}" for what, letter in zip(_SEVEN, "abcdef", strict=True)},
        "how_to_reach_stage_2": "6.9g",
    },
    "stage_2_answer": {
        **{what: f"6.19{letter}" for what, letter in zip(_SEVEN, "abcdef", strict=True)},
        "how_to_reach_ombudsman": "6.19g",
    },
    "extension": {"reasons": "6.4", "ombudsman": "6.5"},
}
_WORDS: Final = {
    "stage": "at which stage it is",
    "definition": "what the complaint is understood to be",
    "not_ours": "which parts are not the landlord's to answer",
    "decision": "what was decided",
    "reasons": "the reasons",
    "remedy": "what will put it right",
    "outstanding_actions": "what is still to be done",
    "how_to_reach_stage_2": "how to go to stage 2",
    "how_to_reach_ombudsman": "how to go to the Ombudsman",
    "ombudsman": "how to reach the Ombudsman",
}
_SLIPS: Final = (
    (re.compile(r"\b(in)?formal complaints?\b", re.IGNORECASE), "5.2", "there is one kind of complaint"),
    (
        re.compile(
            r"\bfirst[- ](time )?(request|report)s?\b[^.]{0,60}\bnot (a |be )?complaint", re.IGNORECASE
        ),
        "1.4",
        "an unhappy first report is offered the choice to complain",
    ),
)


def letters(policy: Policy) -> list[Departure]:
    """What each letter of the policy leaves out. Code: 5.6, 5.7, 6.4, 6.5, 6.9, 6.19"""
    found = []
    for name, owed in _OWED.items():
        said = policy.letters.get(name)
        for what, provision in owed.items() if said else ():
            if what not in (said or ()):
                found += departs(provision, f"The {name.replace('_', ' ')} does not tell {_WORDS[what]}.")
    return found


def slips(policy: Policy) -> list[Departure]:
    """Words that make a stage or a hurdle of their own. Code: 1.4, 5.2"""
    quoted = [
        policy.definition or "",
        policy.own_promises.note or "",
        *(one.words for one in policy.exclusions),
    ]
    return [
        Departure(provision, f"The policy says “{slip.group(0)}”: {why}.")
        for words in quoted
        for pattern, provision, why in _SLIPS
        if (slip := pattern.search(words))
    ]


def adjustments(policy: Policy) -> list[Departure]:
    """Adjustments that were made are kept under review. Code: 5.10"""
    if policy.adjustments_reviewed is not False:
        return []
    return departs("5.10", "Adjustments for a resident's needs are recorded and not reviewed.")


def surveys(policy: Policy) -> list[Departure]:
    """Every survey tells how to complain. Code: 1.6"""
    silent = [one.name for one in policy.surveys if one.says_how_to_complain is False]
    return (
        departs("1.6", f"These surveys do not tell how to complain: {', '.join(silent)}.") if silent else []
    )


RULES = (letters, slips, adjustments, surveys)
