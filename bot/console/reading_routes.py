"""Was this read rightly? Staff confirm or correct a reading; either is kept as a label. Code: 1.3"""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.console.case_page import get_visible_case
from bot.console.case_parts import MessagePart, build_messages
from bot.console.case_routes import show_case
from bot.console.frame import back_to, fault_of, place_of, show
from bot.console.sessions import SignedIn
from bot.console.signed_in import ActsHere, Form, HouseHere, Signed, typed
from bot.errors import NotFound
from bot.house import House
from bot.store.cases import CaseRow
from classifiers.labels import Kind, Signal, Topic

router = APIRouter()

_NOTHING: Final = dict.fromkeys(("kind", "topic", "wants_action", "reason", "blind", "then"), "")
# What each kind means, as the guide for annotators has it, in the words of the Code.
KINDS: Final = {
    Kind.COMPLAINT: "They are unhappy with what we, our staff or our contractors did or did not do.",
    Kind.SERVICE_REQUEST: "They ask us to put something right, and are not unhappy with us about it.",
    Kind.SURVEY_FEEDBACK: "They answer a survey of ours.",
    Kind.ENQUIRY: "A question, thanks, or news; nothing is to be put right.",
}


@router.post("/cases/{reference}/confirm")
async def confirm(
    request: Request, house: HouseHere, signed: Signed, acts: ActsHere, reference: str
) -> Response:
    """Say that the reading is right."""
    case, messages = await _messages_of(house, signed, reference)
    if any(part.is_first and part.opens for part in messages):
        raise NotFound("reading of", reference)
    fault = await fault_of(acts.on_cases.confirm_reading(house, signed.staff, reference))
    if fault:
        return await show_case(request, house, acts, signed, reference, fault=fault)
    return back_to(place_of(case), "confirmed")


@router.get("/cases/{reference}/messages/{message_id}/correct")
async def show_correct(
    request: Request,
    *,
    house: HouseHere,
    signed: Signed,
    reference: str,
    message_id: int,
    kind: str = "",
    blind: str = "",
    then: str = "",
) -> Response:
    """The form to say what the message really is.

    Args:
        kind: what was said of it without having seen the reading, with `blind`.
        then: "review" where the line of readings comes next.
    """
    case, messages = await _messages_of(house, signed, reference)
    part = _get_part(messages, message_id)
    chosen = _chosen_before(part)
    if blind and kind in set(Kind):
        chosen = {**chosen, "kind": kind, "blind": "yes", "then": "review"}
    return _correct_page(
        request, signed, case, part, chosen={**chosen, "then": then or chosen["then"]}, faults={}
    )


@router.post("/cases/{reference}/messages/{message_id}/correct")
async def correct(
    request: Request,
    *,
    house: HouseHere,
    signed: Signed,
    acts: ActsHere,
    form: Form,
    reference: str,
    message_id: int,
) -> Response:
    """Keep the right reading and move the case to where it belongs."""
    case, messages = await _messages_of(house, signed, reference)
    part, chosen = _get_part(messages, message_id), _chosen_in(form)
    faults = _faults_of(chosen, was_dissatisfied=case.was_dissatisfied)
    if not faults:
        act = acts.on_cases.correct_reading(
            house,
            signed.staff,
            reference,
            message_id=message_id,
            kind=str(chosen["kind"]),
            topic=str(chosen["topic"]),
            wants_action=chosen["wants_action"] == "yes",
            explicit=chosen["explicit"] == "yes",
            signals=list(chosen["signals"]),
            reason=str(chosen["reason"]),
            blind=chosen["blind"] == "yes",
        )
        fault = await fault_of(act)
        faults = {"": fault} if fault else {}
    if faults:
        return _correct_page(request, signed, case, part, chosen=chosen, faults=faults)
    if chosen["then"] == "review":
        return back_to("/console/review/", "blind-differs" if chosen["blind"] else "corrected")
    return back_to(place_of(case), "corrected")


def _chosen_before(part: MessagePart) -> dict[str, str | list[str]]:
    latest = part.review or part.reading
    if latest is None:
        return {**_NOTHING, "explicit": "no", "signals": []}
    return {
        "kind": latest.kind,
        "topic": latest.topic,
        "wants_action": "yes" if latest.wants_action else "no",
        "explicit": "yes" if latest.explicit else "no",
        "signals": list(latest.signals),
        "reason": "",
        "blind": "",
        "then": "",
    }


def _chosen_in(form: FormData) -> dict[str, str | list[str]]:
    one_each = ("kind", "topic", "wants_action", "explicit", "reason", "blind", "then")
    chosen: dict[str, str | list[str]] = {name: typed(form, name) for name in one_each}
    chosen["signals"] = [str(signal) for signal in form.getlist("signals") if signal in set(Signal)]
    return chosen


def _faults_of(chosen: Mapping[str, str | list[str]], *, was_dissatisfied: bool) -> dict[str, str]:
    faults: dict[str, str] = {}
    if chosen["kind"] not in set(Kind):
        faults["kind"] = "Choose what kind of message this is."
    if chosen["topic"] not in set(Topic):
        faults["topic"] = "Choose what it is about."
    if chosen["wants_action"] not in ("yes", "no"):
        faults["wants_action"] = "Say whether something is to be put right."
    if was_dissatisfied and chosen["kind"] != Kind.COMPLAINT and not chosen["reason"]:
        faults["reason"] = "This was read as unhappy. Say why it is not a complaint (1.3)."
    return faults


async def _messages_of(house: House, signed: SignedIn, reference: str) -> tuple[CaseRow, list[MessagePart]]:
    async with house.database.reading() as session:
        case = await get_visible_case(session, signed, reference)
        return case, await build_messages(session, signed.viewer, case)


def _get_part(messages: list[MessagePart], message_id: int) -> MessagePart:
    for part in messages:
        if part.message.id == message_id and not part.opens:
            return part
    raise NotFound("message", message_id)


def _correct_page(
    request: Request,
    signed: SignedIn,
    case: CaseRow,
    part: MessagePart,
    *,
    chosen: Mapping[str, str | list[str]],
    faults: dict[str, str],
) -> Response:
    return show(
        request,
        signed,
        "console/correct.html",
        at="queues",
        status=422 if faults else 200,
        case=case,
        place=place_of(case),
        part=part,
        chosen=chosen,
        faults=faults,
        kinds=KINDS,
        topics=list(Topic),
        signals=list(Signal),
    )
