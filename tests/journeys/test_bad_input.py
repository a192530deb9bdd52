"""Whatever is sent, the answer is kind and clear, nothing is doubled and nothing is lost."""

import io
import time
import zipfile

import pytest

from bot.choice import Answer, read_answer
from bot.store import arrivals
from classifiers.reading import Reading
from classifiers.registry import SHIPPED, load_classifier
from tests.builders import an_email, an_unhappy_reading
from tests.journeys.stage import SAM, Stage, an_enquiry

AT = "2026-11-02T09:12"
NO_HEATING = "Third week without heating and nobody rings back."
UNHAPPY = an_unhappy_reading()
LONG = ("The heating is off and nobody rings me back. " * 2500)[:100_000]


@pytest.fixture
def angry_face() -> Reading:
    """The shipped model's own reading of an angry face."""
    return load_classifier(SHIPPED).read("😡")


async def offered(stage: Stage) -> None:
    told = await stage.writes(AT, NO_HEATING, reads=UNHAPPY)
    assert told.names == ["choice_offer"]


async def test_a_hundred_thousand_characters_are_kept_whole_and_answered_shortly(stage: Stage) -> None:
    told = await stage.writes(AT, LONG, reads=UNHAPPY)

    kept = await stage.message_rows(await stage.case_row(told.cases[0]["reference"]))
    assert told.names == ["choice_offer"]
    assert kept[0].text.strip() == LONG.strip()
    assert len(told.text) < 5_000


def test_a_hundred_thousand_characters_are_read_within_a_few_seconds() -> None:
    reader, began = load_classifier(SHIPPED), time.perf_counter()

    reading = reader.read(LONG)
    answer = read_answer(LONG)

    assert reading.unhappy
    assert answer is Answer.UNCLEAR
    assert time.perf_counter() - began < 10  # 0.6 s where nobody else asks for the cores


async def test_an_empty_message_is_received_and_a_person_opens_it(stage: Stage) -> None:
    told = await stage.mail_comes(AT, an_email("", subject="", sender="sam.okafor@example.net"))

    assert told.names == ["unsure_receipt"]
    assert "So a person will read it by " in told.text.replace("\n", " ")
    assert told.task("decide")


async def test_an_angry_face_alone_is_given_the_choice(stage: Stage, angry_face: Reading) -> None:
    stage.reader.readings["😡"] = angry_face

    told = await stage.writes(AT, "😡")

    assert told.names == ["choice_offer"]
    assert '"😡"' in told.text


async def test_a_heart_alone_is_thanked_and_not_asked_whether_it_complains(stage: Stage) -> None:
    told = await stage.writes(AT, "❤️", reads=an_enquiry(unhappy=True))

    assert told.names == ["enquiry_receipt"]


@pytest.mark.parametrize("picture", ["👍", "👍🏽", "🙏", "👎", "❤️"])
async def test_a_picture_after_our_offer_is_no_yes_and_is_asked_about_kindly(
    stage: Stage, picture: str
) -> None:
    await offered(stage)

    told = await stage.replies("2026-11-02T10:00", picture, reads=an_enquiry(unhappy=True))
    logged = await stage.replies("2026-11-02T11:00", "YES")

    assert told.names == ["ask_again"]
    assert "not sure if it means yes or no" in told.text
    assert [case["kind"] for case in told.cases] == ["service_request"]
    assert logged.names == ["complaint_logged"]


async def test_an_angry_face_after_our_offer_reaches_a_person(stage: Stage) -> None:
    await offered(stage)

    told = await stage.replies("2026-11-02T10:00", "😡", reads=an_unhappy_reading())

    assert told.names == ["second_unhappy"]
    assert told.task("second_unhappy").due == "2026-11-02"


async def test_a_zip_bomb_is_named_and_never_opened(stage: Stage) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("heating.txt", b"\0" * 50_000_000)
    stage.reader.readings["no heating"] = UNHAPPY

    told = await stage.mail_comes(
        AT, an_email("We have no heating.", subject="", files={"photos.zip": packed.getvalue()})
    )

    kept = await stage.message_rows(await stage.case_row(told.cases[0]["reference"]))
    assert told.names == ["choice_offer"]
    assert len(kept) == 1


async def test_a_script_in_a_name_and_in_the_words_stays_words(stage: Stage) -> None:
    nasty = '<script>alert("x")</script> [[tap|https://evil.example]]'
    stage.reader.readings["script"] = UNHAPPY

    await stage.mail_comes(AT, an_email(nasty, subject=nasty, name="<script>alert(1)</script>"))

    sent = (await stage.written("choice_offer"))[0]
    assert "<script" not in sent.html
    assert "&lt;script&gt;" in sent.html
    assert 'href="https://evil' not in sent.html
    assert "\n" not in sent.subject + sent.to_name


async def test_a_stale_token_in_the_reply_address_opens_a_new_conversation_and_loses_nothing(
    stage: Stage,
) -> None:
    told = await stage.mail_comes(
        AT,
        an_email("Please send somebody for the tap.", to="housing+longgone123@example.org"),
        recipient="housing+longgone123@example.org",
    )

    assert told.names == ["enquiry_receipt"]
    assert len(told.cases) == 1


async def test_yes_twice_opens_one_complaint(stage: Stage) -> None:
    await offered(stage)

    first = await stage.replies("2026-11-02T10:00", "YES")
    second = await stage.replies("2026-11-02T10:01", "Yes")

    assert first.names == ["complaint_logged"]
    assert second.names == []
    assert [case["kind"] for case in second.cases].count("complaint") == 1


async def test_yes_after_no_is_a_yes(stage: Stage) -> None:
    await offered(stage)

    declined = await stage.replies("2026-11-02T10:00", "NO")
    logged = await stage.replies("2026-11-03T10:00", "YES")

    assert declined.names == ["declined"]
    assert logged.names == ["complaint_logged"]
    assert logged.of("complaint")["received_at"] == "2026-11-02T09:12:00Z"


async def test_nothing_of_all_this_is_left_waiting_or_unreadable(stage: Stage) -> None:
    for number, text in enumerate(
        ("😡", "👍", "\u202e\u200b", "'; drop table case_; --", "{{ landlord }} {% if %}")
    ):
        await stage.writes(f"2026-11-02T09:{12 + number}", text, sender=SAM.replace("sam.", f"sam{number}."))

    async with stage.house.database.reading() as session:
        waiting = await arrivals.count_waiting(session, [stage.landlord_id])
        unreadable = await arrivals.list_unreadable(session, stage.landlord_id)
    assert (waiting, list(unreadable)) == (0, [])
