"""How does a text look without any dress? Plain text, as read in a chat, a text message or a plain mail."""

from collections.abc import Sequence

from bot.wording.blocks import Block, Button, Items, Letter, Paragraph, Quotation
from bot.wording.marks import without_bold


def to_plain(blocks: Sequence[Block], *, with_buttons: bool = True) -> str:
    """The text as plain lines; a button reads "Label: link".

    Args:
        with_buttons: False where the channel draws the buttons itself.
    """
    shown = [block for block in blocks if with_buttons or not isinstance(block, Button)]
    parts: list[str] = []
    for block, before in zip(shown, [None, *shown], strict=False):
        beside = isinstance(block, Button) and isinstance(before, Button)
        parts.append(("\n" if beside else "\n\n") + _plain(block))
    return without_bold("".join(parts)).strip()


def _plain(block: Block) -> str:
    match block:
        case Paragraph(text=text):
            return text
        case Items(lines=lines):
            return "\n".join(lines)
        case Quotation(words=words):
            return f'"{words}"'
        case Letter(words=words):
            return words
        case Button(label=label, link=link):
            return f"{label}: {link}"
