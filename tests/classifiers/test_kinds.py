"""The kind follows from the answers in the order of the guide. Code: 1.2, 1.3, 1.4, 1.6."""

import pytest

from classifiers.kinds import Answers, derive_kind, share_of
from classifiers.labels import Kind

CUTS = Answers(explicit=0.5, survey=0.5, dissatisfied=0.5, wants_action=0.5)


@pytest.mark.parametrize(
    ("explicit", "survey", "dissatisfied", "wants_action", "kind"),
    [
        pytest.param(0.9, 0.9, 0.9, 0.9, Kind.COMPLAINT, id="asks to complain in a survey"),
        pytest.param(0.1, 0.9, 0.9, 0.9, Kind.SURVEY_FEEDBACK, id="furious survey answer"),
        pytest.param(0.1, 0.1, 0.9, 0.9, Kind.COMPLAINT, id="dissatisfied and wants a repair"),
        pytest.param(0.1, 0.1, 0.1, 0.9, Kind.SERVICE_REQUEST, id="something to put right"),
        pytest.param(0.1, 0.1, 0.1, 0.1, Kind.ENQUIRY, id="none of these"),
    ],
)
def test_the_first_yes_decides(
    explicit: float, survey: float, dissatisfied: float, wants_action: float, kind: Kind
) -> None:
    answers = Answers(explicit=explicit, survey=survey, dissatisfied=dissatisfied, wants_action=wants_action)

    assert derive_kind(answers, CUTS) is kind


def test_the_shares_of_the_four_kinds_add_up_to_one() -> None:
    answers = Answers(explicit=0.2, survey=0.3, dissatisfied=0.4, wants_action=0.6)

    assert sum(share_of(kind, answers) for kind in Kind) == pytest.approx(1.0)
