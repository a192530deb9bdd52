"""What they answered when they were asked there and then counts; what the typist makes of it does not."""

from datetime import UTC, date, datetime

import pytest

from bot.decision import Facts, decide
from bot.decision.values import Action, CaseStanding, OfferStanding, Standing
from channels.messages import TakenDown
from classifiers.labels import Signal
from tests.builders import a_reading, an_unhappy_reading

TODAY = date(2026, 11, 5)
NOBODY = Standing()


def facts(choice: str = "", *, brought_by: str = "colleague") -> Facts:
    return Facts(text="No heat.", channel="phone", brought_by=brought_by, taken=TakenDown("Jo", choice))


def decided(reading: object, told: Facts, standing: Standing = NOBODY):  # type: ignore[no-untyped-def]
    return decide(reading, told, standing, today=TODAY, holidays=frozenset())  # type: ignore[arg-type]


def test_a_yes_is_a_complaint_however_mild_the_words() -> None:
    assert decided(a_reading(), facts("yes")).action is Action.LOG_COMPLAINT


def test_a_no_keeps_the_offer_as_declined_and_passes_the_repair_on() -> None:
    decision = decided(an_unhappy_reading(), facts("no"))

    assert (decision.action, decision.declined, decision.was_asked) == (Action.OFFER_COMPLAINT, True, True)


def test_a_no_beside_words_that_ask_for_a_complaint_is_looked_at_by_a_person() -> None:
    decision = decided(an_unhappy_reading(explicit=True), facts("no"))

    assert (decision.action, decision.to_handler) == (Action.LOG_COMPLAINT, True)


def test_content_with_that_typed_by_a_colleague_is_no_choice() -> None:
    reading = an_unhappy_reading(signals=frozenset({Signal.DECLINES_COMPLAINT}))

    assert decided(reading, facts()).declined is False


@pytest.mark.parametrize(
    ("brought_by", "action"), [("colleague", Action.DECLINE), ("form", Action.SECOND_UNHAPPY)]
)
def test_a_no_ends_an_open_offer_only_on_a_colleagues_word(brought_by: str, action: Action) -> None:
    standing = Standing(
        offers=(OfferStanding(1, 1, "pending", "repairs", datetime(2026, 11, 2, tzinfo=UTC)),),
        cases=(CaseStanding(1, "service_request", "repairs", is_open=True),),
    )

    assert decided(an_unhappy_reading(), facts("no", brought_by=brought_by), standing).action is action
