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
    "through a list of the landlord's own": "List-ID: Housing <housing.example.org>\nPrecedence: list",
    "through the landlord's group": "Mailing-list: list housing@example.org; contact x+owners@example.org\nPrecedence: list\nList-ID: <housing.example.org>",
    "what a person at another landlord wrote": "X-Hark: 1\nAuto-Submitted: no\nMessage-ID: <hark.7f3a@other.example>",
    "an invitation": "Content-Type: text/calendar; method=REQUEST",
    "about an automatic reply, in Polish": "Subject: Dostalam odpowiedz automatyczna",
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
    "away, in Polish": "Subject: =?utf-8?q?Odpowied=C5=BA_automatyczna=3A?= Naprawa",
    "away, in Romanian": "Subject: Răspuns automat: Reparație",
    "away, in Portuguese": "Subject: Resposta automática: Reparo",
    "away, in Italian": "Subject: Risposta automatica: Riparazione",
    "away, in German": "Subject: Abwesenheitsnotiz: Reparatur",
    "away, in Spanish": "Subject: Respuesta automática: avería",
    "away, in French": "Subject: Réponse automatique : fuite",
    "away, in Arabic": "Subject: رد تلقائي: تسرب",
    "away, in Urdu": "Subject: خودکار جواب: مرمت",
    "away, in Bengali": "Subject: স্বয়ংক্রিয় উত্তর: মেরামত",
    "away, in Chinese": "Subject: 自动回复: 维修",
    "away, in Turkish": "Subject: Otomatik yanıt: tamir",
    "away, in Ukrainian": "Subject: Автоматична відповідь: ремонт",
    "a list named another way": "Mailing-List: list tenants@groups.example.net; contact x@groups.example.net",
    "a list that names nothing": "Mailing-List: ;",
    "a calendar's answer that says so inside": "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY",
    "a read receipt of no certain kind": "Content-Type: message/disposition-notification",
    "our own mark": "X-Hark: 1",
    "our own mark on a person's letter that came back": "X-Hark: 1\nAuto-Submitted: no\nMessage-ID: <hark.7f3a@example.org>",
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


AWAY = (
    "Thank you for your email. I am currently out of the office with no access to my emails. Back on 9 November.",
    "This is an automated response. We aim to answer within five working days.",
    "This mailbox is not monitored. Please ring 0161 496 0100.",
    "Mae hwn yn ateb awtomatig. Byddaf yn ôl ddydd Llun.",
    "Ich bin derzeit nicht im Büro. In dringenden Fällen wenden Sie sich an Frau Vogel.",
    "To jest automatyczna odpowiedź. Wracam w poniedziałek.",
)
PERSON = (
    "I am away until Monday, please do not send anybody before that.",
    "I am on leave next week so Tuesday would suit. When is he coming?",
    "All I ever get from you is an automatic reply. This is an insult.",
    "YES",
)


def answers_us(text: str) -> str:
    return f"Subject: Re: Your message\nIn-Reply-To: <hark.7f3a@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{text}"


@pytest.mark.parametrize("text", AWAY, ids=lambda text: text[:24])
def test_what_answers_us_and_calls_itself_automatic_is_a_machine(text: str) -> None:
    assert "answers us" in why(answers_us(text), "amina@example.net")


@pytest.mark.parametrize("text", PERSON, ids=lambda text: text[:24])
def test_a_resident_who_speaks_of_being_away_is_a_person(text: str) -> None:
    assert why(answers_us(text), "amina@example.net") == ""


def test_such_words_in_a_mail_that_answers_nothing_of_ours_are_a_persons() -> None:
    text = "Subject: Your website\n\nIt says: this is an automated response. Can a person ring me?"

    assert why(text, "amina@example.net") == ""


def test_an_automatic_reply_that_somebody_encloses_is_not_what_their_mail_is() -> None:
    enclosed = "Content-Type: message/rfc822\n\nContent-Type: message/disposition-notification\n\nx"

    assert why(f'Content-Type: multipart/mixed; boundary="b"\n\n--b\n{enclosed}\n--b--') == ""
