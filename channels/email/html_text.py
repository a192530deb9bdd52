"""What does an HTML mail say, as plain text?

Behind a guard: every HTML parser known here can be held for minutes by a small hostile mail, so what is
too deep, too large or has too many tags loses its tags one by one instead. A quoted reply comes out as "> " lines, so
`new_text` has one way of telling old from new.
"""

import html
import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from channels.email.charsets import clean

_MOST_CHARACTERS: Final = 256_000
MOST_READ: Final = 600_000  #: characters looked at, pictures within the words left out
_MOST_WITH_PICTURES: Final = 4_000_000
_MOST_DEEP: Final = 300
_MOST_MARKS: Final = 20  # of quotes within quotes
_MOST_TAGS: Final = 10_000
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})[^<>]*>?")
_CLOSED_TAG: Final = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})[^<>]*>"
)  # of one never closed, words may follow
_UNSEEN: Final = (
    ("<!--", "-->"),
    ("<style", "</style"),
    ("<script", "</script"),
    ("<head", "</head"),
    ("<![", ">"),
)
_DATA_URI: Final = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,60};base64,[A-Za-z0-9+/=%\s]+")
_NEVER_CLOSED: Final = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|p|li|td|tr|th|source|track|wbr", re.IGNORECASE
)
_SKIPPED: Final = re.compile("head|style|script|title|noscript|template|object|svg|-comment|-doctype")
_BLOCKS: Final = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
    ),
    *(
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
    ),
    *("ol", "p", "pre", "section", "table", "tr", "ul"),
}
_BREAKING: Final = _BLOCKS | {"br"}
_MOST_ENTITIES: Final = 20_000
_COMMONEST_ENTITIES: Final = (
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&#39;", "'"),
    ("&amp;", "&"),
)
_PARAGRAPH: Final = re.compile("p|h[1-6]|ul|ol|table|blockquote|pre|dl")
_QUOTES: Final = re.compile(r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite|cite", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\n\f\u00a0]+")


def html_to_text(source: str) -> str:
    """The words of an HTML mail, a line where the reader would see one."""
    source = _seen(source)
    if len(source) > _MOST_CHARACTERS or _is_too_much(source):
        return _without_tags(source)
    try:
        root = LexborHTMLParser(source).root
    except Exception:  # the parser is C; whatever it says, the words must come out
        return _without_tags(source)
    text = _Lines().walk(root) if root is not None else ""
    flat = _without_tags(source)
    # a tag or quote never closed swallows all behind it; then the plain way is the better one
    return text if flat.split()[-1:] == [] or flat.split()[-1] in text else flat


def _seen(source: str) -> str:
    """Without comments, styles and embedded pictures, in time linear in the length."""
    source = _DATA_URI.sub("", source[:_MOST_WITH_PICTURES])[:MOST_READ]
    for opening, closing in _UNSEEN:
        source = _cut(source, opening, closing)
    return source


def _cut(source: str, opening: str, closing: str) -> str:
    lowered = source.lower()
    if len(lowered) != len(source) or opening not in lowered:  # a few letters change length in lower case
        return source
    kept, reached = [], 0
    while (start := lowered.find(opening, reached)) >= 0:
        if lowered.startswith("<header", start):
            kept.append(source[reached : start + 7])
            reached = start + 7
            continue
        kept.append(source[reached:start])
        end = lowered.find(closing, start + len(opening))
        after = lowered.find(">", end) + 1 if end >= 0 else 0
        reached = after or start + len(opening)
        if not after:  # never closed: what follows may be what the resident wrote
            break
    return "".join(kept) + source[reached:]


def _is_too_much(source: str) -> bool:
    if source.count("<") > 2 * _MOST_TAGS:  # cheap, so asked first
        return True
    deep = deepest = tags = 0
    for tag in _TAG.finditer(source):
        tags += 1
        if not _NEVER_CLOSED.fullmatch(tag[2]):
            deep = max(0, deep - 1) if tag[1] else deep + 1
            deepest = max(deep, deepest)
    return tags > _MOST_TAGS or deepest > _MOST_DEEP


def _without_tags(source: str) -> str:
    """Tags taken out one by one; slower reading, but nothing can hold it."""
    text = _unescaped(_CLOSED_TAG.sub(lambda tag: "\n" if tag[2].lower() in _BREAKING else " ", source))
    for space in "\t\f\u00a0":
        text = text.replace(space, " ")
    text = re.sub(" {2,}", " ", clean(text)).replace(" \n", "\n").replace("\n ", "\n")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _unescaped(text: str) -> str:
    """With its letters for the names of letters; of more names than any honest mail has, the commonest alone."""
    if text.count("&") <= _MOST_ENTITIES:
        return html.unescape(text)
    for name, letter in _COMMONEST_ENTITIES:
        text = text.replace(name, letter)
    return text


class _Lines:
    """Collects lines while the tree is walked without recursion."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.quoted = 0
        self.preformatted = 0

    def walk(self, root: LexborNode) -> str:
        waiting: list[tuple[LexborNode, bool]] = [(root, True)]
        while waiting:
            node, entering = waiting.pop()
            if not entering:
                self._leave(node)
                continue
            if node.next is not None and node is not root and node.mem_id != root.mem_id:
                waiting.append((node.next, True))
            if _SKIPPED.fullmatch(node.tag or ""):
                continue
            self._enter(node)
            if node.tag != "-text":
                waiting.append((node, False))
                child = node.first_child
                if child is not None:
                    waiting.append((child, True))
        self._break()
        return re.sub(r"\n{3,}", "\n\n", clean("\n".join(self.lines))).strip("\n")

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text_content or "")
        elif tag == "br":
            self._break(even_empty=True)
        elif tag in ("td", "th") and self.line.strip():
            self.line += " "
        elif tag == "img":
            self._write(str(node.attributes.get("alt") or ""))
        elif tag in _BLOCKS:
            self._break()
            self._space(tag)
            self.quoted += _is_quote(node)
            self.preformatted += tag == "pre"
            if tag == "li":
                self.line = "- "
            if tag == "hr":
                self.line = "________________________________"
                self._break()

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._break()
            self.quoted -= _is_quote(node)
            self.preformatted -= tag == "pre"
            self._space(tag)

    def _write(self, text: str) -> None:
        if self.preformatted:
            first, *more = text.split("\n")
            self.line += first
            for line in more:
                self._break(even_empty=True)
                self.line = line
            return
        text = _SPACES.sub(" ", text)
        self.line += text.lstrip() if not self.line or self.line.endswith(" ") else text

    def _space(self, tag: str) -> None:
        if _PARAGRAPH.fullmatch(tag) and self.lines and self.lines[-1].strip("> "):
            self.lines.append("> " * min(self.quoted, _MOST_MARKS))

    def _break(self, *, even_empty: bool = False) -> None:
        if self.line.strip() or even_empty:
            mark = ">" * min(self.quoted, _MOST_MARKS) + " " if self.quoted else ""
            self.lines.append(mark + self.line.rstrip())
        self.line = ""


def _is_quote(node: LexborNode) -> bool:
    """A quoted mail, as mail programs mark it; a plain indent is not one."""
    if node.tag != "blockquote":
        return False
    marks = f"{node.attributes.get('type') or ''} {node.attributes.get('class') or ''}"
    return _QUOTES.search(marks) is not None
