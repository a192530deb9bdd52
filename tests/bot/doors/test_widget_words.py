"""The chat speaks a language only once a speaker of it has checked every word."""

from pathlib import Path

import pytest

from bot.doors import widget_words
from bot.doors.widget_words import ENGLISH, choose, words_in

OTHERS = sorted(file for file in Path(widget_words.__file__).parent.glob("*.toml") if file.stem != ENGLISH)
FOR_STAFF = {"safe_yes_says", "safe_no_says"}  # what the buttons say to us is read by rules and by staff


def own(folder: Path, signature: str) -> Path:
    place = folder / "ar" / "chat_words.toml"
    place.parent.mkdir(parents=True)
    place.write_text(f'{signature}\nsend = "إرسال"\n', encoding="utf-8")
    return folder


def test_nothing_that_comes_with_hark_is_spoken_before_it_is_checked() -> None:
    assert [file.stem for file in OTHERS if words_in(file.stem)] == []
    assert choose("ar") == ENGLISH


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.stem)
def test_a_language_has_every_word_that_english_has(file: Path) -> None:
    import tomllib

    said = tomllib.loads(file.read_text(encoding="utf-8"))

    assert set(words_in(ENGLISH)) - set(said) == FOR_STAFF
    assert set(said) - set(words_in(ENGLISH)) == {"checked_by", "checked_on"}


def test_a_landlords_checked_words_are_spoken(tmp_path: Path) -> None:
    folder = own(tmp_path, 'checked_by = "Huda Example"\nchecked_on = "2026-11-02"')

    assert choose("ar-EG", [folder]) == "ar"
    assert words_in("ar", [folder]) == {"send": "إرسال"}


@pytest.mark.parametrize(
    "signature", ["", 'checked_by = "Huda Example"', 'checked_on = "2026-11-02"', "= broken"]
)
def test_half_a_signature_is_none(tmp_path: Path, signature: str) -> None:
    assert choose("ar", [own(tmp_path, signature)]) == ENGLISH


@pytest.mark.parametrize("asked", ["", "../../etc", "zz", "en-GB"])
def test_any_other_language_is_english(asked: str, tmp_path: Path) -> None:
    assert choose(asked, [tmp_path]) == ENGLISH
