"""Does every mail give an Incoming, with its words, its sender and its attachments?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.email.parse import parse
from channels.errors import CannotParse
from channels.messages import Arrival, Incoming

EMAILS = Path(__file__).parents[2] / "data" / "emails"
OURS = frozenset({"housing@example.org"})


def an_arrival(raw: bytes, *, sender: str = "amina.begum@example.net", origin: str = "live") -> Arrival:
    return Arrival(
        landlord_id="example",
        channel="email",
        sender=sender,
        recipient="housing@example.org",
        raw=raw,
        received_at=datetime(2026, 3, 3, 9, 13, tzinfo=UTC),
        origin=origin,
    )


def parsed(name: str, *, sender: str = "amina.begum@example.net") -> Incoming:
    return parse(an_arrival((EMAILS / f"{name}.eml").read_bytes(), sender=sender), our_addresses=OURS)


def test_an_ordinary_mail_gives_everything_it_says() -> None:
    incoming = parsed("plain")

    assert incoming.from_address == "amina.begum@example.net"
    assert incoming.from_name == "Amina Begum"
    assert incoming.reply_to.address == "amina.begum@example.net"
    assert incoming.subject == "No heating"
    assert incoming.text == "The heating has been off since Sunday."
    assert incoming.sent_at == datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
    assert incoming.message_id == "<plain@mail.example.net>"
    assert incoming.recipients == ("housing@example.org",)
    assert (incoming.automatic, incoming.bounce, incoming.notes) == ("", None, ())


@pytest.mark.parametrize("path", sorted(EMAILS.glob("*.eml")), ids=lambda path: path.stem)
def test_every_odd_mail_gives_an_incoming_that_can_be_stored(path: Path) -> None:
    incoming = parse(an_arrival(path.read_bytes()), our_addresses=OURS)

    for text in (
        incoming.text,
        incoming.full_text,
        incoming.subject,
        incoming.from_name,
        incoming.message_id,
    ):
        assert "\x00" not in text
        assert text.encode("utf-8").decode("utf-8") == text
    assert incoming.message_id.startswith("<")
    assert "\n" not in incoming.subject


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no_headers", "The ceiling leaks and nobody comes."),
        ("unknown_charset", "The ceiling leaks – badly."),
        ("charset_punycode", "The ceiling leaks - badly."),
        ("latin1_called_utf8", "The café ceiling leaks, it cost £40."),
        ("ascii_that_is_windows_1252", "The ceiling “leaks” – £40."),
        ("gb2312_that_is_gbk", "房顶漏水，镕"),
        ("iso_2022_jp", "天井が漏れています"),
        ("utf_7", "It cost £40"),
        ("html_only", "The ceiling leaks.\n\nPlease come."),
        ("alternative_with_stub", "The ceiling in the back bedroom leaks badly."),
        ("boundary_never_used", "The ceiling leaks."),
        ("boundary_missing", "The ceiling leaks."),
        ("damaged_base64", "The ceiling leaks very badly."),
        ("reply_gmail", "YES"),
        ("reply_outlook_html", "Still cold."),
        ("only_an_attachment", ""),
        ("empty_body", ""),
    ],
)
def test_no_words_are_lost_to_a_charset_or_a_structure(name: str, words: str) -> None:
    assert parsed(name).text == words


def test_what_a_scanner_wrote_behind_base64_does_not_damage_the_words() -> None:
    text = parsed("footer_behind_base64").full_text

    assert "The ceiling leaks!" in text
    assert "Scanned by our mail server" in text


@pytest.mark.parametrize(
    ("name", "subject", "from_name"),
    [
        ("raw_8bit_headers", "Mae’r to’n gollwng", "Siân Ŵyn"),
        ("encoded_words", "Mae'r to yn gollwng ŵ", "Siân"),
        ("character_split_between_encoded_words", "Ŵ", "Amina Begum"),
        ("encoded_word_with_line_break", "Leak Bcc: everyone@example.net", "Amina Begum"),
    ],
)
def test_headers_are_read_however_they_are_written(name: str, subject: str, from_name: str) -> None:
    incoming = parsed(name)

    assert incoming.subject == subject
    assert incoming.from_name == from_name


@pytest.mark.parametrize(
    ("name", "from_address", "reply_to"),
    [
        ("no_from", "amina.begum@example.net", "amina.begum@example.net"),
        ("no_headers", "envelope@example.net", "envelope@example.net"),
        ("unbalanced_quote_in_from", "amina.begum@example.net", "amina.begum@example.net"),
        ("two_froms", "amina.begum@example.net", "amina.begum@example.net"),
        ("reply_to_is_ours", "amina.begum@example.net", "amina.begum@example.net"),
        ("reply_to_another", "amina.begum@example.net", "bilal@example.net"),
    ],
)
def test_a_sender_is_found_and_we_never_answer_ourselves(name: str, from_address: str, reply_to: str) -> None:
    incoming = parsed(name, sender="envelope@example.net")

    assert incoming.from_address == from_address
    assert incoming.reply_to.address == reply_to


def test_a_mail_without_a_message_id_gets_the_same_one_each_time() -> None:
    first, second = parsed("no_date_no_message_id"), parsed("no_date_no_message_id")

    assert first.message_id == second.message_id
    assert first.message_id.endswith("@unnamed.invalid>")
    assert first.sent_at is None
    assert len(first.notes) == 2


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        pytest.param("Moderator <moderator>", "Moderator", id="an address without a domain"),
        pytest.param("Amina Begum", "Amina Begum", id="a name alone"),
        pytest.param("=?utf-8?q?Si=C3=A2n?= <>", "Siân", id="an empty address"),
        pytest.param("<moderator>", "moderator", id="nothing but an address without a domain"),
    ],
)
def test_a_name_is_kept_where_there_is_no_address(sender: str, name: str) -> None:
    incoming = parse(an_arrival(f"From: {sender}\r\n\r\nCold.".encode(), sender=""), our_addresses=OURS)

    assert (incoming.from_name, incoming.from_address) == (name, "")


def test_a_header_line_that_is_none_is_quoted_to_staff() -> None:
    incoming = parsed("damaged_header_line")

    assert incoming.text == "The ceiling leaks."
    assert incoming.sent_at == datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
    assert "A line among its headers is damaged: this line lost its name" in incoming.notes


def test_a_thread_is_carried_over() -> None:
    incoming = parsed("reply_gmail")

    assert incoming.in_reply_to == "<hark.1@example.org>"
    assert incoming.references == ("<a@example.net>", "<hark.1@example.org>")


def test_attachments_are_named_sniffed_and_hashed() -> None:
    picture, letter = parsed("attachments_and_inline_image").attachments

    assert picture.type == "image/png"
    assert (letter.name, letter.type, letter.size) == ("llythyr ŵ.pdf", "application/pdf", 16)
    assert letter.content == b"%PDF-1.4 made up"
    assert len(letter.sha256) == 64


def test_a_message_inside_a_message_is_an_attachment() -> None:
    incoming = parsed("nested_message")

    assert incoming.text == "See the mail inside."
    assert [(one.name, one.type) for one in incoming.attachments] == [("Your repair.eml", "message/rfc822")]
    assert b"We come on Monday." in incoming.attachments[0].content


def test_what_a_resident_passes_on_belongs_to_what_they_say() -> None:
    assert "The damp is back." in parsed("forwarded").text


def test_an_import_without_an_envelope_is_not_taken_for_a_machine() -> None:
    raw = (EMAILS / "plain.eml").read_bytes()

    assert parse(an_arrival(raw, sender="", origin="imported"), our_addresses=OURS).automatic == ""
    assert parse(an_arrival(raw, sender=""), our_addresses=OURS).automatic != ""


def test_only_nothing_at_all_cannot_be_parsed() -> None:
    with pytest.raises(CannotParse):
        parse(an_arrival(b" \r\n\r\n"), our_addresses=OURS)
