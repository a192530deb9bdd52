"""Do the bytes of a part come out, also where its label lies?"""

import binascii

import pytest

from channels.email.transfer import unpacked, without_uuencoded


def uuencoded(name: str, content: bytes) -> str:
    lines = [binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


@pytest.mark.parametrize(
    ("encoding", "raw", "content"),
    [
        pytest.param("base64", b"ZGFtcA==", b"damp", id="base64"),
        pytest.param("BASE64 ", b"ZGFt\r\ncA==\r\n", b"damp", id="over two lines"),
        pytest.param("base64", b"ZGFtcA", b"damp", id="without padding"),
        pytest.param("base64", b"ZGFtcA==bW91bGQ=", b"dampmould", id="two joined"),
        pytest.param("base64", b"ZGFtcA== ignored", b"damp\nignored", id="something behind it"),
        pytest.param("base64", b"We have rung three times.", b"We have rung three times.", id="words"),
        pytest.param("base64", b"?garbage", b"?garbage", id="not base64 at all"),
        pytest.param("base64", b"", b"", id="nothing"),
        pytest.param("quoted-printable", b"=A340=\r\n each", b"\xa340 each", id="quoted-printable"),
        pytest.param("x-uuencode", uuencoded("a", b"damp" * 40).encode(), b"damp" * 40, id="uuencode"),
        pytest.param("8bit", b"damp", b"damp", id="8bit"),
        pytest.param("nobody-knows", b"damp", b"damp", id="an encoding nobody knows"),
    ],
)
def test_a_part_is_unpacked(encoding: str, raw: bytes, content: bytes) -> None:
    assert unpacked(raw, encoding) == content


def test_files_pasted_into_the_words_are_taken_out_with_their_names() -> None:
    text = f"One\n{uuencoded('a b.png', bytes(range(256)))}Two\n{uuencoded('c', b'x')}Three"

    assert without_uuencoded(text) == ("One\nTwo\nThree", [("a b.png", bytes(range(256))), ("c", b"x")])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("begin 644 list\nThe ceiling leaks.\nend\n", id="words between begin and end"),
        pytest.param("begin 644 list\n", id="nothing behind begin"),
        pytest.param("begin 644 list\nend\n", id="nothing between"),
        pytest.param("We begin 644 works on Monday", id="a sentence"),
        pytest.param(uuencoded("a", b"damp" * 40).replace("end\n", ""), id="no end"),
    ],
)
def test_what_may_be_words_stays(text: str) -> None:
    assert without_uuencoded(text) == (text, [])
