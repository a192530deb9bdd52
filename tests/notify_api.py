"""What is GOV.UK Notify to a test? A copy of its API on loopback, which the real client speaks to.

It checks the token as Notify does, knows templates and their fields, refuses what Notify refuses, tells what was sent
by reference, and posts texts and receipts to us with a bearer token.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer

SERVICE: Final = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET: Final = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY: Final = f"live-{SERVICE}-{SECRET}"
TEXT: Final = "f33517ff-2a88-4f6e-b855-c550268ce08a"
LETTER: Final = "c1111111-2a88-4f6e-b855-c550268ce08b"
TOKEN: Final = "a token of the callbacks"
MOST_LETTERS: Final = 918
PAGE: Final = 3  # small, so that a test sees more than one
POSTCODE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")


@dataclass
class Failure:
    """One answer that is none."""

    code: int  #: 0 hangs up without a word
    error: str = "Exception"
    message: str = "Internal server error"


@dataclass
class NotifyApi:
    """One service at the copy, and what it was asked to send."""

    port: int = 0
    templates: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {
            TEXT: {"id": TEXT, "type": "sms", "body": "((body))", "subject": None},
            LETTER: {"id": LETTER, "type": "letter", "body": "((body))", "subject": "((heading))"},
        }
    )
    sent: list[dict[str, Any]] = field(default_factory=list)  #: oldest first
    received: list[dict[str, Any]] = field(default_factory=list)  #: texts from residents, oldest first
    failures: list[Failure] = field(default_factory=list)  #: one for each of the next requests
    requests: list[tuple[str, str]] = field(default_factory=list)
    loses_the_answer: bool = False  #: takes the next message, and hangs up before saying so

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def of(self, kind: str) -> list[dict[str, Any]]:
        """What was sent of a kind: sms or letter."""
        return [one for one in self.sent if one["type"] == kind]

    def settle(self, number: int, status: str, *, at: str = "") -> dict[str, Any]:
        """Give one message a status; returns it."""
        self.sent[number] |= {"status": status, "completed_at": at or None}
        return self.sent[number]

    def receipt_for(self, number: int, status: str, *, at: str = "") -> dict[str, Any]:
        """What Notify posts to us about a message of ours."""
        one = self.settle(number, status, at=at)
        named = ("id", "reference", "status", "created_at", "completed_at", "sent_at")
        return {name: one[name] for name in named} | {
            "to": one["to"],
            "notification_type": one["type"],
            "template_id": one["template"]["id"],
            "template_version": 1,
        }

    def takes_text(self, words: str, *, sender: str = "447700900123", at: str) -> dict[str, Any]:
        """A resident writes to our number at Notify; returns what Notify posts to us."""
        text = {"id": str(uuid4()), "user_number": sender, "notify_number": "07984404008", "content": words}
        self.received.append(text | {"created_at": at, "service_id": SERVICE})
        return {
            "id": text["id"],
            "source_number": sender,
            "destination_number": "07984404008",
            "message": words,
            "date_received": at,
        }


class _Handler(BaseHTTPRequestHandler):
    api: NotifyApi

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        self.api.requests.append((self.command, url.path))
        if self.api.failures:
            failure = self.api.failures.pop(0)
            if failure.code == 0:
                self.close_connection = True
                return None
            return self._refuse(failure.code, failure.error, failure.message)
        if not self._is_let_in():
            return self._refuse(403, "AuthError", "Invalid token: API key not found")
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if self.command == "POST":
            return self._take(url.path.rsplit("/", 1)[-1], json.loads(raw))
        if url.path.startswith("/v2/template/"):
            return self._show_template(url.path.rsplit("/", 1)[-1])
        if url.path == "/v2/received-text-messages":
            return self._list("received_text_messages", list(reversed(self.api.received)), asked)
        return self._list("notifications", self._found(asked), asked)

    def _is_let_in(self) -> bool:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            return get_token_issuer(token) == SERVICE and bool(decode_jwt_token(token, SECRET))
        except Exception:
            return False

    def _found(self, asked: Mapping[str, str]) -> list[dict[str, Any]]:
        by = {"reference": "reference", "template_type": "type"}
        wanted = {by[name]: value for name, value in asked.items() if name in by}
        return [
            one
            for one in reversed(self.api.sent)
            if all(one[name] == value for name, value in wanted.items())
        ]

    def _list(self, name: str, rows: list[dict[str, Any]], asked: Mapping[str, str]) -> None:
        older = asked.get("older_than")
        if older:
            rows = rows[[row["id"] for row in rows].index(older) + 1 :]
        page = rows[:PAGE]
        links = {"current": self.path}
        if page:
            links["next"] = f"{self.api.base_url}/v2/x?older_than={page[-1]['id']}"
        self._say(200, {name: page, "links": links})

    def _show_template(self, template: str) -> None:
        found = self.api.templates.get(template)
        if found is None:
            return self._refuse(404, "NoResultFound", "No result found")
        return self._say(200, {**found, "version": 1, "name": "Hark"})

    def _take(self, kind: str, said: dict[str, Any]) -> None:
        template = self.api.templates.get(said.get("template_id", ""))
        if template is None or template["type"] != kind:
            return self._refuse(400, "BadRequestError", "Template not found")
        filled = said.get("personalisation") or {}
        fields = set(re.findall(r"\(\((\w+)\)\)", f"{template['subject']} {template['body']}"))
        if missing := fields - filled.keys():
            return self._refuse(
                400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}"
            )
        if wrong := _what_is_wrong(kind, said, filled):
            return self._refuse(400, *wrong)
        return self._keep(kind, said, filled)

    def _keep(self, kind: str, said: dict[str, Any], filled: Mapping[str, str]) -> None:
        lines = [filled[f"address_line_{n}"] for n in range(1, 8) if f"address_line_{n}" in filled]
        one = {
            "id": str(uuid4()),
            "type": kind,
            "reference": said.get("reference"),
            "to": said.get("phone_number") or "; ".join(lines),
            "body": filled["body"],
            "heading": filled.get("heading", ""),
            "status": "created" if kind == "sms" else "accepted",
            "created_at": "2026-11-02T09:12:00.000000Z",
            "sent_at": None,
            "completed_at": None,
            "template": {"id": said["template_id"]},
        }
        self.api.sent.append(one)
        if self.api.loses_the_answer:
            self.api.loses_the_answer, self.close_connection = False, True
            return None
        return self._say(201, {"id": one["id"], "reference": one["reference"], "content": {}})

    def _refuse(self, code: int, error: str, message: str) -> None:
        self._say(code, {"status_code": code, "errors": [{"error": error, "message": message}]})

    def _say(self, code: int, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _what_is_wrong(kind: str, said: Mapping[str, Any], filled: Mapping[str, str]) -> tuple[str, str] | None:
    if kind == "sms":
        if len(filled["body"]) > MOST_LETTERS:
            return (
                "BadRequestError",
                "Content for template has a character count greater than the limit of 918",
            )
        if not re.fullmatch(r"\+447\d{9}", str(said.get("phone_number"))):
            return "ValidationError", "phone_number Not a UK mobile number"
        return None
    lines = [filled[name] for name in sorted(filled) if name.startswith("address_line_")]
    if len(lines) < 3:
        return "ValidationError", "Address must be at least 3 lines"
    if not POSTCODE.fullmatch(lines[-1].upper()):
        return "ValidationError", "Last line of address must be a real UK postcode or another country"
    return None


@contextmanager
def a_notify_api() -> Iterator[NotifyApi]:
    """The copy, on a free port, with threads of its own."""
    api = NotifyApi()
    handler = type("Handler", (_Handler,), {"api": api})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    api.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
