"""What is a text made of? Paragraphs, lists, quotations and buttons, read from the filled template.

A template holds one sentence a line; lines that follow each other are one paragraph, an empty line ends it.
"""

import re
from dataclasses import dataclass

from bot.wording.marks import BUTTON, BUTTON_END, LETTER, LETTER_END, LINK, QUOTE, QUOTE_END, Marked


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Items:
    """A list; each line keeps its own number or dash."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """A resident's own words."""

    words: str


@dataclass(frozen=True)
class Letter:
    """What a member of staff typed, line ends and all."""

    words: str


@dataclass(frozen=True)
class Button:
    """A choice to tap."""

    label: str
    link: str


Block = Paragraph | Items | Quotation | Letter | Button

_OWN_BLOCKS = re.compile(f"({QUOTE}[^{QUOTE_END}]*{QUOTE_END}|{LETTER}[^{LETTER_END}]*{LETTER_END})")
_BUTTON = re.compile(f"{BUTTON}([^{LINK}]*){LINK}([^{BUTTON_END}]*){BUTTON_END}")
_ITEM = re.compile(r"(?:\d+\.|-) \S")


def read_blocks(filled: str) -> tuple[Block, ...]:
    """The blocks of a filled template, in order; a button without a link is left out."""
    blocks: list[Block] = []
    for part in _OWN_BLOCKS.split(filled):
        if part.startswith(QUOTE):
            blocks.append(Quotation(Marked(part[1:-1])))
        elif part.startswith(LETTER):
            blocks.append(Letter(Marked(part[1:-1])))
        else:
            for lines in re.split(r"\n\s*\n", part):
                blocks.extend(_lines_to_blocks(lines))
    return tuple(block for block in blocks if not _is_empty(block))


def _lines_to_blocks(lines: str) -> list[Block]:
    blocks: list[Block] = []
    sentences: list[str] = []
    items: list[str] = []
    for raw_line in lines.split("\n"):
        line = " ".join(raw_line.split(" ")).strip()
        line = re.sub(r"[ \t]+", " ", line)
        button = _BUTTON.fullmatch(line)
        is_item = button is None and _ITEM.match(line) is not None
        if sentences and (button or is_item):
            blocks.append(Paragraph(" ".join(sentences)))
            sentences = []
        if items and not is_item and line:
            blocks.append(Items(tuple(items)))
            items = []
        if button:
            blocks.append(Button(button[1].strip(), button[2].strip()))
        elif is_item:
            items.append(line)
        elif line:
            sentences.append(line)
    blocks.append(Paragraph(" ".join(sentences)))
    blocks.append(Items(tuple(items)))
    return blocks


def _is_empty(block: Block) -> bool:
    match block:
        case Button(link=link):
            return not link
        case Items(lines=lines):
            return not lines
        case Paragraph(text=text):
            return not text
        case Quotation(words=words) | Letter(words=words):
            return not words.strip()
