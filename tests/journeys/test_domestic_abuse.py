"""Somebody tells of domestic abuse and a safe number: nothing of ours may reach the wrong eyes."""

from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage

LOCK = "He broke the front door lock again and I am scared. You never come. Ring me at work, 0161 496 0777."
READS_MAIL = f"{LOCK} Please do not reply here, he reads my emails."
ABUSE = an_unhappy_reading(signals=frozenset({Signal.DOMESTIC_ABUSE, Signal.SAFE_CONTACT}))
PERSON = ("safe_call", "manager_call")


async def test_a_safe_reply_holds_no_word_topic_reference_or_link(any_stage: Stage) -> None:
    stage = any_stage

    told = await stage.writes("2026-11-02T09:12", LOCK, reads=ABUSE, subject="Front door")

    case = told.cases[0]
    assert told.names == ["safe_reply"]
    for secret in ("lock", "door", "scared", "http", "complain", case["reference"]):
        assert secret.lower() not in (told.text + told.sent[0].subject).lower()
    assert (await stage.case_row(case["reference"])).restricted
    assert {kind for kind, _ in told.alerts} == {"domestic_abuse"}
    assert (told.task("safe_call").due, told.task("safe_call").team) == ("2026-11-02", "safeguarding")
    assert (told.task("manager_call").due, told.task("manager_call").team) == ("2026-11-04", "manager")

    later = await stage.time_passes("2026-11-06T17:00")

    assert later.names == []
    assert "call" not in later.asked


async def test_nothing_at_all_is_sent_where_somebody_else_reads_the_mail(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", READS_MAIL, reads=ABUSE)
    again = await stage.replies("2026-11-03T09:12", "Are you there?")

    assert (told.names, again.names) == ([], [])
    assert set(PERSON) <= set(told.asked)


async def test_an_explicit_complaint_of_somebody_at_risk_is_never_guarded(stage: Stage) -> None:
    reads = an_unhappy_reading(explicit=True, signals=frozenset({Signal.DOMESTIC_ABUSE}))
    logged = await stage.writes("2026-11-02T09:12", f"{LOCK} I want to complain.", reads=reads)

    third_day = await stage.time_passes("2026-11-05T12:01")

    assert logged.names == ["safe_reply"]
    assert logged.of("complaint")["acknowledge_by"] == "2026-11-09"
    assert third_day.names == []
    assert third_day.task("acknowledge_by_person").due == "2026-11-05"


async def test_what_was_under_way_for_the_same_person_stops_too(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody mends the tap, I am fed up.", reads=an_unhappy_reading())
    await stage.writes("2026-11-03T09:12", LOCK, reads=ABUSE)

    later = await stage.time_passes("2026-11-18T17:00")

    assert later.names == []


async def test_staff_record_a_safe_way_and_the_calls_are_done(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", LOCK, reads=ABUSE)

    await stage.staff("2026-11-02T10:00", "safe way", words="Ring her at work, 0161 496 0777, before 3pm")
    only_by_phone = await stage.replies("2026-11-02T10:30", "Thank you for ringing.")
    await stage.staff("2026-11-02T11:00", "safe way", words="Her new address is safe", email_is_safe=True)
    by_mail = await stage.staff("2026-11-02T11:05", "write", text="The locksmith comes at noon.")

    assert [text for text in only_by_phone.names if text != "safe_reply"] == []
    assert by_mail.names == ["person_reply"]
