"""Are the bytes of a part found where they stand?"""

from channels.email.parts import open_message
from channels.email.slices import content_of, sources_of

INNER = b"Content-Type: multipart/mixed; boundary=bb\n\nbefore\n--bb \nX:  y\n\none\n--bb\n\ntwo\n\n--bb--\nafter\n"
OUTER = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + INNER + b"\n--b\n\nlast"


def test_each_part_is_found_as_it_was_written() -> None:
    outer = open_message(OUTER)
    first, second = sources_of(outer, OUTER)
    inner = outer.get_payload()

    assert isinstance(inner, list)
    assert (first, second) == (INNER, b"\nlast")
    assert sources_of(inner[0], first) == [b"X:  y\n\none", b"\ntwo\n"]


def test_what_cannot_be_told_apart_is_not_guessed() -> None:
    outer = open_message(OUTER)

    assert sources_of(outer, b"") == []
    assert sources_of(outer, OUTER.replace(b"--b\n\nlast", b"")) == []
    assert sources_of(open_message(b"Subject: x\n\nwords"), b"Subject: x\n\nwords") == []


def test_the_content_stands_behind_the_headers() -> None:
    assert content_of(b"A: b\r\n\r\nwords\r\n\r\nmore") == b"words\r\n\r\nmore"
    assert content_of(b"\nwords") == b"words"
    assert content_of(b"A: b") == b""
