"""Does every text come out clean, in every form, whatever is known?"""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.wording.facts import Facts, LandlordFacts
from bot.wording.render import WORDING_FOLDER, FactMissing, TextMissing, Wording
from bot.wording.samples import FULL, MINIMAL
from bot.wording.texts import TEXTS

WORDING = Wording(WORDING_FOLDER)
CHANNELS = ("email", "letter", "telegram", "widget")
NO_ACTION = replace(
    FULL, action_wanted=False, hazard_by=None, points=(), outcome="", by_computer=False, reference=""
)
EMERGENCY = replace(FULL, danger="emergency", danger_kind="fumes")
SAMPLES = {"full": FULL, "minimal": MINIMAL, "no action": NO_ACTION, "emergency": EMERGENCY}
EVERY_FORM = [
    pytest.param(name, facts, channel, id=f"{name}-{known}-{channel}")
    for name in TEXTS
    for known, facts in SAMPLES.items()
    for channel in CHANNELS
]
ODD = {
    "doubled space": r"[^\n]  ",
    "None": r"\bNone\b",
    "unfilled": r"\{\{|\}\}|\{%|%\}|\[\[|\]\]|\*\*",
    "control character": r"[\x00-\x09\x0b-\x1f]",
    "empty bullet": r"(?m)^(-|\d+\.)\s*$",
    "space before a stop": r"\s[.,;:](\s|$)",
    "two stops": r"(?<!\.)\.\.(?!\.)|,,|,\.|:\.",
    "glued sentences": r"[a-z][.?!][A-Z]",
    "too many empty lines": r"\n{3,}",
    "sentence in small letters": r"(?:^|[a-z][.?!] )[a-z]",
    "dangling word": r"(?<!had )(?<!have )\b(by|on|at|to|about|because|is|ring)\.",
}


@pytest.mark.parametrize(("name", "facts", "channel"), EVERY_FORM)
def test_every_text_comes_out_clean(name: str, facts: Facts, channel: str) -> None:
    rendered = WORDING.render(name, facts, channel=channel)

    odd = [(what, re.search(pattern, rendered.text)) for what, pattern in ODD.items()]
    assert [(what, found[0]) for what, found in odd if found] == []
    assert rendered.text == rendered.text.strip() != ""


@pytest.mark.provision("3.7")
@pytest.mark.parametrize(("name", "facts", "channel"), EVERY_FORM)
def test_every_text_ends_with_one_line_on_how_to_complain(name: str, facts: Facts, channel: str) -> None:
    last_line = WORDING.render(name, facts, channel=channel).text.splitlines()[-1]

    says_it = last_line.startswith("You can complain at any time: reply COMPLAINT")
    assert says_it == (name not in {"safe_reply", "safe_page", "on_call_alert", "on_call_notice"})


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("known", SAMPLES)
def test_a_subject_holds_no_topic_and_no_word_of_the_resident(name: str, known: str) -> None:
    subject = WORDING.render(name, SAMPLES[known]).subject

    assert re.fullmatch(
        r"(Your (message to|code from|link from) Example Homes|A (question|letter) from Example Homes|Your answers to Example Homes|Your complaint|Please ring us now|Message received"
        r"|(Alert|Notice)(: emergency, gas)?)(, EX-1042)?",
        subject,
    )


@pytest.mark.parametrize("name", TEXTS)
def test_an_emergency_comes_first_wherever_the_text_allows_it(name: str) -> None:
    mail = WORDING.render(name, EMERGENCY)
    chat = WORDING.render(name, EMERGENCY, channel="widget")

    warns = TEXTS[name].warns_of_danger
    assert (
        mail.text.startswith("If anyone is in danger, ring 999.\n\nPlease ring us now: 0300 555 0199.")
        == warns
    )
    assert chat.text.startswith("In danger? Ring 999. Then ring us: 0300 555 0199") == warns
    assert mail.subject.startswith("Please ring us now") == warns


@pytest.mark.parametrize(
    ("kind", "nation", "line"),
    [
        ("gas", "england", "Then ring 0800 111 999."),
        ("gas", "northern-ireland", "Then ring 0800 002 001."),
        ("fumes", "scotland", "If anyone feels ill, ring 999."),
        ("power", "wales", "ring 105."),
        ("power", "northern-ireland", "ring 03457 643 643."),
        ("water_electrics", "england", "Keep away from water that is near electrics."),
        ("fire", "england", "Get out, stay out and ring 999."),
        ("flood", "england", "turn off the water at the stop tap."),
    ],
)
def test_each_danger_has_its_own_line(kind: str, nation: str, line: str) -> None:
    landlord = replace(FULL.landlord, nation=nation)
    facts = replace(FULL, landlord=landlord, danger="emergency", danger_kind=kind)

    text = WORDING.render("emergency_reply", facts).text

    assert line in text


def test_we_say_that_someone_has_it_only_once_they_said_so() -> None:
    waiting = replace(EMERGENCY, alert_taken_by="")
    unsent = replace(waiting, alerted_at=None)

    taken, told, silent = (
        WORDING.render("emergency_reply", facts).text for facts in (EMERGENCY, waiting, unsent)
    )

    assert "We told our on-call team at 9:14am. They have it." in taken
    assert "We told our on-call team at 9:14am." in told
    assert "They have it" not in told
    assert "on-call" not in silent


def test_a_call_today_is_promised_to_someone_at_risk_only_once_a_person_has_it() -> None:
    told = WORDING.render("self_harm_reply", replace(FULL, alert_taken_by="")).text
    taken = WORDING.render("self_harm_reply", FULL).text

    assert "today" not in told
    assert "Sam from our team will ring you today" in taken


def test_a_hazard_warns_shortly_and_names_its_date() -> None:
    rendered = WORDING.render("service_request_receipt", replace(FULL, danger="hazard"))

    assert rendered.text.startswith("If it gets worse or feels unsafe, ring 0300 555 0199, day or night.")
    assert "We must look into that by Wednesday 18 November 2026." in rendered.text
    assert rendered.subject == "Your message to Example Homes, EX-1042"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("known", SAMPLES)
def test_the_safe_reply_says_nothing_at_all(known: str, channel: str) -> None:
    rendered = WORDING.render("safe_reply", SAMPLES[known], channel=channel)

    everything = rendered.subject + rendered.text + rendered.html
    assert rendered.buttons == ()
    assert not re.search(
        r"href|https?:|EX-|hot water|complain|Ombudsman|999|danger|COMPLAINT|quote", everything
    )
    if SAMPLES[known] is FULL:
        assert rendered.text == (
            "Thank you for your message. Our office is open Monday to Friday, 9am to 5pm. "
            "Our number is 0300 555 0100."
        )


@pytest.mark.parametrize(
    "name",
    [
        "representative_receipt",
        "on_call_alert",
        "safe_reply",
        "safe_page",
        "chat_code",
        "solicitor_receipt",
    ],
)
def test_some_texts_never_hold_the_residents_words(name: str) -> None:
    texts = [WORDING.render(name, FULL, channel=channel).text for channel in CHANNELS]

    assert [text for text in texts if "hot water" in text or "Third week" in text] == []


def test_a_representatives_receipt_confirms_nothing_and_names_nobody() -> None:
    calm, urgent = (WORDING.render("representative_receipt", facts) for facts in (FULL, EMERGENCY))

    assert not re.search(
        r"EX-|Priya|Sam|resident|tenant|damp|07700|[Yy]our sister|home", calm.text + urgent.text
    )
    assert urgent.subject == "Please ring us now"
    assert "ring 999" in urgent.text


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_open_door_asks_nothing(channel: str) -> None:
    text = WORDING.render("open_door", replace(FULL, hazard_by=None), channel=channel).text

    assert "?" not in text


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_resident_writes_stays_words(name: str) -> None:
    nasty = "<script>alert(1)</script> [[tap|https://evil.example]] {{ landlord }} **b** \x02x\x1fhttps://evil\x03"
    facts = replace(FULL, words=nasty, thing=nasty, outcome=nasty, free_text=nasty, hazard=nasty)

    rendered = WORDING.render(name, facts)

    assert "<script" not in rendered.html
    assert 'href="https://evil' not in rendered.html
    assert [button for button in rendered.buttons if "evil" in button.link] == []
    assert "LandlordFacts" not in rendered.text


@pytest.mark.parametrize("name", TEXTS)
def test_the_page_fetches_nothing_and_names_its_language(name: str) -> None:
    page = WORDING.render(name, FULL).html

    assert '<html lang="en" dir="ltr">' in page
    assert not re.search(r"<img|<script|<link|<iframe|<style|url\(|\bsrc=|@import|onclick", page)
    assert set(re.findall(r'href="(\w+):', page)) <= {"https", "tel"}


def test_words_stand_in_a_quotation_and_choices_are_buttons() -> None:
    page = WORDING.render("choice_offer", FULL).html

    assert re.search(
        r"<blockquote[^>]*>Third week no hot water\.<br>\n<br>\nNobody rings me back!</blockquote>", page
    )
    assert re.search(
        r'<a href="https://hark.example.org/choice/yes1" style="display:inline-block[^"]*">Yes, log my complaint</a>',
        page,
    )


def test_a_button_without_a_link_is_left_out() -> None:
    rendered = WORDING.render("choice_offer", replace(FULL, yes_link="", no_link=""))

    assert rendered.buttons == ()
    assert "Yes, log my complaint" not in rendered.text + rendered.html
    assert "reply YES or NO" in rendered.text


def test_a_chat_that_draws_its_own_buttons_gets_the_words_without_them() -> None:
    rendered = WORDING.render("choice_offer", FULL, channel="widget")

    assert [button.label[:3] for button in rendered.buttons] == ["Yes", "No,"]
    assert "https://hark.example.org/choice/yes1" in rendered.text
    assert "https://hark.example.org/choice" not in rendered.chat
    assert (rendered.subject, rendered.html) == ("", "")


def test_the_guard_sends_every_word_however_long() -> None:
    words = "It leaks. " * 900

    text = WORDING.render("acknowledgement_guard", replace(FULL, words=words)).text

    assert words.strip() in text


def test_a_receipt_shortens_a_very_long_message() -> None:
    text = WORDING.render("service_request_receipt", replace(FULL, words="It leaks. " * 900)).text

    assert ' ..."' in text
    assert len(text) < 2500


def test_an_unknown_text_is_an_error() -> None:
    with pytest.raises(TextMissing):
        WORDING.render("choice_ofer", FULL)


def test_a_template_that_prints_what_is_unknown_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "en" / "choice_offer"
    own.mkdir(parents=True)
    (own / "body.txt").write_text("We write by {{ write_by }}.\n")

    wording = Wording(WORDING_FOLDER, tmp_path)

    with pytest.raises(FactMissing):
        wording.render("choice_offer", Facts(LandlordFacts("Example Homes")))


def test_a_landlords_own_folder_stands_in_place_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "en" / "declined"
    own.mkdir(parents=True)
    (own / "body.txt").write_text("Right you are.\n")

    rendered = Wording(WORDING_FOLDER, tmp_path).render("declined", FULL)

    assert "Right you are." in rendered.text
    assert rendered.text.splitlines()[-1].startswith("You can complain at any time")


def test_the_full_sample_leaves_no_fact_untried() -> None:
    untried = {
        "danger",
        "danger_kind",
        "complaint_logged",
        "answer_within_working_days",
        "stage",
        "straight_to_stage_2",
        "by_computer",
        "other_language",
        "slower",
        "slower_until",
        "slower_meanwhile",
    }

    empty = {field.name for field in fields(FULL) if not getattr(FULL, field.name)}

    assert empty <= untried
