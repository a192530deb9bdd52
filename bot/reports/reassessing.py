"""Has the policy changed in what the Code is about? Then the self-assessment is due again. Code: 8.3"""

import itertools
from collections.abc import Mapping
from typing import Any, Final

from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store.system import list_profile_versions
from bot.tasking import ask_for

#: what a self-assessment speaks about; a new phone number asks nobody to assess anything
OF_THE_POLICY: Final = {
    "stages": "the stages",
    "own_promises": "the times promised",
    "time_limit_months": "the time limit",
    "time_limit_discretion": "the discretion about it",
    "escalate_limit": "the limit on asking for stage 2",
    "exclusions": "the exclusions",
    "refusal": "the refusals",
    "definition": "the meaning of a complaint",
    "representatives": "the representatives",
    "complaints_team": "the team of stage 1",
    "stage_2_team": "the team of stage 2",
    "acts_for": "whom you act for",
}


def changed_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What of the policy differs between two versions of a profile, in words. Code: 8.3"""
    return [words for name, words in OF_THE_POLICY.items() if before.get(name) != after.get(name)]


async def ask_to_reassess(moment: Moment) -> int:
    """One task for each change of the policy; how many were set now."""
    versions = await list_profile_versions(moment.session, moment.profile.id)
    done = 0
    for before, after in itertools.pairwise(versions):
        changed = changed_between(before.content, after.content)
        if changed:
            done += await _ask(moment, after.version, changed)
    return done


async def _ask(moment: Moment, version: str, changed: list[str]) -> int:
    wanted = TaskWanted(
        "self_assess",
        "complaints",
        20,
        f"The policy has changed: {', '.join(changed)}. Assess it against the Code again, and publish the result.",
    )
    key = f"self_assess:{moment.profile.id}:{version}"
    return int(await ask_for(moment, wanted, key=key) is not None)
