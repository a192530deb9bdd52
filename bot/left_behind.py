"""Who opens a mail that stays in its mailbox, being too large to be taken in? One task a mail, in triage.

Whoever wrote it is answered by the corridor like anybody whose words nobody could read; a machine is not.
"""

from typing import Final

from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import cases
from bot.store.messages import MessageRow
from bot.tasking import ask_for
from channels.messages import LeftBehind

KIND: Final = "mail_left_behind"
_MEGABYTE: Final = 1024 * 1024


async def ask_to_open(moment: Moment, message: MessageRow, left: LeftBehind) -> None:
    """Ask for the mail to be read where it lies."""
    case = (
        await cases.get_case(moment.session, moment.profile.id, message.case_id) if message.case_id else None
    )
    why = sentence(left, message.from_address, is_answered=not message.why_silent)
    wanted = TaskWanted(KIND, "triage", 0, why)
    # What a machine sent has no page of its own: there is nothing in it to open here.
    await ask_for(moment, wanted, case=case, message=message if case else None, key=f"{KIND}:{message.id}")


def sentence(left: LeftBehind, sender: str, *, is_answered: bool) -> str:
    """What lies where, from whom, and what to do."""
    size = max(1, round(left.size_bytes / _MEGABYTE))
    told = (
        "They were told that it is too large, and how else to reach us."
        if is_answered
        else "Nobody was told that we have not read it."
    )
    return (
        f"A mail of {size} MB from {sender or 'somebody who gives no address'} lies in the mailbox “{left.mailbox}”, too large "
        f"to be taken in. {told} Open the mailbox, read it, and write here what it says."
    )
