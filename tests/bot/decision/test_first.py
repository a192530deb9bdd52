"""What is done with a first message? The table of the house, a row a case."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decision import Action, Decision, Facts, Standing, decide
from classifiers.labels import Kind, Signal, Topic
from classifiers.reading import Reading
from tests.builders import a_reading, an_unhappy_reading

TODAY = date(2026, 11, 2)
MACHINE = Facts("Your form was sent.", automatic="Auto-Submitted: auto-generated")


def signals(*found: Signal) -> dict[str, frozenset[Signal]]:
    return {"signals": frozenset(found)}


def decide_on(reading: Reading, facts: Facts | None = None) -> Decision:
    return decide(reading, facts or Facts("Some words."), Standing(), today=TODAY, holidays=frozenset())


ENQUIRY = {"kind": Kind.ENQUIRY, "wants_action": False}
EXPLICIT = {"explicit": True}
SURVEY = {"kind": Kind.SURVEY_FEEDBACK}


@pytest.mark.parametrize(
    ("reading", "action"),
    [
        pytest.param(an_unhappy_reading(**EXPLICIT), Action.LOG_COMPLAINT, id="an explicit complaint"),
        pytest.param(
            an_unhappy_reading(**EXPLICIT, sure=False),
            Action.LOG_COMPLAINT,
            id="explicit, whatever else is unsure",
        ),
        pytest.param(
            an_unhappy_reading(**EXPLICIT, **signals(Signal.EMERGENCY)),
            Action.LOG_COMPLAINT,
            id="explicit, with an emergency in it",
        ),
        pytest.param(
            an_unhappy_reading(**signals(Signal.ESCALATION)),
            Action.LOG_COMPLAINT,
            id="unhappy with an answer nobody can find",
        ),
        pytest.param(
            a_reading(**signals(Signal.ESCALATION)),
            Action.OFFER_COMPLAINT,
            id="an escalation that does not read unhappy still gets the choice",
        ),
        pytest.param(an_unhappy_reading(), Action.OFFER_COMPLAINT, id="dissatisfied"),
        pytest.param(
            an_unhappy_reading(wants_action=False),
            Action.OFFER_COMPLAINT,
            id="dissatisfied, nothing to put right",
        ),
        pytest.param(an_unhappy_reading(sure=False), Action.OFFER_COMPLAINT, id="unsure, but unhappy enough"),
        pytest.param(a_reading(unhappy=True), Action.OFFER_COMPLAINT, id="a repair, and unhappy enough"),
        pytest.param(a_reading(kind=Kind.COMPLAINT), Action.OFFER_COMPLAINT, id="the kind alone"),
        pytest.param(
            a_reading(**signals(Signal.DISCRIMINATION)),
            Action.OFFER_COMPLAINT,
            id="treated worse for who they are",
        ),
        pytest.param(an_unhappy_reading(language="pl"), Action.OFFER_COMPLAINT, id="unhappy in Polish"),
        pytest.param(a_reading(**SURVEY), Action.SIGNPOST, id="a survey answer"),
        pytest.param(an_unhappy_reading(**SURVEY), Action.SIGNPOST, id="a furious survey answer"),
        pytest.param(
            an_unhappy_reading(**SURVEY, **signals(Signal.ESCALATION)),
            Action.SIGNPOST,
            id="a survey answer about an earlier complaint",
        ),
        pytest.param(
            an_unhappy_reading(**EXPLICIT, survey=0.9),
            Action.LOG_COMPLAINT,
            id="a survey answer that asks for a complaint",
        ),
        pytest.param(a_reading(), Action.LOG_SERVICE_REQUEST, id="something to put right"),
        pytest.param(a_reading(**signals(Signal.EMERGENCY)), Action.LOG_SERVICE_REQUEST, id="an emergency"),
        pytest.param(a_reading(**ENQUIRY), Action.ANSWER_ENQUIRY, id="an enquiry"),
        pytest.param(
            a_reading(**ENQUIRY, **signals(Signal.DECLINES_COMPLAINT)),
            Action.ANSWER_ENQUIRY,
            id="about to moan, but it is sorted",
        ),
        pytest.param(a_reading(sure=False), Action.ASK_A_PERSON, id="not sure"),
    ],
)
def test_a_first_message_gets_the_action_of_its_row(reading: Reading, action: Action) -> None:
    assert decide_on(reading).action is action


def test_a_no_in_the_same_breath_is_stored_as_declined() -> None:
    decision = decide_on(an_unhappy_reading(**signals(Signal.DECLINES_COMPLAINT)))

    assert (decision.action, decision.declined) == (Action.OFFER_COMPLAINT, True)


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(an_unhappy_reading(**signals(Signal.ESCALATION)), id="unhappy with an answer"),
        pytest.param(an_unhappy_reading(**signals(Signal.ANSWER_OVERDUE)), id="an answer that never came"),
        pytest.param(
            an_unhappy_reading(**EXPLICIT, **signals(Signal.ANSWER_OVERDUE)),
            id="explicit, and an answer never came",
        ),
    ],
)
def test_an_earlier_complaint_nobody_found_is_matched_by_a_person(reading: Reading) -> None:
    assert decide_on(reading).to_match


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (Facts("", has_attachments=True), "a file"),
        (Facts(" \n "), "no words"),
    ],
    ids=["nothing but a file", "nothing at all"],
)
def test_what_cannot_be_read_goes_to_a_person(facts: Facts, says: str) -> None:
    decision = decide_on(a_reading(), facts)

    assert decision.action is Action.ASK_A_PERSON
    assert says in decision.reason


def test_a_solicitors_letter_goes_to_a_person_even_where_it_reads_explicit() -> None:
    reading = an_unhappy_reading(**EXPLICIT, **signals(Signal.LEGAL))

    assert decide_on(reading, Facts("We act for your tenant. Letter of claim.")).action is Action.ASK_A_PERSON


@pytest.mark.parametrize(
    ("reading", "action"),
    [
        pytest.param(a_reading(**ENQUIRY), Action.FILE, id="nothing in it"),
        pytest.param(a_reading(sure=False), Action.FILE, id="a newsletter that may want something"),
        pytest.param(a_reading(), Action.ASK_A_PERSON, id="a web form with a repair"),
        pytest.param(an_unhappy_reading(), Action.ASK_A_PERSON, id="a web form that reads dissatisfied"),
        pytest.param(an_unhappy_reading(**SURVEY), Action.ASK_A_PERSON, id="a dissatisfied answer passed on by a machine"),
        pytest.param(a_reading(**ENQUIRY, explicit=True), Action.ASK_A_PERSON, id="a form headed complaint"),
        *(
            pytest.param(a_reading(**ENQUIRY, **signals(found)), Action.ASK_A_PERSON, id=f"a machine passes on {found.value}")
            for found in (
                Signal.EMERGENCY, Signal.HAZARD, Signal.DAMP_MOULD, Signal.DOMESTIC_ABUSE, Signal.AT_RISK, Signal.SELF_HARM,
                Signal.SAFE_CONTACT, Signal.ESCALATION, Signal.LEGAL, Signal.REPRESENTATIVE,
            )
        ),
    ],
)  # fmt: skip
def test_a_machines_mail_is_filed_only_where_nobody_speaks_in_it(reading: Reading, action: Action) -> None:
    assert decide_on(reading, MACHINE).action is action


def test_an_out_of_office_of_a_colleague_troubles_nobody() -> None:
    facts = Facts("I am away until Monday.", automatic="an out-of-office answer", from_staff=True)

    assert decide_on(a_reading(**ENQUIRY), facts).action is Action.FILE


def test_what_a_colleague_sends_by_itself_goes_to_a_person() -> None:
    assert (
        decide_on(an_unhappy_reading(), Facts("Fwd: please see.", from_staff=True)).action
        is Action.ASK_A_PERSON
    )


READINGS = st.builds(
    a_reading,
    kind=st.sampled_from(Kind),
    wants_action=st.booleans(),
    explicit=st.booleans(),
    topic=st.sampled_from(Topic),
    signals=st.frozensets(st.sampled_from(Signal), max_size=5),
    sure=st.booleans(),
    unhappy=st.booleans(),
    language=st.sampled_from(["en", "", "pl"]),
)
ALLOWED = {
    Action.FILE, Action.LOG_COMPLAINT, Action.OFFER_COMPLAINT, Action.SIGNPOST,
    Action.LOG_SERVICE_REQUEST, Action.ANSWER_ENQUIRY, Action.ASK_A_PERSON,
}  # fmt: skip


@settings(deadline=None)
@given(READINGS, st.text(max_size=200), st.booleans(), st.sampled_from(["", "a robot"]), st.booleans())
def test_a_first_message_whatever_it_holds_gets_a_first_action_and_a_reason(
    reading: Reading, text: str, from_staff: bool, automatic: str, has_attachments: bool
) -> None:
    decision = decide_on(
        reading, Facts(text, automatic=automatic, from_staff=from_staff, has_attachments=has_attachments)
    )

    assert decision.action in ALLOWED
    assert decision.reason.endswith(".")
    assert decision.case is decision.offer is None


@pytest.mark.provision("1.2", "1.3")
@settings(deadline=None)
@given(READINGS)
def test_nobody_who_reads_unhappy_goes_without_the_choice(reading: Reading) -> None:
    gives_the_choice = {Action.LOG_COMPLAINT, Action.OFFER_COMPLAINT, Action.ASK_A_PERSON}
    if reading.kind is not Kind.SURVEY_FEEDBACK and (reading.unhappy or reading.explicit):
        assert decide_on(reading).action in gives_the_choice
