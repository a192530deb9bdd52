"""One answer becomes one message: score first, questions in lines, a reply only where somebody gave a way."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming
from channels.survey.parse import key_of, parse, raw_of
from channels.survey.source import Source
from channels.survey.written import read_email, read_instant, read_mobile, read_score

SOURCE = Source(
    name="after-repair",
    id="id",
    answered_at="at",
    email="contact.email",
    phone="contact.mobile",
    person="contact.name",
    case="job",
    score="Stars",
    best=5,
    complaint="Complain?",
)
CAME_AT = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
SAM = {"email": "Sam@Example.net", "mobile": "07700 900 123", "name": "Sam Okafor"}


def an_answer(source: Source = SOURCE, **fields: Any) -> Incoming:
    said = {"id": "7", "contact": SAM, "Stars": 2, "Why?": "He was\nlate.", **fields}
    arrival = Arrival("example", "survey", "", source.name, json.dumps(said).encode(), CAME_AT)
    return parse(arrival, {source.name: source})


def test_the_score_stands_first_and_each_question_with_its_answer_in_a_line() -> None:
    read = an_answer(**{"Any tip?": None, "Tidy?": True, "Job": {"kind": "tap"}})

    assert read.text.splitlines() == ["Stars: 2/5", "Why?: He was late.", "Tidy?: Yes", "Job.kind: tap"]
    assert (read.channel, read.subject) == ("survey", "")


def test_it_is_answered_by_e_mail_else_by_text_else_not_at_all() -> None:
    by_mail, by_text = an_answer(), an_answer(contact={"mobile": "07700 900 123"})
    landline = an_answer(contact={"mobile": "0161 496 0100"})

    assert (by_mail.reply_to.channel, by_mail.reply_to.address) == ("email", "sam@example.net")
    assert (by_text.reply_to.channel, by_text.reply_to.address) == ("text", "+447700900123")
    assert landline.reply_to.address == ""
    assert any("0161 496 0100" in note for note in landline.notes)


def test_of_an_anonymous_survey_nothing_of_the_person_is_looked_at() -> None:
    read = an_answer(replace(SOURCE, is_anonymous=True), job="EX-1")

    assert (read.reply_to.address, read.reply_to.name, read.from_address, read.from_name) == ("", "", "", "")
    assert "Sam" not in read.full_text
    assert read.survey is not None
    assert read.survey.about == ""


def test_the_question_about_a_complaint_is_a_tick_and_no_words_of_theirs() -> None:
    yes, no = an_answer(**{"Complain?": "Yes"}), an_answer(**{"Complain?": "no"})

    assert [one.survey and one.survey.chose_complaint for one in (yes, no)] == [True, False]
    assert "Complain?" not in yes.text + no.text
    assert "Complain?: Yes" in yes.full_text


def test_it_counts_from_the_day_it_was_answered() -> None:
    assert an_answer(at="2026-10-30").had_at == datetime(2026, 10, 30, tzinfo=UTC)


def test_the_same_answer_is_the_same_message_from_a_file_and_from_a_webhook() -> None:
    fields = {"id": "7", "Stars": "2"}
    arrival = Arrival("example", "survey", "", "after-repair", raw_of(fields), CAME_AT)

    assert key_of(SOURCE, fields) == "survey:after-repair:7"
    assert parse(arrival, {SOURCE.name: SOURCE}).message_id == an_answer().message_id


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"nothing", "It is not JSON."),
        (b"[" * 100_000, "It is not JSON."),
        (b"[1]", "It must be one JSON object: one answer at a time."),
        (b'{"Stars": 2}', "It has no number of its own: “id” is empty."),
        (b'{"id": 7}', "It answers no question."),
        (b'{"id": 7, "Stars": 2, "at": "soon"}', "“at” is no date that can be read: soon."),
    ],
)
def test_what_is_no_answer_is_kept_for_a_person_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(CannotParse, match=f"^{why.replace('(', '.').replace('?', '.')}$"):
        parse(Arrival("example", "survey", "", "after-repair", raw, CAME_AT), {SOURCE.name: SOURCE})


def test_an_answer_to_a_survey_nobody_knows_any_more_is_kept_for_a_person() -> None:
    with pytest.raises(CannotParse, match="No survey is named “gone”"):
        parse(Arrival("example", "survey", "", "gone", b"{}", CAME_AT), {})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-02T09:12:00Z", datetime(2026, 11, 2, 9, 12, tzinfo=UTC)),
        ("02/11/2026 09:12", datetime(2026, 11, 2, 9, 12, tzinfo=UTC)),
        ("3/7/26", datetime(2026, 7, 2, 23, tzinfo=UTC)),
        ("2 November 2026", datetime(2026, 11, 2, tzinfo=UTC)),
        ("11/22/2026", None),
        ("yesterday", None),
    ],
)
def test_dates_are_read_day_first_and_in_london_time(written: str, read: datetime | None) -> None:
    assert read_instant(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("4", (4, 5)),
        ("4/10", (4, 10)),
        ("3 - neither", (3, 5)),
        ("3,5", (3.5, 5)),
        ("9", (None, 5)),
        ("Very happy", (None, 5)),
        ("", (None, 5)),
    ],
)
def test_scores_are_read_and_an_impossible_one_is_none(written: str, read: tuple[float | None, int]) -> None:
    assert read_score(written, 5) == read


def test_numbers_and_addresses_are_read_as_people_write_them() -> None:
    assert [
        read_mobile(one) for one in ("+44 7700 900123", "07700-900123", "0044 7700900123", "01614960100")
    ] == [
        *["+447700900123"] * 3,
        "",
    ]
    assert [read_email(one) for one in (" Sam@X.org ", "mailto:sam@x.org", "sam@", "a b@x.org", "sam@x")] == [
        "sam@x.org",
        "sam@x.org",
        "",
        "",
        "",
    ]
