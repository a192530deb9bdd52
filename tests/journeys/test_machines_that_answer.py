"""Machines answer our answers: two Harks, a vacation responder, a list, an address that bounces. Each comes to rest."""

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.doors import outgoing_of
from bot.store.outbox import OutboxRow
from channels.email.send import build
from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import SAM, Scene, Stage, a_bounce_of, a_stage, an_enquiry, asks_to_complain

MONDAY = datetime.fromisoformat("2026-11-02T09:12")
MOST_TURNS = 60
_MARKS = re.compile(rb"^(?:Auto-Submitted|X-Hark|X-Auto-Response-Suppress): .*\r\n", re.MULTILINE)


def at(minutes: int) -> str:
    return (MONDAY + timedelta(minutes=minutes)).isoformat(timespec="minutes")


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Stage]:
    """Another landlord's Hark."""
    folder = tmp_path / "other"
    folder.mkdir()
    database = Database(f"sqlite+aiosqlite:///{folder}/hark.db")
    await database.create_all()
    async with a_stage(
        database,
        folder,
        email_addresses=("help@other.example",),
        sender_address="help@other.example",
    ) as made:
        yield made


def as_mail(row: OutboxRow, *, marked: bool) -> bytes:
    raw = bytes(build(outgoing_of(row), now=row.created_at).as_bytes())
    return raw if marked else _MARKS.sub(b"", raw)


async def write_to_each_other(one: Stage, two: Stage, *, marked: bool) -> list[list[Scene]]:
    """Carry the mail of each to the other until both are silent; what came of it, by stage."""
    stages, seen, scenes = (one, two), [0, 0], [[], []]  # type: ignore[var-annotated]
    for minutes in range(1, MOST_TURNS):
        carried = False
        for place, sender in enumerate(stages):
            for row in await sender.sent_after(seen[place]):
                seen[place] = max(seen[place], row.id or 0)
                if row.to_address.startswith("sam"):
                    continue
                carried = True
                scene = await stages[1 - place].mail_comes(
                    at(minutes),
                    as_mail(row, marked=marked),
                    sender=row.sender_address,
                    recipient=row.to_address,
                )
                scenes[1 - place].append(scene)
        if not carried:
            return scenes
    raise AssertionError("They never stopped.")


async def begin(stage: Stage, other: Stage) -> None:
    """Somebody gives the other Hark's address as their own."""
    await stage.writes(at(0), "When are you open?", sender="help@other.example", reads=an_enquiry())


async def test_two_harks_exchange_one_mail_and_no_more(stage: Stage, other: Stage) -> None:
    await begin(stage, other)

    here, there = await write_to_each_other(stage, other, marked=True)

    assert (len(here), len(there)) == (0, 1)
    assert (there[0].sent, there[0].cases, there[0].tasks) == ([], [], [])


async def test_two_harks_whose_marks_are_lost_on_the_way_stop_at_the_cap_and_a_person_looks(
    stage: Stage, other: Stage
) -> None:
    await begin(stage, other)

    here, there = await write_to_each_other(stage, other, marked=False)

    assert sum(len(scene.sent) for scene in here) == 4  # beside the first answer of all
    assert sum(len(scene.sent) for scene in there) == 5
    asked = [kind for scene in (*here, *there) for kind in scene.asked if kind == "answer_by_hand"]
    assert len(asked) == 1  # the other had nothing left to answer
    assert here[-1].cases[0]["messages"] == len(here) + 1


@pytest.mark.parametrize(
    ("answer_to", "most", "why"),
    [
        ("desk+{n}@robot.example", 5, "This address has had 5 automatic answers"),
        ("case{n}@robot.example", 20, "This sender has had 20 automatic answers"),
    ],
    ids=["another tag", "another address"],
)
async def test_a_robot_that_names_another_address_each_time_is_stopped_too(
    stage: Stage, answer_to: str, most: int, why: str
) -> None:
    said = []
    for n in range(30):
        mail = (
            f"From: Desk <desk@robot.example>\r\nReply-To: {answer_to.format(n=n)}\r\nTo: housing@example.org\r\n"
            f"Message-ID: <{n}@robot.example>\r\n\r\nYour request {n} was received.\r\n"
        )
        at_this = f"2026-11-02T09:{n // 5:02d}"
        said.append(await stage.mail_comes(at_this, mail.encode(), sender="desk@robot.example"))

    last = await stage.message_rows(await stage.case_row(said[-1].cases[-1]["reference"]))
    assert sum(len(scene.sent) for scene in said) == most
    assert why in last[-1].why_silent


AWAY = "Thank you for your message. I am on annual leave with no access to my emails until 16 November."


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: auto-replied\r\nSubject: Re: Your message\r\n",
        "Precedence: bulk\r\nX-Autoreply: yes\r\nSubject: Re: Your message\r\n",
        "Subject: Automatic reply: Your message\r\n",
        "Subject: Odpowiedz automatyczna: Your message\r\n",
        "Subject: Re: Your message\r\n",
    ],
    ids=["marked", "marked the old way", "in its subject", "in another language", "in its words alone"],
)
async def test_a_vacation_responder_is_no_answer_and_leaves_everything_as_it_stood(
    stage: Stage, headers: str
) -> None:
    before = await stage.writes(at(0), "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    away = (
        f"From: {SAM}\r\nTo: {offer.reply_address}\r\nMessage-ID: <away@example.net>\r\n{headers}"
        f"In-Reply-To: {offer.message_id}\r\n\r\n{AWAY}\r\n"
    )

    told = await stage.mail_comes(at(1), away.encode(), sender="sam.okafor@example.net")

    assert (told.sent, told.tasks, told.alerts) == ([], [], [])
    assert told.of("service_request")["offer"] == "pending"
    assert told.cases == [{**case, "messages": case["messages"] + 1} for case in before.cases]


LIST = (
    "From: Residents of Alder Point <post@groups.example.net>\r\nTo: housing@example.org\r\n"
    "List-Id: Alder Point <alder-point.groups.example.net>\r\nPrecedence: list\r\nMessage-ID: <{n}@groups.example.net>\r\n"
    "Subject: {n}\r\n\r\n{text}\r\n"
)


async def test_a_list_is_never_answered_and_only_what_a_resident_says_on_it_reaches_a_person(
    stage: Stage,
) -> None:
    stage.reader.readings["Both lifts are out again"] = an_unhappy_reading(signals=frozenset({Signal.HAZARD}))

    digests = [
        await stage.mail_comes(
            at(n),
            LIST.format(n=n, text="The garden party is on Sunday.").encode(),
            sender="post@groups.example.net",
        )
        for n in range(6)
    ]
    spoken = await stage.mail_comes(
        at(9),
        LIST.format(n=9, text="Both lifts are out again and nobody at the office cares.").encode(),
        sender="post@groups.example.net",
    )

    assert [one for scene in digests for one in (*scene.sent, *scene.tasks)] == []
    assert (spoken.sent, spoken.cases) == ([], [])
    assert "read_machine_mail" in spoken.asked


async def test_a_resident_who_writes_through_the_landlord_s_own_group_is_answered(stage: Stage) -> None:
    mail = (
        f"From: {SAM}\r\nTo: housing@example.org\r\nList-ID: <housing.example.org>\r\nPrecedence: list\r\n"
        "Mailing-list: list housing@example.org; contact housing+owners@example.org\r\n"
        "Message-ID: <own@example.net>\r\n\r\nMy tap drips.\r\n"
    )

    told = await stage.mail_comes(at(0), mail.encode(), sender="sam.okafor@example.net")

    assert len(told.sent) == 1
    assert len(told.cases) == 1


async def test_an_address_that_bounces_everything_comes_to_rest_and_somebody_finds_another_way(
    stage: Stage,
) -> None:
    tasks: list[str] = []
    for n in range(7):
        told = await stage.writes(at(n), f"Nobody mends my tap, I am fed up. {n}", reads=an_unhappy_reading())
        tasks += told.asked
        for row in await stage.sent_after(0):
            if row.bounced_at is None:
                returned = await stage.comes_back(at(n), row)
                assert returned.sent == []
                tasks += returned.asked

    assert tasks.count("reach_another_way") == 5
    assert tasks.count("answer_by_hand") == 1
    later = await stage.time_passes("2026-11-20T17:00")
    assert later.names == []
    assert later.of("service_request")["offer"] == "pending"


async def test_an_acknowledgement_that_bounces_is_owed_again_and_not_sent_again_by_itself(
    stage: Stage,
) -> None:
    await stage.writes(at(0), "I want to complain. The tap drips.", reads=asks_to_complain())
    await stage.time_passes("2026-11-05T12:01")
    (guard,) = await stage.written("acknowledgement_guard")

    returned = await stage.comes_back("2026-11-05T12:05", guard)
    later = await stage.time_passes("2026-11-09T17:00")

    assert returned.of("complaint")["acknowledged_at"] is None
    assert "acknowledge_another_way" in returned.asked
    assert "acknowledgement_guard" not in later.names


@pytest.mark.parametrize("returned_id", ["", "Message-ID: <rewritten@relay.example>\r\n"])
async def test_a_report_that_names_no_message_of_ours_marks_nothing(stage: Stage, returned_id: str) -> None:
    await stage.writes(at(0), "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    report = a_bounce_of(offer).replace(f"Message-ID: {offer.message_id}\r\n".encode(), returned_id.encode())

    told = await stage.mail_comes(at(1), report)

    (after,) = await stage.written("choice_offer")
    assert after.bounced_at is None
    assert told.asked == ([] if returned_id else ["reach_another_way"])
