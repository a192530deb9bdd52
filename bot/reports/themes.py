"""Does the same thing go wrong at one address again and again? Three in ninety days are somebody's task. Code: 9.2"""

from datetime import timedelta
from typing import Final

from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.reports.figures import SHARE_AT_LEAST
from bot.store.reported import list_likenesses
from bot.store.system import BookmarkRow, find_bookmark
from bot.tasking import ask_for

WITHIN: Final = timedelta(days=90)


async def look_for_themes(moment: Moment) -> int:
    """A task for each topic that made people at one postcode unhappy three times in ninety days, once a quarter; looks once a day."""
    if await _was_looked_at(moment):
        return 0
    done = 0
    found = await list_likenesses(
        moment.session, moment.profile.id, since=moment.now - WITHIN, at_least=SHARE_AT_LEAST
    )
    for topic, postcode, number, _ in found:
        key = f"theme:{moment.profile.id}:{topic}:{postcode}:{moment.today.year}-{(moment.today.month + 2) // 3}"
        wanted = TaskWanted(
            "look_at_theme",
            "complaints",
            5,
            f"{number} people at {postcode} were unhappy about {topic.replace('_', ' ')} within ninety days. "
            "Look for one cause behind them, and put down what is to change.",
        )
        done += await ask_for(moment, wanted, key=key) is not None
    return done


async def _was_looked_at(moment: Moment) -> bool:
    """Whether this day's look is done; it is noted as done from now on."""
    known = await find_bookmark(moment.session, "themes", moment.profile.id)
    today = moment.today.isoformat()
    if known is not None and known.value == today:
        return True
    row = known or BookmarkRow(channel="themes", key=moment.profile.id, value=today)
    row.value = today
    moment.session.add(row)
    return False
