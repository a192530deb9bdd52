"""How does a text look in a mail client? Simple HTML with its style inline.

Nothing is fetched from anywhere: no image, no script, no font, no stylesheet. Every word is escaped; only links
that the landlord or we ourselves made become links, never an address inside a resident's words.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

from bot.wording.blocks import Block, Button, Items, Letter, Paragraph, Quotation
from bot.wording.languages import direction_of
from bot.wording.marks import BOLD, BOLD_END

_PAGE = (
    '<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n</head>\n'
    '<body style="margin:0;padding:16px;background:#ffffff;color:#111111;'
    'font-family:Arial,Helvetica,sans-serif;font-size:{size}px;line-height:1.5">\n'
    '<div style="max-width:620px;margin:0 auto">\n{content}\n</div>\n</body>\n</html>\n'
)
_PARAGRAPH = "margin:0 0 18px"
_QUOTE = "margin:0 0 18px;padding:8px 16px;border-left:5px solid #6b7280"
_LIST = "margin:0 0 18px;padding:0 0 0 28px"
# 56 px high with its border, white on dark green at more than 7 to 1: easy to hit and to see.
_BUTTON = (
    "display:inline-block;padding:12px 22px;border:2px solid #0b4f3a;border-radius:6px;background:#0b4f3a;"
    "color:#ffffff;font-weight:bold;text-decoration:none"
)


PLAIN_SIZE, LARGE_SIZE = 18, 28  # pixels; large print is 16 points and up, and this is 21


def to_html(
    blocks: Sequence[Block], *, title: str, language: str, links: Mapping[str, str], large_print: bool = False
) -> str:
    """The text as a whole HTML page.

    Args:
        large_print: somebody needs it larger. Code: 5.10
        links: words that become a link (phone numbers, the policy), with where each leads.
    """
    content = "\n".join(_html(block, links) for block in blocks)
    return _PAGE.format(
        language=escape(language),
        direction=direction_of(language),
        title=escape(title),
        content=content,
        size=LARGE_SIZE if large_print else PLAIN_SIZE,
    )


def _html(block: Block, links: Mapping[str, str]) -> str:
    match block:
        case Paragraph(text=text):
            return f'<p style="{_PARAGRAPH}">{_inline(text, links)}</p>'
        case Items(lines=lines):
            return _list(lines, links)
        case Quotation(words=words):
            return f'<blockquote dir="auto" style="{_QUOTE}">{_with_breaks(words)}</blockquote>'
        case Letter(words=words):
            return f'<p dir="auto" style="{_PARAGRAPH}">{_with_breaks(words)}</p>'
        case Button(label=label, link=link):
            return (
                f'<p style="{_PARAGRAPH}"><a href="{escape(link)}" style="{_BUTTON}">{escape(label)}</a></p>'
            )


def _list(lines: Sequence[str], links: Mapping[str, str]) -> str:
    numbered = lines[0][0].isdigit()
    items = []
    for line in lines:
        mark, words = line.split(" ", 1)
        value = f' value="{mark.rstrip(".")}"' if numbered else ""
        items.append(f"<li{value}>{_inline(words, links)}</li>")
    tag = "ol" if numbered else "ul"
    return f'<{tag} style="{_LIST}">{"".join(items)}</{tag}>'


def _inline(text: str, links: Mapping[str, str]) -> str:
    safe = escape(text).replace(BOLD, "<strong>").replace(BOLD_END, "</strong>")
    if not links:
        return safe
    # The longest first, so that a number inside a longer one is not cut out of it.
    known = {
        escape(words): escape(link) for words, link in sorted(links.items(), key=lambda pair: -len(pair[0]))
    }
    pattern = "|".join(rf"(?<![\w/]){re.escape(words)}(?![\w/])" for words in known)
    return re.sub(
        pattern,
        lambda found: f'<a href="{known[found[0]]}" dir="ltr" style="color:#0b4f3a">{found[0]}</a>',
        safe,
    )


def _with_breaks(words: str) -> str:
    return escape(words).replace("\n", "<br>\n")
