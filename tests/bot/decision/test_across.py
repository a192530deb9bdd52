"""Does any text of ours reach the wrong eyes, and is a person asked wherever a text may not speak?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decision import Action, Decision, Facts
from bot.decision.across import Precautions, take_precautions
from classifiers.labels import Signal, Topic
from classifiers.reading import Reading
from tests.bot.decision.test_first import READINGS, signals
from tests.bot.decision.test_following import FACTS
from tests.builders import a_reading, an_unhappy_reading

OFFER = Decision(Action.OFFER_COMPLAINT, "Unhappy.")
LOG = Decision(Action.LOG_COMPLAINT, "They asked.")
REQUEST = Decision(Action.LOG_SERVICE_REQUEST, "A repair.")
UNSURE = Decision(Action.ASK_A_PERSON, "Not sure.")
WORDS = "The tap has dripped for weeks."
GIVES_THE_CHOICE = ("choice_offer", "open_door", "unsure_receipt", "attachment_only", "emergency_reply")
SAFE_TEXTS = ("", "safe_reply")


def with_care(reading: Reading, decision: Decision = OFFER, text: str = WORDS, **more: object) -> Precautions:
    named = {
        key: more.pop(key) for key in ("on_hold", "staff_named", "no_reply_here", "known_door") if key in more
    }
    return take_precautions(decision, reading, Facts(text, **more), **named)  # type: ignore[arg-type]


def unhappy(*found: Signal) -> Reading:
    return an_unhappy_reading(**signals(*found))


def kinds(safe: Precautions) -> set[str]:
    return {task.kind for task in safe.tasks}


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        (LOG, "complaint_logged"),
        (OFFER, "choice_offer"),
        (Decision(Action.OFFER_COMPLAINT, "No.", declined=True), "open_door"),
        (REQUEST, "service_request_receipt"),
        (Decision(Action.ANSWER_ENQUIRY, "A question."), "enquiry_receipt"),
        (Decision(Action.SIGNPOST, "A survey."), "survey_signpost"),
        (UNSURE, "unsure_receipt"),
        (Decision(Action.ESCALATE, "Again."), "escalation_logged"),
        (Decision(Action.FINAL_ANSWER, "Final."), "final_answer"),
        (Decision(Action.SECOND_UNHAPPY, "Again."), "second_unhappy"),
        (Decision(Action.FILE, "Thanks."), ""),
        (Decision(Action.NOTE, "A colleague."), ""),
        (Decision(Action.DONE, "Done."), ""),
    ],
    ids=lambda value: value.action.value if isinstance(value, Decision) else value or "nothing",
)
def test_an_ordinary_message_gets_the_text_of_its_row(decision: Decision, text: str) -> None:
    assert with_care(unhappy(), decision).text == text


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_a_text_or_a_reason_for_silence(action: Action) -> None:
    safe = with_care(a_reading(), Decision(action, "A reason."))

    assert bool(safe.text) is not bool(safe.why_silent)


def test_nothing_but_a_file_is_said_to_be_a_file() -> None:
    assert with_care(a_reading(), UNSURE, "", has_attachments=True).text == "attachment_only"


@pytest.mark.provision("6.1")
@pytest.mark.parametrize(
    ("reading", "decision", "text", "alert"),
    [
        pytest.param(
            unhappy(Signal.EMERGENCY), OFFER, "emergency_reply", "emergency", id="an offer gives way"
        ),
        pytest.param(
            a_reading(**signals(Signal.EMERGENCY)),
            REQUEST,
            "emergency_reply",
            "emergency",
            id="a receipt gives way",
        ),
        pytest.param(
            unhappy(Signal.EMERGENCY),
            LOG,
            "complaint_logged",
            "emergency",
            id="an explicit complaint keeps its text, the warning on top",
        ),
        pytest.param(unhappy(Signal.HAZARD), OFFER, "choice_offer", "hazard", id="a hazard keeps the choice"),
        pytest.param(unhappy(Signal.SELF_HARM), OFFER, "self_harm_reply", "self_harm", id="the caring text"),
        pytest.param(
            unhappy(Signal.SELF_HARM, Signal.SAFEGUARDING),
            OFFER,
            "self_harm_reply",
            "self_harm",
            id="the caring text, also where safeguarding stands beside it",
        ),
        pytest.param(
            unhappy(Signal.EMERGENCY, Signal.SELF_HARM),
            OFFER,
            "self_harm_reply",
            "emergency",
            id="one alert, naming the gravest",
        ),
        pytest.param(unhappy(Signal.DOMESTIC_ABUSE), OFFER, "safe_reply", "domestic_abuse", id="abuse"),
        pytest.param(
            unhappy(Signal.AT_RISK), OFFER, "safe_reply", "at_risk", id="someone at risk, a neighbour too"
        ),
        pytest.param(unhappy(Signal.SAFEGUARDING), OFFER, "safe_reply", "at_risk", id="safeguarding alone"),
        pytest.param(
            unhappy(Signal.DOMESTIC_ABUSE, Signal.EMERGENCY),
            OFFER,
            "safe_reply",
            "emergency",
            id="abuse and danger now",
        ),
        pytest.param(
            unhappy(Signal.DOMESTIC_ABUSE, Signal.SELF_HARM),
            OFFER,
            "safe_reply",
            "self_harm",
            id="abuse outranks the caring text",
        ),
    ],
)
def test_danger_and_risk_choose_the_text_and_wake_somebody(
    reading: Reading, decision: Decision, text: str, alert: str
) -> None:
    safe = with_care(reading, decision)

    assert (safe.text, safe.alerts) == (text, (alert,))


@pytest.mark.parametrize("signal", [Signal.DOMESTIC_ABUSE, Signal.AT_RISK, Signal.SAFE_CONTACT])
@pytest.mark.parametrize("decision", [LOG, OFFER, REQUEST, UNSURE])
def test_a_person_at_risk_is_held_restricted_never_guarded_and_given_to_people(
    signal: Signal, decision: Decision
) -> None:
    safe = with_care(unhappy(signal), decision)

    assert safe.text == "safe_reply"
    assert safe.puts_on_hold
    assert safe.restricted
    assert safe.guard_barred
    assert {"safe_call", "manager_call"} <= kinds(safe)


def test_the_person_who_finds_a_safe_way_is_told_to_give_the_choice() -> None:
    safe = with_care(unhappy(Signal.DOMESTIC_ABUSE))

    assert safe.offer_by_person
    assert any(task.kind == "safe_call" and "choice to complain" in task.why for task in safe.tasks)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Please don't reply, my husband reads my e-mails.", {}),
        ("Help me.", {"no_reply_here": True}),
        ("Not safe to e-mail me here.", {"on_hold": True}),
    ],
    ids=["they say so now", "they said so before", "on hold, and they say so"],
)
def test_where_writing_back_is_not_safe_nothing_is_sent(text: str, more: dict[str, object]) -> None:
    safe = with_care(unhappy(Signal.SAFE_CONTACT), OFFER, text, **more)

    assert safe.text == ""
    assert safe.why_silent == "They said that writing back here is not safe."
    assert safe.no_reply_here


def test_somebody_who_reads_along_is_heeded_even_where_the_reading_missed_it() -> None:
    safe = with_care(unhappy(), OFFER, "Still no heating. Careful, my partner checks my phone.")

    assert (safe.text, safe.puts_on_hold) == ("", True)


def test_a_wish_about_hours_with_a_plain_reason_is_no_risk() -> None:
    safe = with_care(
        unhappy(Signal.SAFE_CONTACT), OFFER, "The tap still drips. Don't ring after 9, I work nights."
    )

    assert (safe.text, safe.puts_on_hold, safe.guard_barred) == ("choice_offer", False, "")
    assert "agree_adjustment" in kinds(safe)


def test_a_resident_on_hold_who_writes_again_gets_no_words_of_the_matter_and_nobody_simply_rings() -> None:
    for decision in (OFFER, LOG, Decision(Action.PROMISE_CALL, "Ring."), Decision(Action.ESCALATE, "Again.")):
        safe = with_care(unhappy(Signal.ADJUSTMENT), decision, "Please ring me, I'm blind.", on_hold=True)

        assert safe.text == "safe_reply"
        assert kinds(safe).isdisjoint({"call", "understand_why", "print_and_post", "interpreter_call"})
        assert "safe_call" in kinds(safe)


@pytest.mark.parametrize(
    ("reading", "text", "door", "task"),
    [
        pytest.param(unhappy(Signal.ADJUSTMENT), "Please ring, I'm blind.", "phone", "call", id="ring"),
        pytest.param(
            unhappy(), "Please ring, I'm blind.", "phone", "call", id="ring, where the reading missed it"
        ),
        pytest.param(
            unhappy(Signal.ADJUSTMENT), "Large print letters please.", "post", "print_and_post", id="a letter"
        ),
        pytest.param(
            unhappy(Signal.ADJUSTMENT),
            "Don't ring, I'm deaf. Text me.",
            "text",
            "reach_another_way",
            id="a text",
        ),
    ],
)
def test_no_automatic_text_leaves_by_the_wrong_door(
    reading: Reading, text: str, door: str, task: str
) -> None:
    safe = with_care(reading, OFFER, text)

    assert (safe.text, safe.door, safe.offer_by_person) == ("", door, True)
    assert task in kinds(safe)
    assert door in safe.guard_barred


def test_a_deaf_resident_who_wants_no_calls_is_answered_by_mail_and_not_rung() -> None:
    safe = with_care(unhappy(Signal.ADJUSTMENT), OFFER, "Please don't ring me, I'm deaf. E-mail is fine.")

    assert (safe.text, safe.door) == ("choice_offer", "")
    assert kinds(safe) == {"agree_adjustment"}


def test_a_door_asked_for_before_still_holds_and_is_not_recorded_twice() -> None:
    safe = with_care(unhappy(), OFFER, WORDS, known_door="phone")

    assert (safe.text, safe.door) == ("", "")
    assert "call" in kinds(safe)


@pytest.mark.parametrize(
    ("text", "sender", "who", "answer"),
    [
        pytest.param(
            "I am her daughter. The tap drips.",
            "Mo mo@example.net",
            "pending",
            "representative_receipt",
            id="a daughter's plain repair confirms nothing",
        ),
        pytest.param(
            "I wrote to my MP about mum's flat.",
            "Mo mo@example.net",
            "pending",
            "representative_receipt",
            id="one who only speaks of an MP",
        ),
        pytest.param(
            "My constituent has no heating.",
            "Jane Doe MP jane@parliament.uk",
            "implied",
            "service_request_receipt",
            id="an MP",
        ),
    ],
)
def test_a_stranger_who_writes_for_a_resident_is_told_nothing(
    text: str, sender: str, who: str, answer: str
) -> None:
    safe = with_care(a_reading(**signals(Signal.REPRESENTATIVE)), REQUEST, text, sender=sender)

    assert (safe.representative, safe.text) == (who, answer)
    assert ("reach_resident" in kinds(safe)) is (who == "pending")
    assert bool(safe.guard_barred) is (who == "pending")


def test_a_solicitor_gets_a_receipt_only() -> None:
    safe = with_care(unhappy(Signal.LEGAL), UNSURE, "We act for your tenant. Letter of claim.")

    assert (safe.text, safe.representative, safe.guard_barred) == (
        "solicitor_receipt",
        "solicitor",
        "a solicitor wrote",
    )


def test_an_unhappy_message_in_another_language_is_also_rung_about_with_an_interpreter() -> None:
    safe = with_care(an_unhappy_reading(language="pl"))

    assert safe.text == "choice_offer"
    assert safe.guard_barred == "it is not in English"
    assert any(task.kind == "interpreter_call" and "choice to complain" in task.why for task in safe.tasks)


@pytest.mark.provision("5.8")
def test_named_staff_are_kept_out_and_never_guarded() -> None:
    assert (
        with_care(unhappy(Signal.STAFF_CONDUCT), LOG, staff_named=True).guard_barred
        == "staff are named in it"
    )
    assert with_care(unhappy(Signal.STAFF_CONDUCT), LOG).hides_from_named
    assert with_care(unhappy(), LOG, staff_named=True).guard_barred == ""


def test_a_yes_after_an_unsure_reading_may_be_guarded_but_an_empty_one_may_not() -> None:
    assert with_care(a_reading(sure=False), UNSURE).guard_barred == ""
    assert with_care(a_reading(sure=False), UNSURE, "", has_attachments=True).guard_barred
    assert (
        with_care(
            a_reading(), Decision(Action.ADD_TO_CASE, "A photo.", case=1), "", has_attachments=True
        ).guard_barred
        == ""
    )


@pytest.mark.parametrize("automatic", ["Auto-Submitted: auto-generated"])
def test_a_machine_is_never_answered_but_a_person_reads_what_speaks_in_it(automatic: str) -> None:
    safe = with_care(unhappy(), UNSURE, "Web form: nobody came.", automatic=automatic)

    assert safe.text == ""
    assert "read_machine_mail" in kinds(safe)
    assert not safe.offer_by_person


def test_damp_alone_starts_a_clock_and_asks_a_person_to_grade_it() -> None:
    safe = with_care(a_reading(topic=Topic.DAMP_MOULD, **signals(Signal.DAMP_MOULD)), REQUEST)

    assert (safe.hazard, safe.danger, safe.alerts) == ("damp_mould", "", ())
    assert "grade_hazard" in kinds(safe)


@pytest.mark.parametrize(
    ("decision", "task"),
    [
        (UNSURE, "decide"),
        (Decision(Action.LOG_COMPLAINT, "No case found.", to_match=True), "match_case"),
        (Decision(Action.SECOND_UNHAPPY, "Again."), "second_unhappy"),
        (Decision(Action.CHANGED_MIND, "No after yes."), "check_choice"),
        (Decision(Action.PROMISE_CALL, "Ring."), "call"),
        (Decision(Action.ESCALATE, "Again."), "understand_why"),
        (Decision(Action.FINAL_ANSWER, "Final.", case=1, to_handler=True), "read_message"),
    ],
    ids=lambda value: value.action.value if isinstance(value, Decision) else value,
)
def test_what_a_text_promises_a_person_is_asked_to_do(decision: Decision, task: str) -> None:
    assert task in kinds(with_care(unhappy(), decision))


DECISIONS = st.builds(
    Decision,
    action=st.sampled_from(Action),
    reason=st.just("A reason."),
    declined=st.booleans(),
    to_handler=st.booleans(),
)


@settings(deadline=None)
@given(READINGS, FACTS, DECISIONS, st.booleans(), st.booleans(), st.sampled_from(["", "phone", "post"]))
def test_nothing_whatever_sends_words_to_a_person_at_risk_or_an_answer_to_a_machine(
    reading: Reading, facts: Facts, decision: Decision, on_hold: bool, no_reply_here: bool, known_door: str
) -> None:
    safe = take_precautions(
        decision, reading, facts, on_hold=on_hold, no_reply_here=no_reply_here, known_door=known_door
    )

    if on_hold or no_reply_here or reading.has(Signal.DOMESTIC_ABUSE, Signal.AT_RISK):
        assert safe.text in SAFE_TEXTS
        assert safe.restricted
        assert safe.guard_barred
    if no_reply_here or facts.automatic or facts.from_staff:
        assert safe.text == ""


@settings(deadline=None)
@given(READINGS, FACTS, st.booleans())
def test_whoever_is_owed_the_choice_gets_it_by_text_or_from_a_person(
    reading: Reading, facts: Facts, on_hold: bool
) -> None:
    safe = take_precautions(OFFER, reading, facts, on_hold=on_hold)

    if not (facts.automatic or facts.from_staff):
        assert safe.offer_by_person is (safe.text not in GIVES_THE_CHOICE)
