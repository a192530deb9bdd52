"""What stands round every page of the console, and how does an act end: in a page with its sentence, or a redirect?"""

from collections.abc import Awaitable
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.rights import may
from bot.console.sessions import SignedIn
from bot.console.signed_in import house_of
from bot.errors import IllegalMove, NotAllowed, NotFound
from bot.pages import pages_of
from bot.store.cases import CaseRow

# The address names what was done; the words are here, so that no link can put words of its own on a page.
DONE: Final = {
    "confirmed": "The reading is confirmed. It is kept as a label for the classifier.",
    "corrected": "The reading is corrected. The case has moved to where it belongs.",
    "request-made": "It is a service request now, and has gone to its team.",
    "blind-agreed": "You read it as Hark did.",
    "blind-differs": "You read it otherwise than Hark. Your word counts, and the difference is on record.",
    "taken-back": "Your confirmation is taken back. The message waits again.",
    "lesson-teach": "It is being taught. You may leave this page; it goes on.",
    "lesson-stop": "It is stopped. Nothing of it is kept.",
    "lesson-promote": "It reads from the next message on.",
    "lesson-back": "The one before reads again, from the next message on.",
    "keys": "Your keys are kept.",
    "points": "The points are saved.",
    "acknowledged": "The acknowledgement is on its way. The clock for the answer starts now.",
    "contact": "The contact is recorded.",
    "hazard": "The hazard is graded.",
    "safe-way": "The safe way is recorded.",
    "person-name": "The name and postcode are saved.",
    "person-join": "The two are one person now.",
    "person-apart": "The two are taken apart. Each has their own cases again.",
    "person-again": "Their page opens again.",
    "language": "The language is kept.",
    "answered": "The answer is on its way.",
    "extended": "The notice is on its way. The new day holds once they have it.",
    "refused": "The letter is on its way. The refusal holds once they have it.",
    "reopened": "The complaint is open again. Acknowledge it.",
    "issue": "It is placed, and they are told.",
    "draft": "The draft is kept.",
    "promised": "It is promised. The list of promises has it with its day.",
    "promise-done": "It is on record as done, with its proof.",
    "promise-move": "The new day is kept, and they are told.",
    "promise-out": "It is taken out.",
    "written": "Your message is on its way.",
    "closed": "The case is closed.",
    "task": "The task is done.",
    "alert": "You have the alert. Nobody else is woken for it.",
    "made": "A case was made of it. Check how it was read.",
    "link": "The link is made. Give it to its holder, and to nobody else.",
    "revoked": "The link has ended. What came by it stays.",
    "recorded": "It is on record.",
    "objective": "Thank you. It is on record that you have read it.",
    "looked": "Noted: you have seen to it.",
}


def show(
    request: Request, signed: SignedIn, name: str, *, at: str = "", status: int = 200, **facts: object
) -> Response:
    """A page of the console, with its frame.

    Args:
        at: which entry of the navigation this is.
    """
    house = house_of(request)
    landlord = house.profiles[signed.staff.landlord_id]
    return pages_of(request).show(
        request,
        name,
        status=status,
        at=at,
        signed=signed,
        staff=signed.staff,
        landlord=landlord,
        may=partial(may, signed.staff.role),
        ombudsman=house.ombudsman.get(landlord.nation),
        form_token=signed.session.form_token,
        has_scanner=house.scanner is not None,
        done=DONE.get(request.query_params.get("done", ""), ""),
        **facts,
    )


async def fault_of(act: Awaitable[object]) -> str:
    """Do one act; return "" where it was done, else the sentence that says why not."""
    try:
        await act
    except (NotAllowed, IllegalMove, NotFound) as error:
        return str(error) or error.__doc__ or "This could not be done."
    return ""


def back_to(place: str, done: str) -> Response:
    """After an act: the page it came from, saying what was done."""
    return RedirectResponse(f"{place}?done={done}", status_code=303)


def place_of(case: CaseRow) -> str:
    """The address of a case's page."""
    return f"/console/cases/{quote(case.reference)}"
