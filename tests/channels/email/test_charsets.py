"""Are letters read whatever charset they claim to be in?"""

import pytest

from channels.email.charsets import charset_within, clean, decode, find_codec


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        pytest.param("UTF-8", "utf-8", id="ordinary"),
        pytest.param('"utf-8;', "utf-8", id="quotes and a semicolon left over"),
        pytest.param("charset=iso-8859-1", "cp1252", id="the name of the parameter in its value"),
        pytest.param("x-gbk", "gb18030", id="an older name"),
        pytest.param("x-windows-1252", "cp1252", id="an x before it"),
        pytest.param("windows-874", "cp874", id="Thai"),
        pytest.param("iso-2022-jp", "iso2022_jp_ext", id="Japanese"),
        pytest.param("nobody-knows", None, id="unknown"),
        pytest.param("base64", None, id="an encoding and no charset"),
        pytest.param("punycode", None, id="a codec that is no charset"),
        pytest.param("\0", None, id="a control"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_label_is_understood(label: str, codec: str | None) -> None:
    assert find_codec(label) == codec


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        pytest.param("£40 ŵ".encode(), "iso-8859-1", "£40 ŵ", id="UTF-8 called Latin-1"),
        pytest.param(b"\xa340 \x80", "utf-8", "£40 €", id="Windows called UTF-8"),
        pytest.param("镕".encode("gb18030"), "gb2312", "镕", id="more than GB2312 called GB2312"),
        pytest.param(b"a\x81b", "windows-1252", "a\N{REPLACEMENT CHARACTER}b", id="a byte that is nothing"),
        pytest.param("ㄱ힣".encode("cp949"), "euc-kr", "ㄱ힣", id="Korean"),
    ],
)
def test_bytes_are_read_as_what_they_are(raw: bytes, charset: str, text: str) -> None:
    assert decode(raw, charset) == text


def test_bytes_without_a_label_may_show_their_charset_themselves() -> None:
    assert charset_within("\ufeffŵ".encode("utf-16-le")) == "utf-16"
    assert charset_within("漏".encode("iso-2022-jp")) == "iso-2022-jp"
    assert charset_within(b'<meta http-equiv=x content="text/html; charset=Big5">') == "Big5"
    assert charset_within(b"charset=big5 is what my computer says") == ""


def test_text_can_be_stored_and_shown() -> None:
    assert clean("a\x00\r\nb\rc\ud800") == "a\nb\nc\N{REPLACEMENT CHARACTER}"
