"""Whose words are in a mail that a form or a colleague passed on?"""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from channels.email.landlord_mail import LandlordMail, parse_for
from channels.messages import Incoming
from tests.builders import HOUSING, RESIDENT, an_arrival, an_email
from tests.channels.email.test_forwards import GMAIL, OUTLOOK

KNOWN = LandlordMail(
    our_addresses=frozenset({HOUSING}),
    forms=(("webform@example.org", "Reply-To"), ("@phones.example.net", "Caller email")),
    colleagues=("@staff.example.org", "jo@brightfix.example.com"),
    trusted_servers=("mx.example.org",),
)
JO = "jo@staff.example.org"
CAME = datetime(2026, 11, 4, 10, 0, tzinfo=UTC)
FORM = {
    "Reply-To": f"Sam Okafor <{RESIDENT}>",
    "Auto-Submitted": "auto-generated",
    "From": "Web <webform@example.org>",
}


def read(raw: bytes, **named: object) -> Incoming:
    return parse_for(an_arrival(raw, **{"received_at": CAME, **named}), KNOWN)


def test_a_resident_s_own_mail_is_left_as_it_is() -> None:
    incoming = read(an_email())

    assert (incoming.from_address, incoming.brought_by, incoming.had_at) == (RESIDENT, "", None)


def test_what_a_form_sent_is_a_person_s_and_is_answered_where_the_form_says() -> None:
    incoming = read(an_email(headers=FORM))

    assert incoming.automatic == ""
    assert (incoming.reply_to.address, incoming.reply_to.name) == (RESIDENT, "Sam Okafor")
    assert (incoming.from_address, incoming.brought_by) == ("webform@example.org", "form")
    assert "proves nobody" in incoming.notes[-1]


def test_a_voice_mail_without_an_address_is_a_person_s_and_has_nowhere_to_answer() -> None:
    incoming = read(
        an_email("Caller email: none\nNo heating since Friday.", sender="voicemail@phones.example.net")
    )

    assert (incoming.reply_to.address, incoming.brought_by) == ("", "form")
    assert "no address" in incoming.notes[-1]


def test_a_form_that_answers_automatically_stays_a_machine() -> None:
    incoming = read(an_email(headers={**FORM, "Auto-Submitted": "auto-replied"}))

    assert incoming.automatic
    assert incoming.brought_by == ""


def test_a_form_nobody_told_us_of_stays_a_machine() -> None:
    assert read(an_email(headers={**FORM, "From": "noreply@council.example"})).automatic


def test_a_forward_by_a_colleague_is_the_resident_s_from_when_the_colleague_had_it() -> None:
    incoming = read(an_email(OUTLOOK, subject="FW: Damp again", sender=JO))

    assert (incoming.from_address, incoming.from_name) == ("sam@example.net", "Sam Okafor")
    assert incoming.reply_to.address == "sam@example.net"
    assert (incoming.had_at, incoming.brought_by) == (datetime(2026, 11, 2, 9, 12, tzinfo=UTC), "colleague")
    assert incoming.subject == "Damp again"
    assert incoming.text.startswith("The damp is back")
    assert "pick this up" in incoming.full_text
    assert "pick this up" in incoming.notes[-1]


def test_what_a_rule_of_a_colleague_s_mailbox_passes_on_is_the_resident_s_too() -> None:
    by_rule = {"Auto-Submitted": "auto-generated"}

    incoming = read(an_email(OUTLOOK, subject="FW: Damp again", sender=JO, headers=by_rule))

    assert (incoming.from_address, incoming.automatic) == ("sam@example.net", "")


def test_a_colleague_s_out_of_office_stays_a_machine_s() -> None:
    away = {"Auto-Submitted": "auto-replied"}

    incoming = read(an_email(OUTLOOK, subject="Automatic reply: Damp", sender=JO, headers=away))

    assert (incoming.from_address, incoming.brought_by) == (JO, "")
    assert incoming.automatic


def test_a_contractor_may_pass_on_too() -> None:
    assert read(an_email(GMAIL, sender="jo@brightfix.example.com")).from_address == "sam@example.net"


def test_a_stranger_s_forward_is_the_stranger_s_own_mail() -> None:
    incoming = read(an_email(OUTLOOK, subject="FW: Damp again", sender="alex@elsewhere.example"))

    assert (incoming.from_address, incoming.brought_by) == ("alex@elsewhere.example", "")


def test_what_a_colleague_writes_themselves_stays_theirs() -> None:
    incoming = read(an_email("Sam rang about the damp.", sender=JO))

    assert (incoming.from_address, incoming.brought_by) == (JO, "")


def enclosing(original: bytes, *, subject: str = "FW: Kitchen tap") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = JO, HOUSING, subject
    mail["Message-ID"] = "<forward@staff.example.org>"
    mail.set_content("See attached please")
    mail.add_attachment(message_from_bytes(original, policy=policy.default))
    return mail.as_bytes().replace(b"\n", b"\r\n")


def test_a_message_enclosed_whole_is_the_same_message_as_the_original() -> None:
    original = an_email(in_reply_to="<hark.1@example.org>")

    incoming, direct = read(enclosing(original)), read(original)

    assert (incoming.from_address, incoming.message_id) == (RESIDENT, direct.message_id)
    assert incoming.in_reply_to == "<hark.1@example.org>"
    assert incoming.full_text.strip() == direct.full_text.strip()
    assert incoming.had_at == direct.sent_at
    assert "See attached please" in incoming.notes[-1]


def test_a_forward_of_a_forward_is_seen_through() -> None:
    inner = an_email(OUTLOOK, subject="FW: Damp again", sender="kim@staff.example.org", name="Kim")

    incoming = read(enclosing(inner))

    assert (incoming.from_address, incoming.had_at) == (
        "sam@example.net",
        datetime(2026, 11, 2, 9, 12, tzinfo=UTC),
    )


def test_a_newsletter_that_a_colleague_passes_on_stays_a_machine_s() -> None:
    inner = an_email(sender="news@vendor.example", headers={"Precedence": "bulk"})

    assert read(enclosing(inner)).automatic


def test_what_a_trusted_server_says_of_the_sender_is_told_to_staff() -> None:
    raw = b"Authentication-Results: mx.example.org; dmarc=fail header.from=example.net\r\n" + an_email()

    incoming = read(raw)

    assert incoming.notes == (
        "The sender's domain does not vouch for it (DMARC fail): somebody else may be using this address.",
    )
    assert incoming.automatic == ""
