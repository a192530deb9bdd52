"""What is done when there is already an offer or a case? A row a situation."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decision import Action, Decision, Facts, Standing, decide
from bot.decision.values import CaseStanding, OfferStanding
from classifiers.labels import Kind, Signal, Topic
from classifiers.reading import Reading
from tests.bot.decision.test_first import ENQUIRY, READINGS, signals
from tests.builders import MONDAY_MORNING, a_reading, an_unhappy_reading

TODAY = date(2026, 11, 5)
REQUEST = CaseStanding(1, "service_request", "repairs", is_open=True)
CLOSED_REQUEST = replace(REQUEST, is_open=False)
CONTACT = CaseStanding(2, "contact", "service", is_open=True)
COMPLAINT = CaseStanding(3, "complaint", "repairs", is_open=True, stage=1)
ANSWERED = replace(COMPLAINT, stage_1_answered=True)
CLOSED_COMPLAINT = replace(ANSWERED, is_open=False)
AT_STAGE_2 = replace(ANSWERED, stage=2)
FINAL = replace(AT_STAGE_2, stage_2_answered=True, is_open=False)
HEATING = CaseStanding(4, "service_request", "heating", is_open=True)
OFFER = OfferStanding(10, 1, "pending", "repairs", MONDAY_MORNING, reference="EX-YES2345")
HEATING_OFFER = OfferStanding(11, 4, "pending", "heating", MONDAY_MORNING, reference="EX-H2345")
DECLINED = replace(OFFER, state="declined")
ACCEPTED = replace(OFFER, state="accepted", complaint_id=3)


def decide_on(
    reading: Reading, standing: Standing, text: str = "Some words about it.", **facts: object
) -> Decision:
    return decide(reading, Facts(text, **facts), standing, today=TODAY, holidays=frozenset())  # type: ignore[arg-type]


def say(text: str, standing: Standing, **facts: object) -> Decision:
    """A few words that read like nothing much."""
    return decide_on(a_reading(**ENQUIRY, topic=Topic.OTHER, sure=False), standing, text, **facts)


@pytest.mark.parametrize(
    ("text", "standing", "action", "case"),
    [
        pytest.param("YES", Standing((OFFER,), (REQUEST,), 10, 1), Action.OPEN_CHOSEN, 1, id="yes to the offer"),
        pytest.param("Yes please", Standing((OFFER,), (REQUEST,)), Action.OPEN_CHOSEN, 1, id="a bare yes takes the one that waits"),
        pytest.param("no thanks", Standing((OFFER,), (REQUEST,), 10, 1), Action.DECLINE, 1, id="no to the offer"),
        pytest.param("YES", Standing((DECLINED,), (REQUEST,), 10, 1), Action.OPEN_CHOSEN, 1, id="yes after no"),
        pytest.param("YES", Standing((replace(OFFER, state="unanswered"),), (REQUEST,)), Action.OPEN_CHOSEN, 1, id="yes after silence"),
        pytest.param("YES", Standing((DECLINED,), (REQUEST,), None, 1), Action.OPEN_CHOSEN, 1, id="yes to a later text about that case"),
        pytest.param("No", Standing((ACCEPTED,), (REQUEST, COMPLAINT), None, 3), Action.CHANGED_MIND, 3, id="no after yes goes to a person"),
        pytest.param("Yes", Standing((ACCEPTED,), (REQUEST, COMPLAINT), 10, 1), Action.FILE, 3, id="yes said twice"),
        pytest.param("Yes", Standing((DECLINED, replace(HEATING_OFFER, state="accepted", complaint_id=3)), (REQUEST, HEATING, COMPLAINT)), Action.ADD_TO_CASE, 3, id="a second bare yes takes up nothing older by itself"),
        pytest.param("YES", Standing((OFFER, HEATING_OFFER), (REQUEST, HEATING)), Action.ASK_WHICH, None, id="two open matters and a bare yes"),
        pytest.param("YES", Standing((OFFER, HEATING_OFFER), (REQUEST, HEATING), 10, 1), Action.OPEN_CHOSEN, 1, id="two open matters, the reply says which"),
        pytest.param("YES", Standing((OFFER, HEATING_OFFER), (REQUEST, HEATING), None, 1), Action.OPEN_CHOSEN, 1, id="two open matters, the case says which"),
        pytest.param("Yes EX-YES2345 please", Standing((OFFER, HEATING_OFFER), (REQUEST, HEATING)), Action.OPEN_CHOSEN, 1, id="which: a reference that holds a yes"),
        pytest.param("EX-H2345", Standing((OFFER, HEATING_OFFER), (REQUEST, HEATING)), Action.OPEN_CHOSEN, 4, id="which: a reference alone"),
        pytest.param("COMPLAINT", Standing((), (REQUEST,), None, 1), Action.LOG_COMPLAINT, 1, id="COMPLAINT in reply to a receipt"),
        pytest.param("COMPLAINT", Standing((OFFER,), (REQUEST, HEATING), None, 4), Action.LOG_COMPLAINT, 4, id="COMPLAINT to one receipt never takes another matter's offer"),
        pytest.param("COMPLAINT", Standing((), (REQUEST,)), Action.LOG_COMPLAINT, 1, id="COMPLAINT by itself"),
        pytest.param("YES", Standing((), (CONTACT,), None, 2), Action.LOG_COMPLAINT, 2, id="yes to the receipt of an unsure one"),
        pytest.param("YES", Standing((OFFER,), (REQUEST, CONTACT), None, 2), Action.LOG_COMPLAINT, 2, id="yes to an unsure one, though an offer waits"),
        pytest.param("YES", Standing((), (REQUEST,), None, 1), Action.ADD_TO_CASE, 1, id="yes to a receipt that asked nothing"),
        pytest.param("YES", Standing((), (COMPLAINT,), None, 3), Action.ADD_TO_CASE, 3, id="yes in the thread of a complaint"),
        pytest.param("YES", Standing((HEATING_OFFER,), (COMPLAINT, HEATING), None, 3), Action.ADD_TO_CASE, 3, id="yes in the thread of a complaint takes no other offer"),
        pytest.param("No", Standing((HEATING_OFFER,), (REQUEST, HEATING), None, 1), Action.ADD_TO_CASE, 1, id="no to a receipt declines no other offer"),
        pytest.param("Yes", Standing((ACCEPTED,), (REQUEST, COMPLAINT), None, 3, replied_letter=True), Action.ADD_TO_CASE, 3, id="yes to a person's question"),
        pytest.param("No", Standing((ACCEPTED,), (REQUEST, COMPLAINT), None, 3, replied_letter=True), Action.ADD_TO_CASE, 3, id="no to: did we miss anything?"),
        pytest.param("I do not want a complaint", Standing((ACCEPTED,), (REQUEST, COMPLAINT), None, 3, replied_letter=True), Action.CHANGED_MIND, 3, id="no complaint any more, in reply to a letter"),
        pytest.param("Please call me", Standing((OFFER,), (REQUEST,), 10, 1), Action.PROMISE_CALL, 1, id="call me"),
        pytest.param("DONE", Standing((), (REQUEST,), None, 1, asked_if_done=True), Action.DONE, 1, id="done"),
        pytest.param("Yes", Standing((), (REQUEST,), None, 1, asked_if_done=True), Action.DONE, 1, id="yes, it is done"),
        pytest.param("Yes", Standing((OFFER,), (REQUEST,), None, 1, asked_if_done=True), Action.OPEN_CHOSEN, 1, id="asked if done while an offer waits: yes opens, the request goes on"),
        pytest.param("Yes", Standing((DECLINED,), (REQUEST,), None, 1, asked_if_done=True), Action.DONE, 1, id="yes to done, the offer was declined"),
        pytest.param("No", Standing((), (REQUEST,), None, 1, asked_if_done=True), Action.OFFER_COMPLAINT, 1, id="no, it is not done"),
        pytest.param("COMPLAINT", Standing((), (REQUEST,), None, 1, asked_if_done=True), Action.LOG_COMPLAINT, 1, id="asked if done: complaint"),
        pytest.param("Not done", Standing((), (REQUEST,), None, 1), Action.OFFER_COMPLAINT, 1, id="not done"),
        pytest.param("Not done", Standing((OFFER,), (REQUEST,), 10, 1), Action.SECOND_UNHAPPY, 1, id="not done, and an offer is open"),
        pytest.param("Not done", Standing((DECLINED,), (REQUEST,), None, 1), Action.OFFER_COMPLAINT, 1, id="not done, and the offer was declined"),
        pytest.param("Not done", Standing((ACCEPTED,), (REQUEST, COMPLAINT), None, 1), Action.ADD_TO_CASE, 3, id="not done, and the complaint is open"),
        pytest.param("Done", Standing((), (REQUEST, HEATING)), Action.ADD_TO_CASE, 4, id="two requests and a bare done close neither"),
    ],
)  # fmt: skip
def test_a_bare_reply_means_what_it_replies_to(
    text: str, standing: Standing, action: Action, case: int | None
) -> None:
    decision = say(text, standing)

    assert (decision.action, decision.case) == (action, case)


UNHAPPY, EXPLICIT = an_unhappy_reading(), an_unhappy_reading(explicit=True)
IN_REQUEST, IN_COMPLAINT = {"replied_case": 1}, {"replied_case": 3}


@pytest.mark.parametrize(
    ("reading", "standing", "action", "case"),
    [
        # after an answer
        pytest.param(UNHAPPY, Standing((), (ANSWERED,), **IN_COMPLAINT), Action.ESCALATE, 3, id="unhappy with a stage 1 answer"),
        pytest.param(EXPLICIT, Standing((), (ANSWERED,), **IN_COMPLAINT), Action.ESCALATE, 3, id="asks for a review"),
        pytest.param(UNHAPPY, Standing((), (CLOSED_COMPLAINT,), **IN_COMPLAINT), Action.ESCALATE, 3, id="unhappy after it was closed at stage 1"),
        pytest.param(replace(UNHAPPY, topic=Topic.HEATING), Standing((), (ANSWERED,), **IN_COMPLAINT), Action.ESCALATE, 3, id="any words: a misread topic in reply to the answer"),
        pytest.param(an_unhappy_reading(topic=Topic.SERVICE, **signals(Signal.ESCALATION)), Standing((), (ANSWERED,)), Action.ESCALATE, 3, id="a new mail that escalates"),
        pytest.param(replace(UNHAPPY, topic=Topic.HEATING), Standing((), (CLOSED_COMPLAINT,)), Action.OFFER_COMPLAINT, None, id="a new mail on another matter"),
        pytest.param(an_unhappy_reading(kind=Kind.SURVEY_FEEDBACK), Standing((), (ANSWERED,)), Action.SIGNPOST, None, id="a survey answer after an answer"),
        pytest.param(UNHAPPY, Standing((), (FINAL,), **IN_COMPLAINT), Action.FINAL_ANSWER, 3, id="unhappy after stage 2"),
        pytest.param(replace(EXPLICIT, topic=Topic.ESTATE), Standing((), (FINAL,), **IN_COMPLAINT), Action.LOG_COMPLAINT, None, id="a new complaint in reply to the final answer"),
        pytest.param(UNHAPPY, Standing((), (AT_STAGE_2,), **IN_COMPLAINT), Action.ADD_TO_CASE, 3, id="unhappy while stage 2 runs"),
        # an open complaint
        pytest.param(UNHAPPY, Standing((), (COMPLAINT,), **IN_COMPLAINT), Action.ADD_TO_CASE, 3, id="unhappy again during the investigation"),
        pytest.param(an_unhappy_reading(explicit=True, topic=Topic.SERVICE, **signals(Signal.ESCALATION)), Standing((), (COMPLAINT,)), Action.ADD_TO_CASE, 3, id="an escalation before any answer joins"),
        pytest.param(an_unhappy_reading(topic=Topic.HEATING, **signals(Signal.ESCALATION)), Standing((), (COMPLAINT,)), Action.ADD_TO_CASE, 3, id="the same with a misread topic"),
        pytest.param(an_unhappy_reading(topic=Topic.SERVICE, **signals(Signal.ANSWER_OVERDUE)), Standing((), (COMPLAINT,)), Action.ADD_TO_CASE, 3, id="no answer yet"),
        pytest.param(replace(UNHAPPY, topic=Topic.HEATING), Standing((), (COMPLAINT,)), Action.OFFER_COMPLAINT, None, id="another grievance, told afresh"),
        pytest.param(replace(EXPLICIT, topic=Topic.HEATING), Standing((), (COMPLAINT,)), Action.LOG_COMPLAINT, None, id="another complaint, told afresh"),
        pytest.param(a_reading(**ENQUIRY, topic=Topic.MONEY), Standing((), (COMPLAINT,)), Action.ANSWER_ENQUIRY, None, id="a question about something else"),
        pytest.param(UNHAPPY, Standing((ACCEPTED,), (REQUEST, COMPLAINT), **IN_REQUEST), Action.ADD_TO_CASE, 3, id="unhappy in the request's thread, complaint open"),
        pytest.param(a_reading(**ENQUIRY), Standing((ACCEPTED,), (REQUEST, COMPLAINT), **IN_REQUEST), Action.ADD_TO_CASE, 1, id="news on the request beside it"),
        # an offer
        pytest.param(UNHAPPY, Standing((OFFER,), (REQUEST,), 10, 1), Action.SECOND_UNHAPPY, 1, id="unhappy a second time"),
        pytest.param(UNHAPPY, Standing((DECLINED,), (REQUEST,)), Action.SECOND_UNHAPPY, 1, id="unhappy again after no"),
        pytest.param(replace(UNHAPPY, topic=Topic.HEATING), Standing((DECLINED,), (REQUEST,), 10, 1), Action.OFFER_COMPLAINT, None, id="a declined offer, and a new grievance in the old thread"),
        pytest.param(an_unhappy_reading(**signals(Signal.DECLINES_COMPLAINT)), Standing((OFFER,), (REQUEST,), 10, 1), Action.DECLINE, 1, id="unhappy, and says no again"),
        pytest.param(EXPLICIT, Standing((OFFER,), (REQUEST,)), Action.OPEN_CHOSEN, 1, id="asks for a complaint in words"),
        pytest.param(replace(EXPLICIT, topic=Topic.HEATING), Standing((OFFER,), (REQUEST,), 10, 1), Action.OPEN_CHOSEN, 1, id="asks for it in reply to the offer, topic misread"),
        pytest.param(replace(EXPLICIT, topic=Topic.HEATING), Standing((DECLINED,), (REQUEST,), 10, 1), Action.LOG_COMPLAINT, None, id="another complaint in the thread of a declined offer"),
        # a request
        pytest.param(UNHAPPY, Standing((), (REQUEST,), **IN_REQUEST), Action.OFFER_COMPLAINT, 1, id="unhappy with an open request"),
        pytest.param(UNHAPPY, Standing((), (REQUEST,)), Action.OFFER_COMPLAINT, 1, id="unhappy with it in a new mail"),
        pytest.param(EXPLICIT, Standing((), (REQUEST,), **IN_REQUEST), Action.LOG_COMPLAINT, 1, id="a complaint about an open request is linked"),
        pytest.param(UNHAPPY, Standing((), (CLOSED_REQUEST,), **IN_REQUEST), Action.OFFER_COMPLAINT, None, id="unhappy on a closed request: the repair is passed on anew"),
        pytest.param(replace(UNHAPPY, wants_action=False), Standing((), (CLOSED_REQUEST,), **IN_REQUEST), Action.OFFER_COMPLAINT, 1, id="unhappy on a closed request, nothing to put right"),
        pytest.param(UNHAPPY, Standing((), (CLOSED_REQUEST,)), Action.OFFER_COMPLAINT, None, id="a new grievance never lands on an old closed request"),
        pytest.param(a_reading(**ENQUIRY), Standing((), (REQUEST,)), Action.ADD_TO_CASE, 1, id="any news?"),
        pytest.param(a_reading(), Standing((), (REQUEST,), **IN_REQUEST), Action.ADD_TO_CASE, 1, id="more about it, in reply"),
        pytest.param(a_reading(), Standing((), (REQUEST,)), Action.LOG_SERVICE_REQUEST, None, id="a second repair in a fresh mail is its own"),
        pytest.param(a_reading(**signals(Signal.REPEAT)), Standing((), (REQUEST,)), Action.ADD_TO_CASE, 1, id="the same again in a fresh mail"),
        pytest.param(a_reading(topic=Topic.HEATING), Standing((), (REQUEST,), **IN_REQUEST), Action.LOG_SERVICE_REQUEST, None, id="another repair in the old thread"),
        pytest.param(a_reading(), Standing((), (CLOSED_REQUEST,), **IN_REQUEST), Action.LOG_SERVICE_REQUEST, None, id="nothing silently reopens"),
        pytest.param(a_reading(**ENQUIRY), Standing((), (CLOSED_REQUEST,), **IN_REQUEST), Action.ANSWER_ENQUIRY, None, id="a question about a closed request"),
        pytest.param(a_reading(kind=Kind.SURVEY_FEEDBACK), Standing((), (REQUEST,)), Action.SIGNPOST, None, id="a survey answer"),
        # those who write for many
        pytest.param(an_unhappy_reading(**signals(Signal.REPRESENTATIVE)), Standing((OFFER,), (REQUEST, COMPLAINT)), Action.OFFER_COMPLAINT, None, id="a councillor's next resident joins nobody else's complaint"),
        pytest.param(an_unhappy_reading(**signals(Signal.REPRESENTATIVE)), Standing((), (COMPLAINT,), **IN_COMPLAINT), Action.ADD_TO_CASE, 3, id="a councillor replies about the same resident"),
    ],
)  # fmt: skip
def test_a_message_finds_its_matter(
    reading: Reading, standing: Standing, action: Action, case: int | None
) -> None:
    decision = decide_on(reading, standing)

    assert (decision.action, decision.case) == (action, case)


@pytest.mark.provision("5.11")
def test_a_vague_mail_after_an_answer_escalates_where_it_speaks_of_the_answer() -> None:
    reading = replace(UNHAPPY, topic=Topic.SERVICE)

    assert (
        decide_on(reading, Standing((), (CLOSED_COMPLAINT,)), "I do not accept your decision.").action
        is Action.ESCALATE
    )
    assert (
        decide_on(reading, Standing((), (CLOSED_COMPLAINT,)), "Your call centre hung up on me.").action
        is Action.OFFER_COMPLAINT
    )


def test_a_solicitors_letter_about_another_client_joins_nothing() -> None:
    reading = a_reading(**signals(Signal.LEGAL))

    decision = decide_on(reading, Standing((), (CONTACT,)), "We act for Mr Shah. Letter of claim.")

    assert (decision.action, decision.case) == (Action.ASK_A_PERSON, None)


@pytest.mark.parametrize(
    ("text", "attachments", "filed"),
    [
        ("Thank you so much, all good now.", False, True),
        ("Brilliant, thanks", False, True),
        ("Received with thanks.", False, True),
        ("Thanks, but when is the plumber coming?", False, False),
        ("Thank you. Please see attached.", True, False),
        ("Thanks for nothing", False, False),
        ("Can I have a copy of my rent statement?", False, False),
        ("Thanks. The tap still drips a little.", False, False),
        ("I have moved my mobile number to a new one.", False, False),
    ],
)
@pytest.mark.parametrize(
    "standing", [Standing((), (CLOSED_COMPLAINT,), None, 3), Standing((), (REQUEST,), None, 1)]
)
def test_only_plain_thanks_are_filed_in_silence(
    text: str, attachments: bool, filed: bool, standing: Standing
) -> None:
    decision = decide_on(a_reading(**ENQUIRY), standing, text, has_attachments=attachments)

    assert (decision.action is Action.FILE) is filed


def test_thanks_for_an_answer_escalate_nothing_though_the_bar_for_an_offer_is_low() -> None:
    barely = a_reading(**ENQUIRY, unhappy=True, dissatisfied=0.2)
    standing = Standing((), (ANSWERED,), None, 3)

    assert decide_on(barely, standing, "Thank you for your help.").action is Action.FILE
    assert decide_on(barely, standing, "Brilliant. Great service.").action is Action.ESCALATE


def test_a_file_alone_after_an_answer_goes_to_a_person_and_to_an_open_case_goes_to_its_handler() -> None:
    after_answer = decide_on(a_reading(), Standing((), (ANSWERED,), None, 3), "", has_attachments=True)
    on_a_request = decide_on(a_reading(), Standing((), (REQUEST,), None, 1), "", has_attachments=True)

    assert after_answer.action is Action.ASK_A_PERSON
    assert (on_a_request.action, on_a_request.case, on_a_request.to_handler) == (Action.ADD_TO_CASE, 1, True)


@pytest.mark.parametrize(
    ("today", "action"),
    [(date(2026, 11, 30), Action.SECOND_UNHAPPY), (date(2026, 12, 1), Action.OFFER_COMPLAINT)],
    ids=["the 20th working day", "the 21st"],
)
def test_after_twenty_working_days_it_is_a_new_offer(today: date, action: Action) -> None:
    standing = Standing((DECLINED,), (REQUEST,))

    assert (
        decide(UNHAPPY, Facts("Still dripping."), standing, today=today, holidays=frozenset()).action
        is action
    )


def test_what_a_colleague_writes_into_a_thread_is_a_note_and_alone_goes_to_a_person() -> None:
    note = decide_on(UNHAPPY, Standing((), (REQUEST,), None, 1), "She is very unhappy.", from_staff=True)
    alone = decide_on(UNHAPPY, Standing((), (CONTACT,)), "Fwd: another resident", from_staff=True)

    assert (note.action, note.case, note.to_handler) == (Action.NOTE, 1, True)
    assert alone.action is Action.ASK_A_PERSON


OFFERS = st.builds(
    OfferStanding,
    id=st.integers(1, 4),
    case_id=st.integers(1, 5),
    state=st.sampled_from(["pending", "accepted", "declined", "unanswered"]),
    topic=st.sampled_from(["repairs", "heating", "", "service"]),
    created_at=st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 5), timezones=st.just(UTC)),  # noqa: DTZ001
    complaint_id=st.none() | st.integers(1, 5),
    reference=st.sampled_from(["", "EX-2345"]),
)
CASES = st.builds(
    CaseStanding,
    id=st.integers(1, 5),
    kind=st.sampled_from(["complaint", "service_request", "enquiry", "feedback", "contact"]),
    topic=st.sampled_from(["repairs", "heating", "service", "other"]),
    is_open=st.booleans(),
    stage=st.none() | st.sampled_from([1, 2]),
    stage_1_answered=st.booleans(),
    stage_2_answered=st.booleans(),
)
STANDINGS = st.builds(
    Standing,
    offers=st.lists(OFFERS, max_size=3).map(tuple),
    cases=st.lists(CASES, max_size=4).map(tuple),
    replied_offer=st.none() | st.integers(1, 4),
    replied_case=st.none() | st.integers(1, 5),
    asked_if_done=st.booleans(),
    replied_letter=st.booleans(),
)
TEXTS = st.sampled_from(
    ["", "YES", "No", "DONE", "not done", "COMPLAINT", "call me", "EX-2345", "Thanks!", "The tap drips."]
) | st.text(max_size=60)
FACTS = st.builds(
    Facts,
    text=TEXTS,
    channel=st.sampled_from(["email", "telegram", "survey"]),
    automatic=st.sampled_from(["", "a robot"]),
    from_staff=st.booleans(),
    has_attachments=st.booleans(),
)


@settings(deadline=None)
@given(READINGS, FACTS, STANDINGS)
def test_nothing_whatever_makes_a_decision_fail(reading: Reading, facts: Facts, standing: Standing) -> None:
    decision = decide(reading, facts, standing, today=TODAY, holidays=frozenset())

    assert decision.reason


@settings(deadline=None)
@given(READINGS, FACTS, STANDINGS)
def test_what_acts_on_a_case_or_an_offer_names_it(reading: Reading, facts: Facts, standing: Standing) -> None:
    decision = decide(reading, facts, standing, today=TODAY, holidays=frozenset())

    if decision.action in (Action.ESCALATE, Action.DONE, Action.FINAL_ANSWER):
        assert decision.case is not None
    if decision.action in (Action.OPEN_CHOSEN, Action.DECLINE, Action.SECOND_UNHAPPY):
        assert decision.offer is not None


@settings(deadline=None)
@given(READINGS, FACTS, STANDINGS)
def test_a_resident_who_reads_unhappy_is_never_filed_in_silence(
    reading: Reading, facts: Facts, standing: Standing
) -> None:
    decision = decide(reading, facts, standing, today=TODAY, holidays=frozenset())

    if decision.action is Action.FILE and not facts.automatic:
        said_yes_again = decision.offer is not None
        assert said_yes_again or "thank" in facts.text.lower()
        assert said_yes_again or not (
            reading.kind is Kind.COMPLAINT or reading.explicit or reading.wants_action
        )
