"""Is nobody found any more in a message that was made fit to learn from, and does it still read as one?"""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.redacted_names import Known
from bot.redaction import redact

TRAINING_DATA = Path(__file__).parents[2] / "training_data"

GIVEN_AWAY = [
    pytest.param("write to Sam.Okafor+rent@mail.example.co.uk.", "Okafor", id="mail address"),
    pytest.param("it is sam.okafor at hotmail dot co dot uk", "okafor", id="mail address in words"),
    pytest.param("see https://housing.example/my/abc123?x=1 for it", "abc123", id="link"),
    pytest.param("ring 07911 123456 after six", "123456", id="mobile"),
    pytest.param("ring 020 7946 0123", "7946", id="landline"),
    pytest.param("ring (0161) 496-0123", "496", id="landline in brackets"),
    pytest.param("ring +44 7911 123456", "7911", id="abroad"),
    pytest.param("ring 0044 7911 123 456", "7911", id="abroad with zeros"),
    pytest.param("ring 07.911.123.456", "911", id="with dots"),
    pytest.param("ring 07911\u00a0123\u200b456", "123", id="with spaces nobody sees"),
    pytest.param("my number is oh seven nine one one, one two three four", "nine one one", id="spoken"),
    pytest.param("ring 7911123456", "7911123456", id="without its nought"),
    pytest.param("we are in SW1A 2AA", "SW1A", id="postcode"),
    pytest.param("we are in m13 9pl", "m13", id="small postcode"),
    pytest.param("we are in LS61AB", "LS61AB", id="postcode without a space"),
    pytest.param("NI no AB 12 34 56 C", "12 34 56", id="insurance number"),
    pytest.param("ni ab123456c", "123456", id="small insurance number"),
    pytest.param("card 4111 1111 1111 1111 exp", "1111", id="card"),
    pytest.param("card 4111111111111111", "4111", id="card in one"),
    pytest.param("GB29 NWBK 6016 1331 9268 19", "6016", id="IBAN"),
    pytest.param("sort code 12-34-56", "12-34", id="sort code"),
    pytest.param("account 12345678", "12345678", id="bank account"),
    pytest.param("rent ref 500-3381", "3381", id="rent reference"),
    pytest.param("NHS number 943 476 5919", "476", id="health number"),
    pytest.param("DOB 3/4/62", "3/4/62", id="birthday after DOB"),
    pytest.param("date of birth: 3rd of April 1962", "April", id="birthday in words"),
    pytest.param("my son was born on 12.05.2021", "12.05", id="a child's birthday"),
    pytest.param("born in 1948", "1948", id="year of birth"),
    pytest.param("Mrs Bell, 09/06/1974, is a tenant", "1974", id="an old date"),
    pytest.param("I live at 14 Tollgate Close", "Tollgate", id="house and street"),
    pytest.param("i live at 14a tollgate close", "tollgate", id="in small letters"),
    pytest.param("FLAT 3, 22 MULBERRY ROAD", "MULBERRY", id="in capitals"),
    pytest.param("Flat 12, Hazel House", "Hazel", id="flat and block"),
    pytest.param("the bins at 5 The Crescent", "5 The", id="a street called The"),
    pytest.param("the flats in Priory Walk", "Priory", id="street alone"),
    pytest.param("flat 29b is empty", "29b", id="flat alone"),
    pytest.param("parked in AB12 CDE", "AB12", id="number plate"),
]


@pytest.mark.parametrize(("text", "trace"), GIVEN_AWAY)
def test_what_leads_to_a_person_is_gone(text: str, trace: str) -> None:
    assert trace.lower() not in redact(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "3 kids in the house and no heating for 2 days.",
        "They came at 4pm on 12/05/2026, 20 minutes late.",
        "It cost £1,250.00 and I paid £300 of it in 2024.",
        "There were 2 leaks in a row, and the door will not close.",
        "The boiler shows F28 at 1.5 bar.",
    ],
)
def test_what_leads_to_nobody_stays(text: str) -> None:
    assert redact(text) == text


def test_a_redacted_message_still_reads_as_one() -> None:
    text = (
        "Dear all,\nno heating since Monday at 14 Tollgate Close, SW1A 2AA. Ring me on 07911 123456.\n"
        "Third time I tell you!\nKind regards\nMaureen Tuckett"
    )

    assert redact(text) == (
        "Dear all,\nno heating since Monday at 1 Example Street, AA1 1AA. Ring me on 07700 900000.\n"
        "Third time I tell you!\nKind regards\nSam Example"
    )


def test_an_address_on_record_is_replaced_whatever_it_looks_like() -> None:
    known = Known(addresses=("tg-chat-77", "sam@localhost", ""))

    text = redact("I wrote from tg-chat-77 and SAM@LOCALHOST.", known)

    assert text == "I wrote from 07700 900000 and someone@example.com."


def test_every_row_we_know_redacts_to_the_same_twice() -> None:
    rows = [
        json.loads(line)
        for file in sorted(TRAINING_DATA.glob("batch_[a-c]1.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]

    once = [redact(row["text"]) for row in rows]

    assert len(once) > 300
    assert [redact(text) for text in once] == once


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_number_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    text = redact(f"{before} ring 07911 123456 {after}")

    assert "07911 123456" not in text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_nothing_anybody_writes_breaks_it(text: str) -> None:
    assert isinstance(redact(text, Known(("Sam Okafor", text), (text,))), str)


def test_a_very_long_message_is_done_in_a_moment() -> None:
    for part in ("1 Aa ", "a", "thanks\n", "Mr A. ", "1-", "x.", "account "):
        redact((part * 20_000)[:20_000], Known(("Will May",), ("will@example.net",)))
