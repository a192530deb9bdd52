"""What goes by e-mail for a chat on a web page? A code to come back, and what no page has fetched.

A message of ours on a page has left only once the page has shown it. After ten minutes it goes to the e-mail address
that was given, where one was and nobody may be at risk; after a day that it waited, a person reaches them another way.
"""

from datetime import timedelta
from typing import Final

from bot.answering import landlord_facts
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import cases, outbox, people, widget
from bot.store.outbox import OutboxRow
from bot.tasking import ask_for
from bot.wording.facts import Facts

BY_MAIL_AFTER: Final = timedelta(minutes=10)
BY_A_PERSON_AFTER: Final = timedelta(days=1)
_SENTENCE: Final = (
    "Our message ({text}) waits in the chat on the website, and they have not come back to it for a day. "
    "Find another way to reach them."
)


async def write_code(moment: Moment, code_id: int, email: str, code: str) -> OutboxRow:
    """Put a code in the outbox, to the address that was given."""
    facts = Facts(landlord=landlord_facts(moment), code=f"{code[:3]} {code[3:]}")
    rendered = moment.house.wording.render("chat_code", facts, channel="email")
    row = _to_address(moment, f"chat_code:{code_id}", email)
    row.subject, row.text, row.html = rendered.subject, rendered.text, rendered.html
    moment.session.add(row)
    await moment.session.flush()
    await moment.note("written", row=f"outbox:{row.id}", codes={"text": row.name, "kind": row.kind})
    return row


def _to_address(moment: Moment, key: str, email: str) -> OutboxRow:
    profile = moment.profile
    _, _, domain = profile.sender_address.partition("@")
    return OutboxRow(
        landlord_id=profile.id,
        key=key,
        name="chat_code",
        kind="code",
        channel="email",
        to_address=email,
        to_name="",
        sender_name=profile.sender_name,
        sender_address=profile.sender_address,
        reply_address=profile.sender_address,
        subject="",
        text="",
        html="",
        message_id=f"<hark.{moment.house.keys.hash(key)[:32]}@{domain}>",
        in_reply_to="",
        state=outbox.SUPPRESSED if moment.house.suppressed else outbox.QUEUED,
        error=moment.house.suppressed,
        created_at=moment.now,
        run_at=moment.now,
    )


async def reach_who_left(moment: Moment) -> int:
    """Send by e-mail what no page has fetched, or ask a person; return how many were seen to."""
    done = 0
    waiting = await widget.list_never_shown(
        moment.session, moment.profile.id, until=moment.now - BY_MAIL_AFTER
    )
    for row, address in waiting:
        email = await widget.find_email(moment.session, moment.profile.id, address)
        if email and not await people.is_on_hold(moment.session, moment.profile.id, row.conversation_id):
            await _by_mail(moment, row, email)
            done += 1
        elif row.run_at <= moment.now - BY_A_PERSON_AFTER:
            done += await _by_a_person(moment, row)
    return done


async def _by_mail(moment: Moment, row: OutboxRow, email: str) -> None:
    links = [f"{label}: {link}" for label, link, _ in row.buttons]  # a mail draws no buttons
    row.text = "\n\n".join((row.text, *links))
    row.channel, row.to_address = "email", email
    row.subject = row.subject or f"Your message to {moment.profile.name}"
    moment.session.add(row)
    await moment.note("by_mail_instead", row=f"outbox:{row.id}", codes={"text": row.name})


async def _by_a_person(moment: Moment, row: OutboxRow) -> int:
    case = await cases.get_case(moment.session, moment.profile.id, row.case_id) if row.case_id else None
    is_owed = row.kind == "acknowledgement"
    wanted = TaskWanted(
        "acknowledge_another_way" if is_owed else "reach_another_way",
        "complaints" if row.kind in ("acknowledgement", "offer", "reminder") else "case",
        0,
        _SENTENCE.format(text=row.name.replace("_", " ")),
    )
    return int(await ask_for(moment, wanted, case=case, key=f"never_shown:{row.id}") is not None)
