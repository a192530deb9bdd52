"""A batch of events reaches a real listener with a signature that its key proves; what is refused comes again or ends."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.api.signatures import fault_of, sign
from channels.errors import GiveUp, TryAgain
from channels.messages import ReplyAddress
from channels.webhook.send_events import EventSender
from tests.builders import an_outgoing

KEY = "the key of client 1"
AT = 1_790_000_000


class Listener:
    """A web server on loopback that notes what is posted to it."""

    def __init__(self) -> None:
        self.status, self.posts = 200, list[tuple[bytes, str]]()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.posts.append((body, self.headers["X-Hark-Signature"]))
                self.send_response(listener.status)
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hark"


@pytest.fixture
def listener(socket_enabled: None) -> Iterator[Listener]:
    made = Listener()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def sender(url: str) -> EventSender:
    return EventSender(lambda address, body: sign(KEY, body, AT) if address == url else "")


async def test_what_arrives_is_what_was_signed(listener: Listener) -> None:
    words = json.dumps({"events": [{"what": "answered", "case": "EX-1"}]})

    said = await sender(listener.url).send(
        an_outgoing(channel="events", to=ReplyAddress("events", listener.url), text=words)
    )

    ((body, signature),) = listener.posts
    assert said == "HTTP 200"
    assert body == words.encode()
    assert fault_of(KEY, body, signature, AT) == ""
    assert fault_of("another key", body, signature, AT) != ""


@pytest.mark.parametrize(("status", "error"), [(503, TryAgain), (429, TryAgain), (404, GiveUp)])
async def test_a_busy_listener_is_tried_again_and_one_that_refuses_is_not(
    listener: Listener, status: int, error: type[Exception]
) -> None:
    listener.status = status

    with pytest.raises(error):
        await sender(listener.url).send(
            an_outgoing(channel="events", to=ReplyAddress("events", listener.url), text="{}")
        )


async def test_an_address_nobody_listens_at_any_more_is_given_up(listener: Listener) -> None:
    with pytest.raises(GiveUp, match="not in the profile"):
        await sender("http://elsewhere.example").send(
            an_outgoing(channel="events", to=ReplyAddress("events", listener.url), text="{}")
        )
    assert listener.posts == []
