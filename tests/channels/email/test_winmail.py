"""Are the files and words taken out of what Outlook has packed?"""

import struct

import pytest

from channels.email.parts import open_message, read_body
from channels.email.winmail import RICH_TEXT_ALONE, is_winmail, unpack

BODY, CODE_PAGE, PROPERTIES = 0x0002800C, 0x00069007, 0x00069003
NEXT_FILE, TITLE, DATA, FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005


def attribute(tag: int, value: bytes, level: int = 1) -> bytes:
    return struct.pack("<BII", level, tag, len(value)) + value + b"\0\0"


def properties(*each: bytes) -> bytes:
    return struct.pack("<I", len(each)) + b"".join(each)


def of_any_length(kind: int, name: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, name, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def packed(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


def a_file(title: bytes, content: bytes, *, long_name: str = "") -> bytes:
    named = of_any_length(0x1F, 0x3707, long_name.encode("utf-16-le") + b"\0\0") if long_name else b""
    more = attribute(FILE_PROPERTIES, properties(named)) if named else b""
    return (
        attribute(NEXT_FILE, b"\0" * 14) + attribute(TITLE, title + b"\0") + attribute(DATA, content) + more
    )


def mailed(content: bytes, words: bytes = b"") -> bytes:
    plain = b"--b\r\nContent-Type: text/plain\r\n\r\n" + words + b"\r\n" if words else b""
    packet = b"--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + plain + packet + content + b"\r\n--b--\r\n"


def test_files_come_out_under_their_long_names() -> None:
    content = packed(
        a_file(b"DAMP~1.JPG", b"\xff\xd8 damp", long_name="damp ŵ.jpg"), a_file(b"list.txt", b"mould")
    )

    packet = unpack(content)

    assert is_winmail(content)
    assert packet.files == [("damp ŵ.jpg", b"\xff\xd8 damp"), ("list.txt", b"mould")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(
            packed(attribute(CODE_PAGE, struct.pack("<II", 1252, 0)), attribute(BODY, b"It cost \xa340.\0")),
            "It cost £40.",
            id="in the code page it names",
        ),
        pytest.param(
            packed(
                attribute(PROPERTIES, properties(of_any_length(0x1F, 0x1000, "Gwlyb ŵ".encode("utf-16-le"))))
            ),
            "Gwlyb ŵ",
            id="as a property",
        ),
        pytest.param(
            packed(
                attribute(PROPERTIES, properties(of_any_length(0x0102, 0x1013, b"<p>Cold</p><p>here</p>")))
            ),
            "Cold\n\nhere",
            id="as HTML",
        ),
        pytest.param(
            packed(
                attribute(
                    PROPERTIES,
                    properties(
                        struct.pack("<HHI", 0x03, 0x0E08, 5),
                        struct.pack("<HH16sIIHxx", 0x03, 0x8001, b"", 1, 2, 65) + struct.pack("<I", 9),
                        of_any_length(0x1E, 0x1000, b"Cold"),
                    ),
                )
            ),
            "Cold",
            id="behind numbers and a named property",
        ),
    ],
)
def test_words_come_out(content: bytes, text: str) -> None:
    assert unpack(content).text == text


@pytest.mark.parametrize("length", range(0, 120, 7))
def test_a_packet_cut_short_gives_what_is_there(length: int) -> None:
    whole = packed(
        a_file(b"a.txt", b"damp"), attribute(PROPERTIES, properties(of_any_length(0x1E, 0x1000, b"Cold")))
    )

    packet = unpack(whole[:length])

    assert packet.files in ([], [("a.txt", b"damp")])


def test_its_files_are_listed_beside_it_and_its_words_read_where_there_are_no_others() -> None:
    content = packed(attribute(BODY, b"The ceiling leaks."), a_file(b"damp.jpg", b"\xff\xd8\xff damp"))

    alone, beside = (
        read_body(open_message(raw), raw) for raw in (mailed(content), mailed(content, b"See the file."))
    )

    assert [one.name for one in alone.attachments] == ["winmail.dat", "damp.jpg"]
    assert alone.text == "The ceiling leaks."
    assert beside.text == "See the file."


def test_words_in_rich_text_alone_are_said_to_be_unreadable() -> None:
    raw = mailed(packed(attribute(PROPERTIES, properties(of_any_length(0x0102, 0x1009, b"LZFu")))))

    assert RICH_TEXT_ALONE in read_body(open_message(raw), raw).notes
