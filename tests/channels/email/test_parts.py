"""Are the words of a mail found, and its files, whatever its scaffolding looks like?"""

import hashlib
from pathlib import Path

import pytest

from channels.email import calendars, sealed
from channels.email.body import Body
from channels.email.new_text import new_text
from channels.email.parts import open_message, read_body

EMAILS = Path(__file__).parents[2] / "data" / "emails"


def raw_of(name: str) -> bytes:
    return (EMAILS / f"{name}.eml").read_bytes()


def body_of(name: str) -> Body:
    return read_body(open_message(raw_of(name)), raw_of(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("damaged_header_line", "The ceiling leaks.", id="a header line that is none"),
        pytest.param("doubled_line_ends", "The ceiling leaks.\nPlease come.", id="line ends doubled"),
        pytest.param("folded_boundary", "The ceiling leaks.", id="a boundary folded in its middle"),
        pytest.param("forgotten_semicolon", "It cost £40.", id="no semicolon behind the type"),
        pytest.param("forgotten_boundary", "The ceiling leaks.", id="no boundary in the header"),
        pytest.param(
            "words_called_base64",
            "The ceiling leaks and nobody comes. We have rung three times.",
            id="plain words called base64",
        ),
        pytest.param(
            "uuencoded_in_the_words",
            "Here is my list.\n\n\nPlease begin 644 repairs at the top.",
            id="a file pasted into the words",
        ),
        pytest.param(
            "invitation_alone", "Leak, kitchen\nI am in on Friday.\nPlease come then.", id="an invitation"
        ),
        pytest.param("japanese_called_ascii", "天井が漏れています", id="Japanese called ASCII"),
        pytest.param("charset_in_the_html", "房顶漏水", id="the charset named in the HTML alone"),
        pytest.param(
            "two_plain_alternatives", "The ceiling leaks.\n\nThe bath leaks too.", id="two plain alternatives"
        ),
        pytest.param("signed_smime", "The ceiling leaks.", id="signed"),
        pytest.param("encrypted_pgp", "", id="encrypted"),
    ],
)
def test_the_words_come_out_whole(name: str, text: str) -> None:
    assert body_of(name).text.strip() == text


def test_a_plain_alternative_that_leaves_most_out_is_not_taken_for_the_mail() -> None:
    assert body_of("alternative_that_leaves_most_out").text.startswith("The ceiling leaks over the bed")


def test_a_flowed_sentence_stands_on_one_line_and_the_quote_below_it_is_known() -> None:
    text = body_of("flowed").text

    assert new_text(text) == "The ceiling leaks over the bed and nobody has come to look at it since Sunday."


@pytest.mark.parametrize(
    ("name", "files"),
    [
        pytest.param("forgotten_boundary", [("a.png", "image/png", 8)], id="no boundary in the header"),
        pytest.param(
            "uuencoded_in_the_words", [("list.txt", "application/octet-stream", 18)], id="uuencoded"
        ),
        pytest.param("signed_smime", [("smime.p7s", "application/pkcs7-signature", 3)], id="a signature"),
        pytest.param("two_plain_alternatives", [], id="nothing attached"),
    ],
)
def test_files_are_listed_with_their_size(name: str, files: list[tuple[str, str, int]]) -> None:
    assert [(one.name, one.type, one.size) for one in body_of(name).attachments] == files


def test_a_mail_forwarded_as_a_file_is_kept_byte_for_byte() -> None:
    (file,) = body_of("forwarded_as_a_file").attachments
    raw = raw_of("forwarded_as_a_file")

    assert file.name == "Your repair.eml"
    assert file.content.startswith(b"From:   Example Homes <housing@example.org>\r\nsubject: Your repair\r\n")
    assert file.content.endswith(b"We come on Monday.  \r\n")
    assert file.content in raw
    assert file.sha256 == hashlib.sha256(file.content).hexdigest()


@pytest.mark.parametrize(
    ("name", "note"),
    [
        pytest.param("encrypted_pgp", sealed.LOCKED, id="encrypted"),
        pytest.param("signed_smime_opaque", sealed.INSIDE_A_SEAL, id="the words are inside the signature"),
        pytest.param("signed_smime", sealed.SIGNED, id="signed"),
        pytest.param("invitation_alone", calendars.INVITATION, id="an invitation"),
        pytest.param("unknown_charset", "Its charset is unknown (x-fantasy); read as UTF-8.", id="a charset"),
    ],
)
def test_staff_are_told_what_is_odd(name: str, note: str) -> None:
    assert note in body_of(name).notes


def test_a_boundary_nobody_declared_is_no_scaffolding() -> None:
    raw = b"Subject: x\r\n\r\nHello\r\n--help\r\nContent-wise it is bad.\r\n"

    body = read_body(open_message(raw), raw)

    assert body.text == "Hello\n--help\nContent-wise it is bad."
