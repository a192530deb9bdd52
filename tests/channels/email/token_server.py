"""Who hands out tokens in a test, and says to a mail server whose they are? A web server on loopback."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

GOOD_TOKEN = "a-token-that-is-good"


@dataclass
class TokenServer:
    """What was asked, and what is answered."""

    port: int = 0
    answer: dict[str, Any] | str = field(default_factory=lambda: {"access_token": GOOD_TOKEN})
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    user: str = "housing@example.org"  #: whose the good token is

    @property
    def tokens(self) -> str:
        """Where tokens are handed out, as Google does."""
        return f"http://127.0.0.1:{self.port}/token"

    @property
    def token_info(self) -> str:
        """Where a mail server asks whose a token is."""
        return f"http://127.0.0.1:{self.port}/tokeninfo?access_token="


@contextmanager
def a_token_server() -> Iterator[TokenServer]:
    """A server that hands out the good token until it is told otherwise."""
    made = TokenServer()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            made.asked.append(parse_qs(body))
            said = made.answer if isinstance(made.answer, str) else json.dumps(made.answer)
            self._say(400 if "error" in said else 200, said)

        def do_GET(self) -> None:
            token = parse_qs(urlsplit(self.path).query).get("access_token", [""])[0]
            is_good = token == GOOD_TOKEN
            self._say(
                200 if is_good else 400, json.dumps({"email": made.user} if is_good else {"error": "no"})
            )

        def _say(self, status: int, said: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
