"""Does a text in another language say what the English one says, and does none leave before a speaker has checked it?"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.wording.blocks import Button
from bot.wording.filters import day
from bot.wording.languages import CALENDARS, LANGUAGES, calendar_of, direction_of
from bot.wording.render import WORDING_FOLDER, Wording
from bot.wording.samples import FULL, MINIMAL
from bot.wording.texts import TEXTS

DRAFTS = Wording(WORDING_FOLDER, with_unchecked=True)
OURS = ("cy", "pl", "ur", "pa", "bn", "ar", "so", "pt", "ro", "uk")
IN_WELSH = {
    *("choice_offer", "choice_reminder", "service_request_receipt", "complaint_logged", "open_door", "declined"),
    *("acknowledgement_stage_1", "acknowledgement_guard", "unsure_receipt", "enquiry_receipt", "emergency_reply"),
}  # fmt: skip
EVERY_TEXT = [
    pytest.param(language, name, channel, id=f"{language}-{name}-{channel}")
    for language in OURS
    for name in sorted(DRAFTS.texts_in(language))
    for channel in ("email", "telegram")
]
KINDS = ("gas", "fumes", "power", "water_electrics", "fire", "flood")
ENGLISH_WORDS = re.compile(r"\b(the|you|your|and|will|not|this|please|complain|about)\b", re.IGNORECASE)
ODD = (
    r"\bNone\b|\{\{|\}\}|\{%|%\}|\[\[|\*\*|<[A-Z]|[\x00-\x09\x0b-\x1f]|\n{3,}|  |\.\.(?!\.)| [.,;،۔।](?:\s|$)"
)


def test_each_language_has_the_texts_it_is_to_have() -> None:
    assert DRAFTS.texts_in("cy") == IN_WELSH
    assert all(DRAFTS.texts_in(code) == {"choice_offer", "emergency_reply"} for code in OURS[1:])
    assert set(CALENDARS) == {"en", *OURS} <= set(LANGUAGES)


def test_nothing_unchecked_is_ever_sent() -> None:
    sendable = Wording(WORDING_FOLDER)

    assert {code: sendable.texts_in(code) for code in OURS} == dict.fromkeys(OURS, frozenset())
    assert set(sendable.waiting) == set(OURS)
    assert sendable.faults == ()
    assert {sendable.render(name, FULL, language=code).language for name in TEXTS for code in OURS} == {"en"}


@pytest.mark.parametrize(("language", "name", "channel"), EVERY_TEXT)
def test_a_text_offers_the_same_buttons_numbers_and_dates_as_the_english(
    language: str, name: str, channel: str
) -> None:
    for kind in KINDS:
        facts = replace(FULL, danger="emergency", danger_kind=kind, thing="", team="")
        theirs = DRAFTS.render(name, facts, channel=channel, language=language)
        ours = DRAFTS.render(name, facts, channel=channel)

        assert theirs.language == language
        assert [button.link for button in theirs.buttons] == [button.link for button in ours.buttons]
        assert _numbers(theirs.text) == _numbers(ours.text)
        assert _dates(theirs.text, language) >= _dates(ours.text, "en")


@pytest.mark.parametrize(("language", "name", "channel"), EVERY_TEXT)
@pytest.mark.parametrize("facts", [FULL, MINIMAL], ids=["full", "minimal"])
def test_a_text_comes_out_clean_in_one_language_and_ends_with_how_to_complain(
    language: str, name: str, channel: str, facts: object
) -> None:
    known = (
        facts
        if facts is MINIMAL
        else replace(FULL, words="x", outcome="x", points=(), adjustments=(), free_text="")
    )
    text = DRAFTS.render(name, known, channel=channel, language=language).text  # type: ignore[arg-type]

    assert re.findall(ODD, text) == []
    assert ENGLISH_WORDS.findall(re.sub(r"https?://\S+|Your sister", "", text)) == []
    assert "COMPLAINT" in text.splitlines()[-1]


@pytest.mark.parametrize("language", OURS)
def test_a_page_says_which_language_it_is_in_and_which_way_it_runs(language: str) -> None:
    page = DRAFTS.render("choice_offer", FULL, language=language).html

    assert f'<html lang="{language}" dir="{direction_of(language)}">' in page
    assert '<blockquote dir="auto"' in page
    assert (direction_of(language) == "rtl") == (language in ("ar", "ur"))


def test_a_day_is_printed_as_its_language_writes_it() -> None:
    said = {code: day(date(2026, 11, 9), calendar_of(code)) for code in ("cy", "pl", "pt", "ar")}

    assert said == {
        "cy": "dydd Llun 9 Tachwedd 2026",
        "pl": "poniedziałek, 9 listopada 2026",
        "pt": "segunda-feira, 9 de novembro de 2026",
        "ar": "الاثنين 9 نوفمبر 2026",
    }


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A landlord's own folder, holding our Polish texts as a speaker left them."""
    for file in (WORDING_FOLDER / "pl").glob("*/*.txt"):
        copy = tmp_path / "pl" / file.parent.name / file.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    return tmp_path


def sign(
    own: Path, *without: str, line: str = '{ checked_by = "Anna Nowak", checked_on = 2026-11-02 }'
) -> None:
    names = [
        folder.name for folder in (own / "pl").iterdir() if folder.is_dir() and folder.name not in without
    ]
    (own / "pl" / "checked.toml").write_text("\n".join(f"{name} = {line}" for name in names))


def test_what_a_speaker_has_checked_is_sent(own: Path) -> None:
    sign(own)
    wording = Wording(WORDING_FOLDER, own)

    sent = wording.render("choice_offer", FULL, language="pl")

    assert wording.texts_in("pl") == {"choice_offer", "emergency_reply"}
    assert (sent.language, "pl" in wording.waiting) == ("pl", False)
    assert any(isinstance(button, Button) and button.label.startswith("Tak") for button in sent.buttons)


@pytest.mark.parametrize("missing", ["_danger", "_complain", "_needs", "_ombudsman_short"])
def test_a_text_is_not_sent_where_one_part_of_it_is_unchecked(own: Path, missing: str) -> None:
    sign(own, missing)

    assert Wording(WORDING_FOLDER, own).texts_in("pl") == frozenset()


@pytest.mark.parametrize(
    "line", ['{ checked_by = "Anna Nowak" }', '{ checked_by = "Anna", checked_on = "soon" }', '"yes"']
)
def test_a_check_without_a_name_and_a_day_counts_for_nothing_and_is_told(own: Path, line: str) -> None:
    sign(own, line=line)
    wording = Wording(WORDING_FOLDER, own)

    assert wording.texts_in("pl") == frozenset()
    assert "choice_offer needs checked_by, a name, and checked_on" in " ".join(wording.faults)


def test_a_list_that_cannot_be_read_checks_nothing_and_stops_nothing(own: Path) -> None:
    (own / "pl" / "checked.toml").write_text("choice_offer = {")

    wording = Wording(WORDING_FOLDER, own)

    assert "cannot be read, so none of its texts is sent" in wording.faults[0]
    assert wording.render("choice_offer", FULL, language="pl").language == "en"


def test_english_instead_names_the_language_and_the_phone_number_first() -> None:
    calm = DRAFTS.render("declined", replace(FULL, hazard_by=None), language="pl")
    urgent = DRAFTS.render(
        "declined", replace(FULL, danger="emergency"), language="ur-Latn", channel="telegram"
    )

    assert calm.text.startswith("Do you speak Polish? Ring 0300 555 0100.")
    assert urgent.text.startswith("In danger? Ring 999.")
    assert "Do you speak Urdu? Ring 0300 555 0100." in urgent.text


@pytest.mark.parametrize("name", ["safe_reply", "self_harm_reply", "on_call_alert"])
def test_some_texts_say_nothing_of_a_language(name: str) -> None:
    assert DRAFTS.render(name, FULL, language="pl") == DRAFTS.render(name, FULL)


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\b(?:999|116 123|105|0\d{3} \d{3} \d{3,4}|07\d{3} \d{6}|EX-\d+)\b", text))


def _dates(text: str, language: str) -> int:
    names = calendar_of(language)
    return len(re.findall(f"(?:{'|'.join(names.days)}),? \\d+ (?:de )?(?:{'|'.join(names.months)})", text))
