"""What is Telegram to a test? A Bot API on loopback, which keeps what was written and hands out what residents write.

It answers as the real one does where this house depends on it: an update waits until an offset confirms it, a webhook
and `getUpdates` exclude each other, and `fail` makes any call fail once as Telegram would.
"""

import asyncio
import json
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.running_hark import free_port

TOKEN = "4711:AAbbccddeeffgghhiijjkkllmmnnooppqqr"
BOT_ID = "4711"
SAM = 5551
SAM_NAMED = {"id": SAM, "is_bot": False, "first_name": "Sam", "last_name": "Okafor"}
SENT_AT = 1793610720


def private(chat: int = SAM) -> dict[str, Any]:
    """A chat nobody else reads."""
    return {"id": chat, "type": "private", "first_name": "Sam"}


@dataclass
class BotApi:
    """Telegram, as one bot sees it."""

    port: int = field(default_factory=free_port)
    token: str = TOKEN
    waiting: list[dict[str, Any]] = field(default_factory=list)  #: updates nobody has confirmed
    sent: list[dict[str, Any]] = field(default_factory=list)  #: messages of ours that were taken
    settled: list[str] = field(default_factory=list)  #: taps that were settled
    files: dict[str, bytes] = field(default_factory=dict)
    hook: dict[str, Any] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    offsets: list[int | None] = field(default_factory=list)  #: what was confirmed, call by call
    chats: set[int] = field(default_factory=lambda: {SAM})
    _failing: deque[tuple[str, int, int, dict[str, Any]]] = field(default_factory=deque)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1000))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fail(self, method: str, status: int, description: str, *, after: int = 0, **parameters: Any) -> None:
        """The next call of this method, or the next but some, is refused like this."""
        said = {"ok": False, "error_code": status, "description": description}
        refusal = {**said, **({"parameters": parameters} if parameters else {})}
        self._failing.append((method.lower(), self.calls.count(method.lower()) + after + 1, status, refusal))

    def comes(self, **update: Any) -> dict[str, Any]:
        """An update that waits to be fetched."""
        made = {"update_id": next(self._numbers), **update}
        self.waiting.append(made)
        return made

    def says(self, text: str = "", *, chat: int = SAM, **message: Any) -> dict[str, Any]:
        """Somebody writes to the bot."""
        return self.comes(message=self.message(text, chat=chat, **message))

    def message(self, text: str = "", *, chat: int = SAM, **message: Any) -> dict[str, Any]:
        said = {"text": text} if text else {}
        made = {"message_id": next(self._numbers), "date": SENT_AT, "chat": private(chat), "from": SAM_NAMED}
        return {**made, **said, **message}

    def taps(self, label: str, *, chat: int = SAM, is_old: bool = False) -> dict[str, Any]:
        """Somebody taps the latest button whose label begins so; Telegram shows no old message any more."""
        under, button = next(
            (message, button)
            for message in reversed(self.sent)
            if message["chat"]["id"] == chat
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if button["text"].startswith(label)
        )
        shown = {"chat": under["chat"], "message_id": under["message_id"], "date": 0} if is_old else under
        tap = {"id": f"tap-{next(self._numbers)}", "from": SAM_NAMED, "message": shown, "chat_instance": "1"}
        return self.comes(callback_query={**tap, "data": button["callback_data"]})

    def said_to(self, chat: int = SAM) -> list[str]:
        """What we wrote to a chat."""
        return [message["text"] for message in self.sent if message["chat"]["id"] == chat]

    def buttons(self, chat: int = SAM) -> list[str]:
        """The labels under the latest of our messages to a chat."""
        latest = [message for message in self.sent if message["chat"]["id"] == chat][-1]
        return [
            one["text"] for row in latest.get("reply_markup", {}).get("inline_keyboard", []) for one in row
        ]

    def deliver(self, *, secret: str | None = None) -> list[int]:
        """Call the webhook for each update that waits; what is not answered 200 goes on waiting."""
        return [self._deliver_one(update, secret) for update in list(self.waiting)]

    def _deliver_one(self, update: dict[str, Any], secret: str | None) -> int:
        word = self.hook["secret_token"] if secret is None else secret
        called = urllib.request.Request(
            self.hook["url"],
            json.dumps(update).encode(),
            {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": word},
        )
        try:
            with urllib.request.urlopen(called, timeout=10) as answer:
                self.waiting.remove(update)
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code

    async def answer(self, request: Request) -> Response:
        """One call of the Bot API."""
        method = request.path_params["method"].lower()
        self.calls.append(method)
        if request.path_params["token"] != self.token:
            return _refused(401, "Unauthorized")
        for failing in self._failing:
            if failing[0] == method and self.calls.count(method) >= failing[1]:
                self._failing.remove(failing)
                return JSONResponse(failing[3], failing[2])
        asked = {name: _value(str(value)) for name, value in (await request.form()).items()}
        result = await getattr(self, f"_{method}")(asked)
        return result if isinstance(result, Response) else JSONResponse({"ok": True, "result": result})

    async def _getme(self, asked: dict[str, Any]) -> Any:
        return {"id": int(BOT_ID), "is_bot": True, "first_name": "Example", "username": "ExampleHomesBot"}

    async def _getupdates(self, asked: dict[str, Any]) -> Any:
        if self.hook.get("url"):
            return _refused(409, "Conflict: can't use getUpdates method while webhook is active")
        self.offsets.append(asked.get("offset"))
        self.waiting = [one for one in self.waiting if one["update_id"] >= asked.get("offset", 0)]
        until = time.monotonic() + asked.get("timeout", 0)
        while not self.waiting and time.monotonic() < until:  # noqa: ASYNC110 - written to from another thread
            await asyncio.sleep(0.02)
        return self.waiting[: asked.get("limit", 100)]

    async def _sendmessage(self, asked: dict[str, Any]) -> Any:
        if asked["chat_id"] not in self.chats:
            return _refused(400, "Bad Request: chat not found")
        if len(asked["text"].encode("utf-16-le")) // 2 > 4096:
            return _refused(400, "Bad Request: message is too long")
        made = {"message_id": next(self._numbers), "date": SENT_AT, "chat": private(asked["chat_id"])}
        keyboard = {"reply_markup": asked["reply_markup"]} if "reply_markup" in asked else {}
        self.sent.append({**made, "text": str(asked["text"]), **keyboard})
        return self.sent[-1]

    async def _answercallbackquery(self, asked: dict[str, Any]) -> Any:
        self.settled.append(asked["callback_query_id"])
        return True

    async def _getchat(self, asked: dict[str, Any]) -> Any:
        if asked["chat_id"] not in self.chats:
            return _refused(400, "Bad Request: chat not found")
        return {**private(asked["chat_id"]), "accent_color_id": 0, "max_reaction_count": 1}

    async def _getfile(self, asked: dict[str, Any]) -> Any:
        if asked["file_id"] not in self.files:
            return _refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        return {"file_id": asked["file_id"], "file_unique_id": "u", "file_path": f"files/{asked['file_id']}"}

    async def _setwebhook(self, asked: dict[str, Any]) -> Any:
        self.hook = asked
        return True

    async def _deletewebhook(self, asked: dict[str, Any]) -> Any:
        self.hook = {}
        return True

    async def _getwebhookinfo(self, asked: dict[str, Any]) -> Any:
        told = {
            name: self.hook[name] for name in ("last_error_date", "last_error_message") if name in self.hook
        }
        made = {"url": self.hook.get("url", ""), "has_custom_certificate": False}
        return {**made, "pending_update_count": len(self.waiting), **told}

    async def hand_out(self, request: Request) -> Response:
        """One file."""
        found = self.files.get(request.path_params["file"].removeprefix("files/"))
        return Response(found) if found is not None else _refused(404, "Not Found")


def _value(text: str) -> Any:
    """What a field says; the library writes numbers and objects as JSON, and texts as they are."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _refused(status: int, description: str) -> JSONResponse:
    return JSONResponse({"ok": False, "error_code": status, "description": description}, status)


@contextmanager
def a_bot_api(port: int | None = None) -> Iterator[BotApi]:
    """A Bot API on a thread of its own."""
    api = BotApi(**({"port": port} if port else {}))
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", api.answer, methods=["POST"]),
            Route("/file/bot{token}/{file:path}", api.hand_out),
        ]
    )
    config = uvicorn.Config(
        app, host="127.0.0.1", port=api.port, log_config=None, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield api
    finally:
        server.should_exit = True
        thread.join(10)
