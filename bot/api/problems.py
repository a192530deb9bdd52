"""What is wrong with a call, told to a program and to the person who reads its log? RFC 9457."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import JSONResponse

TYPE: Final = "application/problem+json"


class Problem(Exception):
    """A call that cannot be answered as asked.

    Args:
        status: the HTTP status.
        title: what is wrong, in a sentence.
        detail: what to do, or where it is wrong.
    """

    def __init__(
        self, status: int, title: str, detail: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.headers = status, title, detail, dict(headers or {})


def as_answer(problem: Problem) -> JSONResponse:
    """The problem as it is answered."""
    said: dict[str, Any] = {"type": "about:blank", "title": problem.title, "status": problem.status}
    if problem.detail:
        said["detail"] = problem.detail
    return JSONResponse(said, problem.status, problem.headers, media_type=TYPE)
