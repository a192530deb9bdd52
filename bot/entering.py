"""Who may open a resident's page? A surname with its postcode where we hold them, a code where we do not.

Nothing here ever says which part was wrong. Five wrong tries shut the link for an hour and tell staff; a code lives ten
minutes and takes five tries.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.answering import Answer, landlord_facts, say, say_to
from bot.decision.across import TaskWanted
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.identities import is_postcode_of, is_surname_of
from bot.joining import latest_case, may_be_proved, prove_address
from bot.moment import Moment
from bot.page_links import make_link, may_have_page
from bot.store import my_pages, people
from bot.store.my_pages import CodeRow, PageRow
from bot.store.people import ConversationRow, ResidentRow
from bot.store.turns import wait_for_turn
from bot.tasking import ask_for
from bot.wording.facts import Facts

MOST_WRONG: Final = 5
LOCKED_FOR: Final = timedelta(hours=1)
CODE_LASTS: Final = timedelta(minutes=10)
MOST_CODES: Final = 3  # an hour, for one page and for one address
FIGURES: Final = "0123456789"
OPEN, JOIN = "open", "join"
RIGHT, WRONG, LOCKED = "right", "wrong", "locked"
SOMEBODY_TRIES = TaskWanted(
    "page_locked",
    "case",
    1,
    "Somebody gave wrong answers five times at the page of this resident, so it is shut for an hour. "
    "Ask the resident whether it was them, and whether we hold the right name and postcode.",
)
NOT_THEM = TaskWanted(
    "not_this_person",
    "case",
    0,
    "Whoever has this address says that they are not this resident. Their page is shut. "
    "Find out whose address it is before anything else is written to it.",
)


@dataclass(frozen=True)
class _Door:
    moment: Moment
    conversation: ConversationRow
    resident: ResidentRow
    page: PageRow


async def try_names(
    house: House, landlord_id: str, conversation_id: int, *, surname: str, postcode: str
) -> str:
    """Compare a surname and a postcode with what we hold; return right, wrong or locked."""
    async with house.database.writing() as session:
        door = await _at_door(
            Moment(house, session, house.profiles[landlord_id], house.clock()), conversation_id
        )
        if is_locked(door.page, door.moment):
            return LOCKED
        is_right = is_surname_of(surname, door.resident.name) & is_postcode_of(
            postcode, door.resident.postcode
        )
        return await _note_try(door, is_right=is_right)


async def send_code(
    house: House,
    landlord_id: str,
    conversation_id: int,
    *,
    purpose: str,
    channel: str = "",
    address: str = "",
) -> None:
    """Send a code to the address of the conversation, or to another that is to be joined. What is not sent is not told."""
    async with house.database.writing() as session:
        door = await _at_door(
            Moment(house, session, house.profiles[landlord_id], house.clock()), conversation_id
        )
        to = (channel, address) if purpose == JOIN else (door.conversation.channel, door.conversation.door)
        if await _may_send(door, purpose, *to):
            await _send(door, purpose, *to)


async def try_code(house: House, landlord_id: str, conversation_id: int, *, purpose: str, code: str) -> str:
    """Compare a code with the one that was sent, and act on it; return right, wrong or locked."""
    async with house.database.writing() as session:
        door = await _at_door(
            Moment(house, session, house.profiles[landlord_id], house.clock()), conversation_id
        )
        if is_locked(door.page, door.moment):
            return LOCKED
        row = await my_pages.find_code(session, landlord_id, conversation_id, purpose)
        is_right = row is not None and _fits(door.moment, row, code)
        if is_right and row is not None and purpose == JOIN:
            case = await latest_case(door.moment, door.conversation)
            is_right = await prove_address(door.moment, door.resident, row.channel, row.address, case=case)
        return await _note_try(door, is_right=is_right)


async def shut(house: House, landlord_id: str, conversation_id: int) -> None:
    """ "This is not me": no link to this page opens any more, and a person finds out whose address it is."""
    async with house.database.writing() as session:
        door = await _at_door(
            Moment(house, session, house.profiles[landlord_id], house.clock()), conversation_id
        )
        if door.page.shut_at is not None:
            return
        door.page.shut_at = door.moment.now
        session.add(door.page)
        case = await latest_case(door.moment, door.conversation)
        key = f"not_this_person:{conversation_id}:{int(door.moment.now.timestamp())}"
        await ask_for(door.moment, NOT_THEM, case=case, key=key)
        await door.moment.note(
            "page_shut", case=case, row=f"conversation:{conversation_id}", actor="resident"
        )


async def send_new_link(house: House, landlord_id: str, conversation_id: int) -> None:
    """Send a new link to the address that the old one was sent to, once a day."""
    async with house.database.writing() as session:
        moment = Moment(house, session, house.profiles[landlord_id], house.clock())
        conversation = await people.get_conversation(session, landlord_id, conversation_id)
        resident = await people.get_resident(session, landlord_id, conversation.resident_id)
        if resident_is_out_of_reach(resident) or not await may_have_page(moment, conversation):
            return
        facts = Facts(landlord=landlord_facts(moment), my_link=make_link(moment, conversation_id))
        key = f"new_page_link:{conversation_id}:{moment.today.isoformat()}"
        await say(moment, conversation, Answer("new_page_link", "answer", key, facts))


def holds_names(resident: ResidentRow) -> bool:
    """Whether we hold what a surname and postcode could be compared with."""
    return bool(resident.name.strip() and resident.postcode)


def is_locked(page: PageRow | None, moment: Moment) -> bool:
    """Whether too many wrong tries have shut the page for now."""
    return page is not None and page.locked_until is not None and page.locked_until > moment.now


async def _at_door(moment: Moment, conversation_id: int) -> _Door:
    session, landlord_id = moment.session, moment.profile.id
    await wait_for_turn(session, landlord_id, f"my_page:{conversation_id}")
    conversation = await people.get_conversation(session, landlord_id, conversation_id)
    resident = await people.get_resident(session, landlord_id, conversation.resident_id)
    page = await my_pages.find_page(session, landlord_id, conversation_id, lock=True)
    if page is None:
        page = PageRow(landlord_id=landlord_id, conversation_id=conversation_id)
        session.add(page)
        await session.flush()
    return _Door(moment, conversation, resident, page)


async def _note_try(door: _Door, *, is_right: bool) -> str:
    page, moment = door.page, door.moment
    page.wrong_tries = 0 if is_right else page.wrong_tries + 1
    moment.session.add(page)
    if is_right:
        return RIGHT
    if page.wrong_tries < MOST_WRONG:
        return WRONG
    page.wrong_tries, page.locked_until = 0, moment.now + LOCKED_FOR
    case = await latest_case(moment, door.conversation)
    key = f"page_locked:{door.conversation.id}:{int(moment.now.timestamp())}"
    await ask_for(moment, SOMEBODY_TRIES, case=case, key=key)
    await moment.note("page_locked", case=case, row=f"conversation:{door.conversation.id}")
    return LOCKED


async def _may_send(door: _Door, purpose: str, channel: str, address: str) -> bool:
    moment = door.moment
    if not address or is_locked(door.page, moment) or resident_is_out_of_reach(door.resident):
        return False
    sent = await my_pages.count_codes(
        moment.session,
        moment.profile.id,
        conversation_id=door.conversation.id or 0,
        address=address,
        since=moment.now - LOCKED_FOR,
    )
    if sent >= MOST_CODES:
        return False
    return purpose == OPEN or await may_be_proved(moment, door.resident, channel, address)


async def _send(door: _Door, purpose: str, channel: str, address: str) -> None:
    moment, code = door.moment, door.moment.house.draw(FIGURES, 6)
    row = CodeRow(
        landlord_id=moment.profile.id,
        conversation_id=door.conversation.id or 0,
        purpose=purpose,
        channel=channel,
        address=address,
        hash="",
        made_at=moment.now,
        ends_at=moment.now + CODE_LASTS,
    )
    row.hash = _hash(moment, row, code)
    moment.session.add(row)
    await moment.session.flush()
    facts = Facts(landlord=landlord_facts(moment), code=code)
    answer = Answer("page_code", "code", f"page_code:{row.id}", facts, automatic="auto-generated")
    await say_to(moment, channel, address, answer)


def _fits(moment: Moment, row: CodeRow, typed: str) -> bool:
    if row.used_at is not None or row.ends_at <= moment.now or row.tries >= MOST_WRONG:
        return False
    row.tries += 1
    said = "".join(one for one in typed if one.isdecimal())
    is_right = row.hash == _hash(moment, row, said)
    row.used_at = moment.now if is_right else None
    moment.session.add(row)
    return is_right


def _hash(moment: Moment, row: CodeRow, code: str) -> str:
    return moment.house.keys.hash(
        f"code:{row.landlord_id}:{row.conversation_id}:{row.purpose}:{row.address}:{code}"
    )
