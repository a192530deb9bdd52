"""A page in Arabic runs from the right, once a speaker has checked its words; until then the chat speaks English."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.widget_stage import IN_A_BROWSER, Landlord, answers, faults, keep_picture, writes
from tests.running_hark import Hark, a_sink

pytestmark = IN_A_BROWSER
WORDS = Path(__file__).parents[2] / "bot" / "doors" / "widget_words" / "ar.toml"
NO_HEATING = "التدفئة لا تعمل منذ ثلاثة أسابيع ولا أحد يرد علي. عندي طفل صغير."
IN_ARABIC = """() => {
  const chat = document.querySelector("hark-chat");
  const again = document.createElement("hark-chat");
  again.setAttribute("landlord", chat.getAttribute("landlord"));
  again.setAttribute("lang", "ar");
  chat.replaceWith(again);
}"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Landlord]:
    """A landlord whose speaker of Arabic, invented here, has checked the words of the chat."""
    folder = tmp_path_factory.mktemp("arabic")
    own = folder / "hark" / "wording" / "ar" / "chat_words.toml"
    own.parent.mkdir(parents=True)
    said = WORDS.read_text(encoding="utf-8").replace('checked_by = ""', 'checked_by = "Huda Example"')
    own.write_text(said.replace('checked_on = ""', 'checked_on = "2026-11-02"'), encoding="utf-8")
    with a_sink() as relay:
        hark = Hark(folder, relay.port)
        hark.serve()
        yield Landlord(hark, relay)
        hark.end()


def in_arabic(context: Any, landlord: Landlord) -> Any:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{landlord.at}/widget/")
    page.evaluate(IN_ARABIC)
    page.get_by_role("textbox").first.wait_for()
    return page


def direction(page: Any, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("(one) => getComputedStyle(one).direction"))


def test_an_arabic_page_runs_from_the_right_and_axe_finds_nothing(checked: Landlord, context: Any) -> None:
    page = in_arabic(context, checked)
    assert page.get_by_label("رسالتكم").count() == 1
    assert direction(page, "hark-chat section") == "rtl"

    writes(page, NO_HEATING)
    answers(page).first.wait_for()

    keep_picture(page, "widget-arabic")
    assert direction(page, ".said.you .words") == "rtl"
    assert direction(page, ".said.us .words") == "ltr", "our answer is English while nobody has checked it"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert faults(page) == []


def test_unchecked_words_are_never_shown(landlord: Landlord, context: Any) -> None:
    page = in_arabic(context, landlord)

    assert page.get_by_label("Your message").count() == 1
    assert direction(page, "hark-chat section") == "ltr"
