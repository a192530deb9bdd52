"""What did the doors not take, and who is told? The writer by the door itself, the landlord by a task.

What came too fast is kept by the landlord's own relay and comes again by itself; what was too large has gone back to its
writer. A door keeps its counts as a bookmark.
"""

import json
from typing import Final

from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store.system import find_bookmark
from bot.tasking import ask_for

CHANNEL: Final = "email"
KEY: Final = "turned_away"
_WORDS: Final = {
    "too_large": "{mails} too large to be taken and went back to the writer, who was asked to send less at a time or to ring. "
    "Ask your administrator whether the size limits of your mail server and of Hark agree.",
    "one_sender": "{mails} asked to come later, because one sender sent too many in a minute. Your mail server keeps them and tries "
    "again. Ask your administrator to look at its queue: a machine may be sending without end.",
    "all_together": "{mails} asked to come later, because too much came at once. Your mail server keeps them and tries again. "
    "Ask your administrator to look at its queue, and whether this machine is large enough.",
}


async def tell_of_turned_away(moment: Moment) -> int:
    """Set one task a day for each reason mail was not taken; return how many were set."""
    row = await find_bookmark(moment.session, CHANNEL, KEY)
    day, counts = _read(row.value if row else "")
    set_now = 0
    for why, number in sorted(counts.items()):
        wanted = TaskWanted("mail_not_taken", "triage", 0, sentence(why, number))
        key = f"mail_not_taken:{moment.profile.id}:{day}:{why}"
        set_now += await ask_for(moment, wanted, key=key) is not None
    return set_now


def sentence(why: str, number: int) -> str:
    """What happened, and what to do."""
    return _WORDS[why].format(mails="A mail was" if number == 1 else f"At least {number} mails were")


def _read(kept: str) -> tuple[str, dict[str, int]]:
    """The day the door last counted, and what it counted then."""
    said = json.loads(kept) if kept else {}
    counts = {why: number for why, number in said.get("counts", {}).items() if why in _WORDS and number > 0}
    return str(said.get("day", "")), counts
