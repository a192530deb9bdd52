"""A yes or no in the language the choice was offered in is read where it is the whole answer, and nothing else is."""

import pytest

from bot.choice import Answer, read_answer

YES = (
    "Ydw", "Oes, os gwelwch yn dda", "TAK", "Tak, proszę", "ہاں", "جی ہاں، شکریہ", "ji haan", "haan ji",
    "ਹਾਂ", "ਹਾਂ ਜੀ", "হ্যাঁ", "হ্যাঁ, ধন্যবাদ", "نعم", "نعم، شكرا", "Haa", "HAA mahadsanid", "Sim", "Sim, por favor",
    "Da", "Da, vă rog", "Так", "Так, будь ласка",
    "نعم\n\nOn Monday Example Homes wrote:\n> نعم أو لا",
)  # fmt: skip
NO = (
    "Nac ydw", "Nage, diolch", "Nie, dziękuję", "نہیں", "جی نہیں", "nahi, shukriya", "ਨਹੀਂ", "ਨਹੀਂ ਜੀ", "না", "না, ধন্যবাদ",
    "لا", "لا، شكرا", "Maya", "Maya, mahadsanid", "Não", "nao obrigada", "Nu", "Nu, mulțumesc", "Ні", "Ні, дякую",
)  # fmt: skip
NEITHER = (
    "نعم؟", "so?", "nai", "ha ha", "la", "نعم لا", "tak nie", "na razie", "نعم ولكن لا يوجد ماء", "لا يوجد ماء ساخن",
    "não tenho água quente", "nu am apă caldă", "ні води, ні світла", "না পানি আসে", "nahi aaya koi", "maya waxba ma shaqeeyo",
    "da 🙄", "sim card", "так само", "> نعم",
)  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_whole_yes_is_a_yes(text: str) -> None:
    assert read_answer(text) is Answer.YES


@pytest.mark.parametrize("text", NO)
def test_a_whole_no_is_a_no(text: str) -> None:
    assert read_answer(text) is Answer.NO


@pytest.mark.parametrize("text", NEITHER)
def test_whatever_says_more_or_means_two_things_is_no_answer(text: str) -> None:
    assert read_answer(text) is Answer.UNCLEAR
