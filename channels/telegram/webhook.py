"""How does what residents write come in where Telegram calls us? By a path and a word that only the two of us know.

Telegram is answered 200 only once the arrival is committed; for anything else it keeps the update and calls again.
"""

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from channels.errors import TryAgain
from channels.telegram.bot import Hook
from channels.telegram.connection import Connection
from channels.telegram.fields import number, words
from channels.telegram.receive import PAUSES_SECONDS, BotWatch
from channels.telegram.taking import Taking

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name
LOOK_SECONDS: Final = 60.0
RECENT: Final = timedelta(minutes=5)


def webhook_routes(hooks: Sequence[tuple[Hook, Taking]]) -> APIRouter:
    """`POST /telegram/{path}` for every bot that has a hook."""
    router = APIRouter()
    known = {hook.path: (hook, taking) for hook, taking in hooks}

    async def called(path: str, request: Request) -> Response:
        hook, taking = known.get(path, (None, None))
        if hook is None or taking is None:
            return PlainTextResponse("There is nothing here.", 404)
        said = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(said.encode(errors="replace"), hook.secret.encode()):
            return PlainTextResponse("Who is calling?", 403)
        return await _take(taking, await request.body())

    router.add_api_route("/telegram/{path}", called, methods=["POST"], include_in_schema=False)
    return router


async def _take(taking: Taking, raw: bytes) -> Response:
    update = _update(raw)
    if update is None:
        return PlainTextResponse("This is no update.", 400)
    try:
        await taking.take([update], raw)
    except TryAgain:
        return PlainTextResponse("It could not be kept. Come again.", 503)
    return PlainTextResponse("Kept.", background=BackgroundTask(taking.settle, [update]))


def _update(raw: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(raw)
    except ValueError:  # bytes that are no text count too
        return None
    return said if isinstance(said, dict) and number(said, "update_id") is not None else None


class HookWatch(BotWatch):
    """Sees to it that Telegram calls us, and says when it cannot.

    Args:
        connection: of this watch alone, which closes it.
        now: the clock.
        look_seconds: how often it is asked how it fares.
    """

    def __init__(
        self,
        connection: Connection,
        hook: Hook,
        *,
        now: Callable[[], datetime],
        look_seconds: float = LOOK_SECONDS,
        pauses_seconds: Sequence[float] = PAUSES_SECONDS,
    ) -> None:
        super().__init__(connection, now=now, pauses_seconds=pauses_seconds)
        self._hook, self._look_seconds = hook, look_seconds
        self._is_set = False  # by this watch, with the word that holds now

    async def look_until_it_fails(self) -> None:
        """Set the hook, then ask how Telegram fares with it; whoever takes it away finds it set again."""
        while not self._stopping.is_set():
            found = await self._connection.look_at_hook()
            if words(found, "url") != self._hook.url or not self._is_set:
                await self._connection.set_hook(self._hook.url, self._hook.secret)
                self._is_set = True
            why = _why_it_fails(found, self._now())
            if why:
                raise TryAgain(why)
            self.note()
            await self.rest(self._look_seconds)


def _why_it_fails(found: Mapping[str, Any], now: datetime) -> str:
    """Why what residents write waits at Telegram; "" where it does not."""
    failed_at = number(found, "last_error_date") or 0
    is_recent = now - datetime.fromtimestamp(failed_at, UTC) <= RECENT
    if not is_recent or not number(found, "pending_update_count"):
        return ""
    return f"Telegram cannot hand over what residents write: {words(found, 'last_error_message')}."
