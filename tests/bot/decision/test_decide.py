"""Is nothing of a resident's ended on the word of somebody who cannot be proven to be them?"""

import pytest

from bot.decision import Action, Standing
from tests.bot.decision.test_following import ACCEPTED, COMPLAINT, OFFER, REQUEST, decide_on, say
from tests.builders import an_unhappy_reading

OFFERED = Standing((OFFER,), (REQUEST,))
CHOSEN = Standing((ACCEPTED,), (REQUEST, COMPLAINT), None, 3)
ASKED = Standing((), (REQUEST,), None, 1, asked_if_done=True)


@pytest.mark.parametrize(
    ("text", "standing", "own"),
    [
        pytest.param("no thanks", OFFERED, Action.DECLINE, id="no"),
        pytest.param("No", CHOSEN, Action.CHANGED_MIND, id="no after yes"),
        pytest.param("Done", ASKED, Action.DONE, id="it is done"),
    ],
)
@pytest.mark.parametrize("brought_by", ["form", "colleague"])
def test_what_would_end_something_is_looked_at_by_a_person(
    text: str, standing: Standing, own: Action, brought_by: str
) -> None:
    decided = say(text, standing, brought_by=brought_by)

    assert say(text, standing).action is own
    assert decided.action is Action.ASK_A_PERSON
    assert "own address" in decided.reason


def test_a_bare_yes_is_believed_from_a_colleague_and_not_from_a_form() -> None:
    assert say("YES", OFFERED, brought_by="colleague").action is Action.OPEN_CHOSEN
    assert say("YES", OFFERED, brought_by="form").action is Action.ASK_A_PERSON


def test_whoever_asks_for_a_complaint_in_words_gets_it_by_a_form_too() -> None:
    reads = an_unhappy_reading(explicit=True)

    assert decide_on(reads, OFFERED, brought_by="form").action is Action.OPEN_CHOSEN


def test_unhappiness_told_by_a_form_is_unhappiness() -> None:
    assert decide_on(an_unhappy_reading(), Standing(), brought_by="form").action is Action.OFFER_COMPLAINT
    assert decide_on(an_unhappy_reading(), OFFERED, brought_by="form").action is Action.SECOND_UNHAPPY
