"""Which kind is a message, given what the heads answered? The order of the guide, in one place.

Explicit over survey over dissatisfied over something to put right over none. Code: 1.2, 1.3, 1.4, 1.6.
"""

from dataclasses import dataclass

from classifiers.labels import Kind


@dataclass(frozen=True)
class Answers:
    """Probability of each question, 0 to 1, and the cut from which it is a yes."""

    explicit: float
    survey: float
    dissatisfied: float
    wants_action: float


def derive_kind(answers: Answers, cuts: Answers) -> Kind:
    """The first question with a yes decides."""
    if answers.explicit >= cuts.explicit:
        return Kind.COMPLAINT
    if answers.survey >= cuts.survey:
        return Kind.SURVEY_FEEDBACK
    if answers.dissatisfied >= cuts.dissatisfied:
        return Kind.COMPLAINT
    return Kind.SERVICE_REQUEST if answers.wants_action >= cuts.wants_action else Kind.ENQUIRY


def share_of(kind: Kind, answers: Answers) -> float:
    """How likely a kind is, from the same order; the four shares add up to one."""
    no_choice = 1 - answers.explicit
    no_survey = no_choice * (1 - answers.survey)
    content = no_survey * (1 - answers.dissatisfied)
    return {
        Kind.COMPLAINT: answers.explicit + no_survey * answers.dissatisfied,
        Kind.SURVEY_FEEDBACK: no_choice * answers.survey,
        Kind.SERVICE_REQUEST: content * answers.wants_action,
        Kind.ENQUIRY: content * (1 - answers.wants_action),
    }[kind]
