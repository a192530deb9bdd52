"""How is the classifier doing, what would another version change, and who lets which one read? For administrators."""

import asyncio
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.acts import teaching
from bot.console.classifier_page import build_classifier_page
from bot.console.frame import back_to, fault_of, show
from bot.console.highlight import pieces_of
from bot.console.sessions import SignedIn
from bot.console.signed_in import Form, HouseHere, Signed, typed
from bot.console.teaching_page import TURNS, Tried, comparison_of, list_lines, try_sentence
from bot.errors import NotFound
from bot.house import House
from bot.workshop import Lesson

router = APIRouter()
PLACE: Final = "/console/classifier/"
MOST_TRIED: Final = 4000
STAGES: Final = {
    "gathering": "Gathering what staff confirmed and corrected",
    "learning": "Learning",
    "comparing": "Reading the test messages with both versions",
}


@router.get("/classifier/")
async def classifier(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Which version reads, its figures, what colleagues found, and what to look at next."""
    return await _page(request, house, signed)


@router.get("/classifier/progress")
async def progress(house: HouseHere, _signed: Signed) -> Response:
    """How far the lesson is, for the page that waits for it."""
    lesson = _lesson(house)
    return JSONResponse({"state": lesson.state, "percent": lesson.percent, "words": words_of_lesson(lesson)})


@router.post("/classifier/{do}")
async def change(request: Request, house: HouseHere, signed: Signed, form: Form, do: str) -> Response:
    """Teach, stop, let a version read, take that back, or try a sentence."""
    if do == "try":
        text = typed(form, "text")[:MOST_TRIED]
        if not text:
            return await _page(request, house, signed, fault="Write a sentence to try first.")
        tried = await asyncio.to_thread(try_sentence, house, text)
        return await _page(request, house, signed, tried=tried)
    version, reason = typed(form, "version"), typed(form, "reason")
    if do == "teach":
        fault = await fault_of(teaching.start_lesson(house, signed.staff))
    elif do == "stop":
        fault = await fault_of(teaching.stop_lesson(house, signed.staff))
    elif do == "promote":
        fault = await fault_of(teaching.let_version_read(house, signed.staff, version, reason=reason))
    elif do == "back":
        fault = await fault_of(teaching.take_version_back(house, signed.staff))
    else:
        raise NotFound("form", do)
    if fault:
        return await _page(request, house, signed, fault=fault, refused=version if do == "promote" else "")
    return back_to(PLACE, f"lesson-{do}")


@router.get("/classifier/versions/{version}/")
async def compare(request: Request, house: HouseHere, signed: Signed, version: str) -> Response:
    """What would change if this version read."""
    found = house.workshop.comparison(version) if house.workshop else {}
    comparison = comparison_of(found)
    if comparison is None:
        raise NotFound("comparison of", version)
    return show(
        request,
        signed,
        "console/comparison.html",
        at="classifier",
        comparison=comparison,
        turns=TURNS,
        lines=await asyncio.to_thread(list_lines, house.models),
    )


def words_of_lesson(lesson: Lesson) -> str:
    """Where a lesson stands, in a sentence."""
    if lesson.state == "running":
        far = f": {lesson.percent}%" if lesson.of else ""
        return f"{STAGES.get(lesson.stage, 'Working')}{far}."
    return {
        "done": f"Done: version {lesson.version} is there. It reads nothing until you let it.",
        "stopped": "It was stopped. Nothing of it is kept, and what reads is as it was.",
        "failed": lesson.fault or "It ended before it was done. What reads is as it was; try again.",
    }.get(lesson.state, "")


def _lesson(house: House) -> Lesson:
    return house.workshop.lesson() if house.workshop else Lesson()


async def _page(
    request: Request,
    house: House,
    signed: SignedIn,
    *,
    fault: str = "",
    refused: str = "",
    tried: Tried | None = None,
) -> Response:
    lesson = _lesson(house)
    lines = await asyncio.to_thread(list_lines, house.models)
    compared: Mapping[str, bool] = {
        line.name: bool(house.workshop and house.workshop.comparison(line.name)) for line in lines
    }
    return show(
        request,
        signed,
        "console/classifier.html",
        at="classifier",
        status=422 if fault else 200,
        page=await build_classifier_page(house, signed.staff),
        lesson=lesson,
        lesson_words=words_of_lesson(lesson),
        can_teach=house.workshop is not None and len(house.profiles) == 1,
        lines=lines,
        compared=compared,
        refused=refused,
        tried=tried,
        tried_pieces=pieces_of(tried.text, tried.reading.because) if tried else [],
        faults=[fault] if fault else [],
    )
