"""Is a machine's mail known for one, and a person's never taken for one?"""

import pytest

from channels.email.parts import open_message
from channels.email.robots import why_automatic

PEOPLE = {
    "nothing odd": "",
    "Auto-Submitted no": "Auto-Submitted: no",
    "Auto-Submitted no, with a comment": "Auto-Submitted: no (really)",
    "suppress OOF": "X-Auto-Response-Suppress: OOF",
    "suppress DR, RN": "X-Auto-Response-Suppress: DR, RN, NRN, OOF",
    "suppress All alone": "X-Auto-Response-Suppress: All",
    "Precedence normal": "Precedence: normal",
    "Precedence first-class": "Precedence: first-class",
    "X-Autoreply no": "X-Autoreply: no",
    "List-Unsubscribe alone": "List-Unsubscribe: <https://example.net>",
    "a reply to our automatic reply": "Subject: Re: Automatic reply: your repair",
    "about an automatic reply": "Subject: Automatic reply is all I ever get from you",
    "about hours": "Subject: Out of office hours line never answers",
    "about an absence": "Subject: I am away next week when you want to come",
    "a person called Noreen": "From: noreen@example.net",
    "a person called Bounce": "From: bounce@example.net",
    "somebody else's message id": "Message-ID: <abc@example.org>",
}
MACHINES = {
    "auto-replied": "Auto-Submitted: auto-replied",
    "auto-generated": "Auto-Submitted: auto-generated (by a form)",
    "auto-notified": "Auto-Submitted: AUTO-NOTIFIED; owner=x",
    "Precedence bulk": "Precedence: bulk",
    "Precedence junk": "Precedence: Junk",
    "Precedence list": "Precedence: list",
    "Precedence auto_reply": "Precedence: auto_reply",
    "X-Autoreply": "X-Autoreply: yes",
    "X-Autorespond": "X-Autorespond: Your mail",
    "a list": "List-Id: Tenants <tenants.example.net>",
    "suppress All and a mass mailing": "X-Auto-Response-Suppress: All\nList-Unsubscribe: <https://example.net>",
    "the mailer daemon": "From: MAILER-DAEMON@example.net",
    "noreply": "From: Forms <noreply@example.net>",
    "do-not-reply": "From: do-not-reply@example.net",
    "no-reply with a tag": "From: no-reply+123@example.net",
    "a delivery report": "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    "a read receipt": "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
    "a calendar's answer": "Content-Type: text/calendar; method=REPLY",
    "failed recipients": "X-Failed-Recipients: a@example.net",
    "out of office": "Subject: Out of Office",
    "out of office, with a colon": "Subject: Out of the office: back Monday",
    "automatic reply": "Subject: Automatic reply: Your repair",
    "autoreply": "Subject: Autoreply: Your repair",
    "auto-reply": "Subject: Auto-Reply",
    "away": "Subject: I am away from my desk",
    "away, alone": "Subject: I am away",
    "away, in Welsh": "Subject: Ateb awtomatig: Eich atgyweiriad",
    "our own mark": "X-Hark: 1",
    "our own message id": "Message-ID: <hark.7f3a@example.org>",
    "a null return path": "Return-Path: <>",
}


def why(headers: str, envelope_sender: str | None = None) -> str:
    raw = f"{headers}\nTo: housing@example.org\n\nThe heating is off.\n".lstrip("\n").encode()
    return why_automatic(open_message(raw), envelope_sender, our_domains={"example.org"})


@pytest.mark.parametrize("headers", PEOPLE.values(), ids=PEOPLE.keys())
def test_a_persons_mail_is_a_persons(headers: str) -> None:
    assert why(headers, "amina@example.net") == ""


@pytest.mark.parametrize("headers", MACHINES.values(), ids=MACHINES.keys())
def test_a_machines_mail_is_known_and_says_why(headers: str) -> None:
    reason = why(headers)

    assert reason.endswith(".")
    assert len(reason.split()) > 4


def test_the_null_sender_is_a_machine_and_an_unknown_one_is_not() -> None:
    assert why("", "") == "Sent by a machine: its envelope names no sender."
    assert why("", None) == ""


def test_an_envelope_sender_called_noreply_is_a_machine() -> None:
    assert "noreply" in why("From: amina@example.net", "noreply@example.net")
