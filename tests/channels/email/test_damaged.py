"""Is only the scaffolding of a mail mended, and never a word?"""

import pytest

from channels.email.damaged import DAMAGED_HEADER, guessed_boundary, mended, without_scaffolding

ORDINARY = (
    b"From: a@example.net\r\nSubject: Leak\r\nMessage-ID: <1@example.net>\r\n\r\nThe ceiling leaks.\r\n"
)


def test_an_ordinary_mail_stays_as_it_is() -> None:
    assert mended(ORDINARY) is ORDINARY


@pytest.mark.parametrize(
    ("raw", "head"),
    [
        pytest.param(b"\r\n\r\n" + ORDINARY, ORDINARY, id="empty lines before the headers"),
        pytest.param(b"\xef\xbb\xbf" + ORDINARY, ORDINARY, id="a mark of UTF-8 before the headers"),
        pytest.param(ORDINARY.replace(b"\r\n", b"\r\r\n"), ORDINARY, id="line ends doubled"),
        pytest.param(ORDINARY.replace(b"Subject:", b"Subject  :"), ORDINARY, id="a space before the colon"),
    ],
)
def test_damage_to_the_headers_is_mended(raw: bytes, head: bytes) -> None:
    assert mended(raw) == head


def test_a_line_that_is_no_header_is_set_aside_and_said() -> None:
    raw = ORDINARY.replace(b"Subject:", b"half a line\r\nSubject:")

    assert f"{DAMAGED_HEADER}: half a line".encode() in mended(raw)
    assert mended(raw).endswith(b"\r\n\r\nThe ceiling leaks.\r\n")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"The ceiling leaks.\nIt is cold.\nFrom: me\n", id="words that mention a sender"),
        pytest.param(
            b"One\nTwo\nThree\nFour\nMessage-ID: <1@example.net>\n\nwords", id="more words than headers"
        ),
        pytest.param(b"\n\nThe ceiling leaks.\n", id="empty lines before words"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_may_be_words_is_not_mended(raw: bytes) -> None:
    assert mended(raw) == raw


def test_a_boundary_is_guessed_from_a_line_above_a_part_s_headers_alone() -> None:
    assert guessed_boundary(b"x\n--b1\nContent-Type: text/plain\n\nwords\n--b1--\n") == b"b1"
    assert guessed_boundary(b"Hello\n--\nSam\n--please\ncontent with nothing\n") == b""


def test_delimiters_and_the_headers_below_them_go_and_nothing_else() -> None:
    text = "The ceiling leaks.\n--b\nContent-Type: text/plain\n\n-- \nSam\n--bad\nPlease come.--b--"

    assert without_scaffolding(text, ["b"]) == "The ceiling leaks.\n\n-- \nSam\n--bad\nPlease come."
