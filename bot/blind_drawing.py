"""How is the sample of the weekly blind check drawn? Once for each landlord and ISO week, in one transaction."""

from collections.abc import Sequence

from bot.blind_checks import LOOKS_BACK, WITHOUT_CHOICE_DRAWN, draw, how_many_confirmed, week_of
from bot.duties import blind_check_duty
from bot.moment import Moment
from bot.store import blind_checks
from bot.store.blind_checks import BlindCheckRow, BlindDrawRow


async def draw_if_due(moment: Moment) -> int:
    """Draw this week's sample where that falls due now; return how many duties were carried out."""
    last = await blind_checks.find_last_draw(moment.session, moment.profile.id)
    is_closed = any(each.from_day <= moment.today <= each.to_day for each in moment.profile.closures)
    duty = blind_check_duty(
        moment.now, last_week=last.week if last else "", is_closed=is_closed, holidays=moment.holidays
    )
    if duty is None:
        return 0
    await draw_week(moment)
    return 1


async def draw_week(moment: Moment) -> BlindDrawRow:
    """Draw this week's sample: messages that got no choice, and readings that staff confirmed."""
    week, since = week_of(moment.today), moment.now - LOOKS_BACK
    unnoticed = await blind_checks.list_without_choice(moment.session, moment.profile.id, since=since)
    confirmed = await blind_checks.list_confirmed(moment.session, moment.profile.id, since=since)
    drawn = _draw(moment, unnoticed, week, WITHOUT_CHOICE_DRAWN)
    others = [message_id for message_id in confirmed if message_id not in drawn]
    checked = _draw(moment, others, f"{week} confirmed", how_many_confirmed(len(confirmed)))
    row = BlindDrawRow(
        landlord_id=moment.profile.id,
        week=week,
        drawn_at=moment.now,
        without_choice=len(unnoticed),
        confirmed=len(confirmed),
    )
    why = {
        **dict.fromkeys(checked, blind_checks.CONFIRMED),
        **dict.fromkeys(drawn, blind_checks.WITHOUT_CHOICE),
    }
    moment.session.add(row)
    # Both kinds in one order of chance, so that nobody can tell which kind a message is of.
    for message_id in _draw(moment, list(why), f"{week} order", len(why)):
        moment.session.add(_check(moment, week, message_id, why[message_id]))
        await moment.session.flush()
    await moment.note(
        "blind_check_drawn",
        row=f"blind_draw:{week}",
        codes={"without_choice": len(drawn), "confirmed": len(checked)},
    )
    return row


def _draw(moment: Moment, message_ids: Sequence[int], what: str, many: int) -> list[int]:
    return draw(message_ids, what, many, seal=moment.house.keys.hash)


def _check(moment: Moment, week: str, message_id: int, why: str) -> BlindCheckRow:
    return BlindCheckRow(
        landlord_id=moment.profile.id, message_id=message_id, week=week, why=why, drawn_at=moment.now
    )
