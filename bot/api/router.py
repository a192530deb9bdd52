"""What does the interface consist of, and how is it described? `/api/v1/`, with OpenAPI at `/api/v1/openapi.json`."""

from typing import Any, Final

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi

from bot.api import cases_routes, messages_routes
from bot.api.shapes import ProblemShape

PREFIX: Final = "/api/v1"


def api_router() -> APIRouter:
    """All routes of the interface."""
    router = APIRouter(prefix=PREFIX)
    for routes in (cases_routes.router, messages_routes.router):
        router.include_router(routes)
    described = _describe(router)

    @router.get("/openapi.json", include_in_schema=False)
    async def describe() -> dict[str, Any]:
        return described

    return router


def _describe(router: APIRouter) -> dict[str, Any]:
    said = get_openapi(
        title="Hark",
        version="1",
        summary="Hand in what residents say, and read how it stands.",
        routes=router.routes,
    )
    parts = said.setdefault("components", {})
    parts.setdefault("schemas", {})["ProblemShape"] = ProblemShape.model_json_schema()
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    said["security"] = [{"token": []}]
    return said
