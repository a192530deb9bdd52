"""A mail too large to be taken in lies in its mailbox: its sender hears so once, and a person is asked to open it."""

import pytest

from bot.store import tasks
from channels.email.imap_progress import Progress
from channels.email.left_behind import arrival_of
from channels.email.mailbox import Mailbox, Password
from classifiers.labels import Signal
from tests.builders import MONDAY_MORNING, a_reading, an_email
from tests.dovecot import PASSWORD, Dovecot
from tests.journeys.stage import Scene, Stage
from tests.running_hark import TO, Hark, a_sink, until

SIZE = 41 * 1024 * 1024
BOX = Mailbox(
    "complaints", "example", "housing@example.org", frozenset({"housing@example.org"}), "h", 993, "u", Password("p")
)  # fmt: skip


async def lies_there(stage: Stage, at: str, raw: bytes, *, uid: int = 1) -> Scene:
    await stage.time_passes(at)
    headers = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    now = stage.house.clock()
    arrival = arrival_of(
        BOX,
        Progress(MONDAY_MORNING, 1),
        uid,
        headers,
        size_bytes=SIZE,
        server_had_it_at=now,
        now=now,
    )
    await stage._rehearsal.door.receive(arrival)
    return await stage.time_passes(at)


async def whys(stage: Stage) -> list[str]:
    async with stage.house.database.reading() as session:
        found = await tasks.list_tasks_after(session, stage.landlord_id, 0)
    return [task.why for task in found if task.kind == "mail_left_behind"]


async def test_its_sender_hears_what_to_do_and_a_person_is_asked_to_open_it(stage: Stage) -> None:
    told = await lies_there(stage, "2026-11-02T09:13", an_email(subject="Photos of the damp"))

    assert told.names == ["too_large"]
    assert "It is too big for our computer." in told.text
    assert stage.profile.phone in told.text
    assert told.text.rstrip().splitlines()[-1].startswith("You can complain at any time")
    assert told.sent[0].to == "sam.okafor@example.net"
    case = told.of("contact")
    assert (case["queue"], told.task("mail_left_behind").on) == (
        stage.profile.triage_queue,
        case["reference"],
    )
    assert await whys(stage) == [
        "A mail of 41 MB from sam.okafor@example.net lies in the mailbox “complaints”, too large to be taken in. They were told "
        "that it is too large, and how else to reach us. Open the mailbox, read it, and write here what it says."
    ]


async def test_the_same_mail_found_again_is_answered_once(stage: Stage) -> None:
    await lies_there(stage, "2026-11-02T09:13", an_email())

    again = await lies_there(stage, "2026-11-02T09:15", an_email())
    elsewhere = await lies_there(stage, "2026-11-02T09:17", an_email(), uid=7)

    assert [*again.sent, *again.tasks, *elsewhere.sent, *elsewhere.tasks] == []
    assert len(await whys(stage)) == 1


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Auto-Submitted": "auto-replied"}, id="an automatic reply"),
        pytest.param({"X-Hark": "hark.0123@other.example"}, id="another Hark"),
        pytest.param({"From": "MAILER-DAEMON@mx.example.net", "Return-Path": "<>"}, id="a bounce"),
        pytest.param({"From": "no-reply@example.net"}, id="a machine by name"),
    ],
)
async def test_a_machine_is_not_answered_and_a_person_is_asked_all_the_same(
    stage: Stage, headers: dict[str, str]
) -> None:
    told = await lies_there(stage, "2026-11-02T09:13", an_email(headers=headers))

    assert (told.sent, told.cases) == ([], [])
    assert told.task("mail_left_behind").team == stage.profile.triage_queue
    assert "Nobody was told that we have not read it." in (await whys(stage))[0]


async def test_danger_in_the_subject_goes_before_everything(stage: Stage) -> None:
    stage.reader.readings["Gas"] = a_reading(signals=frozenset({Signal.EMERGENCY}))

    told = await lies_there(stage, "2026-11-02T09:13", an_email(subject="Gas smell, see film"))

    assert told.names == ["emergency_reply"]
    assert {kind for kind, _ in told.alerts} == {"emergency"}
    assert told.task("mail_left_behind")


async def test_somebody_at_risk_is_sent_nothing_of_it(stage: Stage) -> None:
    await stage.writes(
        "2026-11-02T09:12",
        "He reads my mail and hurts me.",
        reads=a_reading(signals=frozenset({Signal.DOMESTIC_ABUSE})),
    )

    told = await lies_there(stage, "2026-11-02T09:30", an_email(subject="Photos"))

    assert "too_large" not in told.names
    assert told.task("mail_left_behind")


async def test_a_mail_sent_once_more_and_small_enough_is_read_like_any_other(stage: Stage) -> None:
    await lies_there(stage, "2026-11-02T09:13", an_email())

    told = await stage.mail_comes("2026-11-02T09:40", an_email(), sender="sam.okafor@example.net")

    assert len(told.sent) == 1
    assert told.sent[0].name != "too_large"


@pytest.mark.enable_socket
@pytest.mark.timeout(120)
def test_in_earnest_a_large_mail_in_a_mailbox_is_answered_once_and_the_small_one_beside_it_is_taken(
    tmp_path: object, dovecot: Dovecot
) -> None:
    mailbox = {
        "HARK_IMAP_HOST": "127.0.0.1",
        "HARK_IMAP_PORT": str(dovecot.port),
        "HARK_IMAP_USER": TO,
        "HARK_IMAP_PASSWORD": PASSWORD,
        "HARK_SIZE_LIMIT_MB": "1",
    }
    large = an_email("x" * 76 + "\n" + ("y" * 76 + "\n") * 20_000, sender="amina@example.net", to=TO)
    small = an_email(message_id="<2@example.net>", to=TO)
    dovecot.append(TO, [large, small])
    with a_sink() as sink:
        hark = Hark(tmp_path, sink.port, mailbox)  # type: ignore[arg-type]
        try:
            hark.serve()
            until(lambda: len({to for to, _ in sink.taken}) == 2, seconds=60)
            ledger = hark.run("ledger")
        finally:
            hark.end()

    assert sorted(to for to, _ in set(sink.taken)) == ["amina@example.net", "sam.okafor@example.net"]
    assert (ledger.returncode, ledger.stderr) == (0, "")
    assert "email_left_behind" in ledger.stdout
