"""How is the classifier doing? One page, for administrators."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.console.classifier_page import build_classifier_page
from bot.console.frame import show
from bot.console.signed_in import HouseHere, Signed

router = APIRouter()


@router.get("/classifier/")
async def classifier(request: Request, house: HouseHere, signed: Signed) -> Response:
    """Which version reads, its figures, what colleagues found, and what to look at next."""
    page = await build_classifier_page(house, signed.staff)
    return show(request, signed, "console/classifier.html", at="classifier", page=page)
