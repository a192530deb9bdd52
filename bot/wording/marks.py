"""What may an author of a text write beside plain words? Two marks, and how facts are kept from forging them.

`[[Label|link]]` is a button, `**words**` is bold. Both are turned into control characters in the *source*, before
any fact is put in, and every fact is stripped of control characters: a resident who writes "[[" gets brackets.
"""

import re

BUTTON, LINK, BUTTON_END = "\x02", "\x1f", "\x03"
BOLD, BOLD_END = "\x0e", "\x0f"
QUOTE, QUOTE_END = "\x04", "\x05"
LETTER, LETTER_END = "\x06", "\x07"

_BUTTON_SOURCE = re.compile(r"\[\[([^\]|]+)\|\s*([\w.]+)\s*\]\]")
_BOLD_SOURCE = re.compile(r"\*\*(.+?)\*\*")
_TAG_ALONE = re.compile(r"^[ \t]*(\{%(?:(?!%\}).)*%\})[ \t]*\n", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Marked(str):
    """Text that holds marks of ours and must not be scrubbed again."""

    __slots__ = ()


def mark_source(source: str) -> str:
    """A template's source with its marks turned into control characters.

    A line that holds one `{% ... %}` and nothing else leaves no line behind, so that it ends no paragraph.
    """
    source = _TAG_ALONE.sub(r"\1", source)
    source = _BUTTON_SOURCE.sub(rf"{BUTTON}\1{LINK}{{{{ \2 }}}}{BUTTON_END}", source)
    return _BOLD_SOURCE.sub(rf"{BOLD}\1{BOLD_END}", source)


def scrub(words: str) -> str:
    """Words without control characters, zero-width or direction-turning ones; line ends made plain."""
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def without_bold(text: str) -> str:
    return text.replace(BOLD, "").replace(BOLD_END, "")
