"""How do cases stand? Page by page, or one by its reference; cases of people at risk only for who may see them."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.requests import Request

from bot.api.problems import Problem
from bot.api.route import ApiRoute, client_of, house_of
from bot.api.shapes import PROBLEMS, CasePage, CaseShape
from bot.case_lines import case_line
from bot.store import cases
from bot.store.api_clients import ApiClientRow
from bot.store.cases import CaseRow

router = APIRouter(route_class=ApiRoute)
MOST = 200
Reference = Annotated[str, Query(max_length=40)]


@router.get(
    "/cases",
    response_model_exclude_unset=True,
    responses={**PROBLEMS, 404: {**PROBLEMS[403], "description": "No such case to go on from."}},
)
async def list_page(
    request: Request,
    after: Reference = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> CasePage:
    """Cases in the order in which they were opened; `after` is the `next` of the page before."""
    client = client_of(request)
    async with house_of(request).database.reading() as session:
        after_id = await _id_of(session, client, after)
        found = await cases.list_cases(session, client.landlord_id, after_id=after_id, limit=limit)
        lines = [await case_line(session, case) for case in found if _may_see(client, case)]
    shown = [CaseShape(**line) for line in lines]
    return CasePage(cases=shown, next=found[-1].reference if len(found) == limit else None)


@router.get(
    "/cases/{reference}",
    response_model_exclude_unset=True,
    responses={**PROBLEMS, 404: {**PROBLEMS[403], "description": "No such case."}},
)
async def show_case(request: Request, reference: str) -> CaseShape:
    """One case."""
    client = client_of(request)
    async with house_of(request).database.reading() as session:
        case = await cases.find_case(session, client.landlord_id, reference.upper())
        if case is None or not _may_see(client, case):
            raise Problem(404, "There is no such case here.", "Check the reference.")
        return CaseShape(**await case_line(session, case))


async def _id_of(session: AsyncSession, client: ApiClientRow, reference: str) -> int:
    if not reference:
        return 0
    case = await cases.find_case(session, client.landlord_id, reference.upper())
    if case is None:
        raise Problem(404, "There is nothing to go on from.", "`after` is the `next` of the page before.")
    return case.id or 0


def _may_see(client: ApiClientRow, case: CaseRow) -> bool:
    return client.sees_restricted or not case.restricted
