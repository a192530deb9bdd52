"""Do a policy's stages and times keep to the Code? Pure; sections 5 and 6."""

from bot.landlords.departure import Departure, departs
from bot.landlords.policy_file import Policy

STAGES = ("stage 1", "stage 2")


def stages(policy: Policy) -> list[Departure]:
    """Two stages and no other, the first thing that happens to a complaint. Code: 1.5, 5.2, 5.3"""
    named = [stage.name for stage in policy.stages]
    others = [name for name in named if name.strip().lower() not in STAGES]
    found = []
    for name in others:
        found += departs(
            "5.2", f"“{name}” is a stage beside the two; dissatisfaction belongs in stage 1 at once."
        )
    if others and named[0] in others:
        found += departs(
            "1.5",
            f"A resident unhappy with an answer first meets “{named[0]}”, and not a complaint at stage 1.",
        )
    if len(named) > len(STAGES):
        found += departs("5.3", f"The procedure has {len(named)} steps in effect: {', '.join(named)}.")
    return found


def too_long(policy: Policy) -> list[Departure]:
    """No time above the Code's. Code: 6.2, 6.3, 6.4, 6.11, 6.14, 6.15"""
    own = policy.own_promises
    told = (
        ("6.2", own.acknowledge_within_working_days, 5, "A complaint is acknowledged within"),
        ("6.3", own.stage_1_within_working_days, 10, "Stage 1 is answered within"),
        ("6.4", own.stage_1_extension_working_days, 10, "At stage 1 the time is extended by"),
        ("6.11", own.acknowledge_stage_2_within_working_days, 5, "Stage 2 is acknowledged within"),
        ("6.14", own.stage_2_within_working_days, 20, "Stage 2 is answered within"),
        ("6.15", own.stage_2_extension_working_days, 20, "At stage 2 the time is extended by"),
    )
    return [
        Departure(provision, f"{what} {said} working days; the Code allows {most}.")
        for provision, said, most, what in told
        if said is not None and said > most
    ]


def start_of_stage_1(policy: Policy) -> list[Departure]:
    """The time for stage 1 runs from the acknowledgement; from receipt it is stricter, and allowed. Code: 6.3"""
    own = policy.own_promises
    if own.stage_1_within_working_days is None or own.stage_1_counts_from is not None:
        return []
    return departs(
        "6.3",
        f"The policy promises stage 1 in {own.stage_1_within_working_days} working days and does not say from when; "
        "the Code counts from the acknowledgement.",
    )


def extensions(policy: Policy) -> list[Departure]:
    """Every notice of an extension tells how to reach the Ombudsman. Code: 6.5"""
    when = policy.own_promises.extension_names_ombudsman
    words = {
        "if_not_agreed": "The Ombudsman is named only where the resident does not agree to an extension; the Code wants it in every notice.",
        "never": "A notice of an extension does not name the Ombudsman.",
    }
    return departs("6.5", words[when]) if when in words else []


def updates(policy: Policy) -> list[Departure]:
    """Beyond the Code's times, how often to update is agreed with the resident. Code: 5.9"""
    if policy.own_promises.updates_agreed is not False:
        return []
    return departs(
        "5.9", "The officer sets the timetable; how often the resident is updated is not agreed with them."
    )


def same_person(policy: Policy) -> list[Departure]:
    """Nobody answers or signs both stages. Code: 6.13"""
    first = _people(policy, "stage 1")
    both = sorted(first & _people(policy, "stage 2"))
    return (
        departs("6.13", f"{', '.join(both)} has a part in both stages; stage 2 needs somebody else.")
        if both
        else []
    )


def _people(policy: Policy, name: str) -> set[str]:
    found = [stage for stage in policy.stages if stage.name.strip().lower() == name]
    return {who.strip() for stage in found for who in (stage.answered_by, stage.approved_by) if who}


RULES = (stages, too_long, start_of_stage_1, extensions, updates, same_person)
