"""Does every text hold what it owes the resident, and can a person of eleven read it?"""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.wording.contents import Content, Form, missing_contents, required_contents
from bot.wording.facts import Facts
from bot.wording.filters import one_line
from bot.wording.reading_age import reading_age
from bot.wording.render import WORDING_FOLDER, Wording
from bot.wording.required import REQUIRED
from bot.wording.samples import FULL
from bot.wording.texts import TEXTS

WORDING = Wording(WORDING_FOLDER)
FORMS: tuple[tuple[Form, str], ...] = (("body", "email"), ("chat", "telegram"))
EVERY_TEXT = [
    pytest.param(name, form, channel, id=f"{name}-{form}")
    for name, text in TEXTS.items()
    for form, channel in FORMS
    if form == "body" or text.has_chat
]
EVERY_CONTENT = [
    pytest.param(name, form, channel, content, id=f"{name}-{form}-{content.name}")
    for name, text in TEXTS.items()
    for form, channel in FORMS
    if form == "body" or text.has_chat
    for content in required_contents(REQUIRED, name, FULL, form=form)
]
FORBIDDEN = re.compile(
    r"\b(in)?formal|log a ticket|\bticket|unfortunately|escalat|vulnerab|\bI\b|\bI'm\b|\bjob (is|was|has been) raised"
    r"|tenants?\b|please be advised|stage (0|zero|3|three)|\bpolicyholder|\busers?\b",
    re.IGNORECASE,
)


def test_every_folder_is_in_the_register_and_every_text_has_its_files_and_its_list() -> None:
    folders = {path.name for path in (WORDING_FOLDER / "en").iterdir() if not path.name.startswith("_")}
    missing = [
        f"{text.name}/{form}.txt"
        for text in TEXTS.values()
        for form in ("subject", "body", *(["chat"] if text.has_chat else []))
        if not (WORDING_FOLDER / "en" / text.name / f"{form}.txt").is_file()
    ]

    assert folders == set(TEXTS) == set(REQUIRED)
    assert missing == []


@pytest.mark.parametrize(("name", "form", "channel"), EVERY_TEXT)
def test_a_text_holds_all_it_owes(name: str, form: Form, channel: str) -> None:
    text = WORDING.render(name, FULL, channel=channel).text

    missing = missing_contents(REQUIRED, name, text, FULL, form=form)

    assert [content.name for content in missing] == []


@pytest.mark.parametrize(("name", "form", "channel", "content"), EVERY_CONTENT)
def test_a_content_taken_away_is_missed(name: str, form: Form, channel: str, content: Content) -> None:
    text = _without(content, one_line(WORDING.render(name, FULL, channel=channel).text), FULL)

    missing = missing_contents(REQUIRED, name, text, FULL, form=form)

    assert content in missing


def test_a_sentence_cut_from_a_template_is_missed(tmp_path: Path) -> None:
    ours = (WORDING_FOLDER / "en" / "choice_offer" / "body.txt").read_text(encoding="utf-8")
    own = tmp_path / "en" / "choice_offer"
    own.mkdir(parents=True)
    (own / "body.txt").write_text(ours.replace("Your choice will not change how we treat you.\n", ""))

    text = Wording(WORDING_FOLDER, tmp_path).render("choice_offer", FULL).text

    assert [c.provision for c in missing_contents(REQUIRED, "choice_offer", text, FULL)] == ["5.1"]


def test_an_acknowledgement_without_points_is_no_acknowledgement() -> None:
    facts = replace(FULL, points=())
    text = WORDING.render("acknowledgement_stage_1", facts).text

    missing = missing_contents(REQUIRED, "acknowledgement_stage_1", text, facts)

    assert "5.6" in {content.provision for content in missing}


def test_an_acknowledgement_asks_for_the_outcome_it_does_not_know() -> None:
    facts = replace(FULL, outcome="")
    text = WORDING.render("acknowledgement_stage_1", facts).text

    assert "You have not said what would put this right." in text
    assert missing_contents(REQUIRED, "acknowledgement_stage_1", text, facts) == ()


def test_an_acknowledgement_says_what_is_ours_and_what_is_not() -> None:
    text = one_line(WORDING.render("acknowledgement_stage_1", FULL).text)

    assert "Numbers 1 and 2 are ours to deal with." in text
    assert (
        "Number 3 is not ours, because your energy firm sets the price. Exton Energy deals with it: 0300 555 0142."
        in text
    )
    assert "We are still checking if number 4 is ours. We will tell you by Thursday 12 November 2026." in text


@pytest.mark.parametrize(("name", "form", "channel"), EVERY_TEXT)
@pytest.mark.parametrize("danger", ["", "hazard", "emergency"])
def test_a_child_of_eleven_can_read_it(name: str, form: Form, channel: str, danger: str) -> None:
    facts = replace(FULL, danger=danger, danger_kind="gas" if danger else "")

    counted = reading_age(WORDING.render(name, facts, channel=channel).text)

    assert counted.years < 11
    assert counted.longest_sentence_words <= 20, counted.longest_sentence


@pytest.mark.parametrize(("name", "form", "channel"), EVERY_TEXT)
def test_some_words_are_never_used(name: str, form: Form, channel: str) -> None:
    rendered = WORDING.render(name, FULL, channel=channel)
    if name in ("on_call_alert", "on_call_notice"):  # its button is pressed by staff, who say "I have it"
        rendered = replace(rendered, text=rendered.text.replace("I have it", ""))

    assert FORBIDDEN.findall(rendered.subject + "\n" + rendered.text) == []


def _without(content: Content, text: str, facts: Facts) -> str:
    if content.says:
        return re.sub(content.says, "", text, flags=re.IGNORECASE)
    return text.replace(one_line(next(fact for fact in content.shows(facts) if fact)), "")
