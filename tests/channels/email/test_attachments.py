"""Is a file's name safe to show, and its type what its bytes say?"""

import pytest

from channels.email.attachments import an_attachment, made_name, safe_name, sniff

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        pytest.param("damp.jpg", "damp.jpg", id="ordinary"),
        pytest.param("../../etc/passwd", "passwd", id="folders"),
        pytest.param("C:\\Users\\sam\\damp.jpg", "damp.jpg", id="folders of Windows"),
        pytest.param("damp\u202egpj.exe", "dampgpj.exe", id="letters turned round"),
        pytest.param("damp\x00\x1b.jpg", "damp.jpg", id="controls"),
        pytest.param(" . ", "", id="nothing left"),
        pytest.param("x" * 300 + ".jpg", "x" * 196 + ".jpg", id="very long: the ending stays"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_file_is_what_its_first_bytes_say() -> None:
    assert sniff(PNG, "letter.pdf", "application/pdf") == "image/png"
    assert sniff(b"just words", "a.txt", "text/plain") == "text/plain"
    assert sniff(b"", "a.pdf", "application/pdf") == "application/pdf"


def test_a_type_that_is_none_becomes_the_plainest_one() -> None:
    assert an_attachment("a", "nonsense", b"\x01\x02").type == "application/octet-stream"


def test_a_file_without_a_name_gets_one() -> None:
    assert made_name("image/jpeg", 2) == "attachment-2.jpg"
    assert made_name("message/rfc822", 1) == "message-1.eml"
    assert made_name("message/rfc822", 1, "Re: Flat 3/4") == "Re- Flat 3-4.eml"
    assert made_name("nonsense", 3) == "attachment-3"
