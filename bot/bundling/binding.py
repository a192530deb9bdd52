"""How do entries become one archive? The same entries always become the same bytes. Pure. Code: 5.12"""

import html
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.bundling.entries import Entry, heading_of

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  #: every file has this date, so that making it again changes nothing
_READABLE: Final = 0o644 << 16
_HEAD: Final = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    "<style>body{{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}}"
    "h2{{font-size:1.1rem;margin:2rem 0 .3rem}}dt{{font-weight:bold}}dd{{margin:0 0 .4rem;white-space:pre-wrap}}"
    "</style></head><body>\n<h1>{title}</h1>\n<p>{intro}</p>\n"
)


def bind(title: str, intro: str, entries: Sequence[Entry], beside: Mapping[str, bytes]) -> bytes:
    """A zip with index.html and index.txt, the files of each entry under its number, and what stands beside them.

    Args:
        beside: files that belong to no entry, by name.
    """
    files = {
        "index.html": _as_html(title, intro, entries, beside).encode(),
        "index.txt": _as_text(title, intro, entries, beside).encode(),
        **beside,
    }
    for number, entry in enumerate(entries, 1):
        files |= {name_of(number, end): content for end, content in entry.files.items()}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            inside = zipfile.ZipInfo(name, _LONG_AGO)
            inside.compress_type, inside.external_attr, inside.create_system = (
                zipfile.ZIP_DEFLATED,
                _READABLE,
                3,
            )
            archive.writestr(inside, files[name])
    return kept.getvalue()


def name_of(number: int, end: str) -> str:
    """The name of an entry's file in the archive."""
    return f"files/{number:04d}-{end}"


def _as_text(title: str, intro: str, entries: Sequence[Entry], beside: Mapping[str, bytes]) -> str:
    lines = [title, "", intro, "", *(f"Beside this: {name}" for name in sorted(beside))]
    for number, entry in enumerate(entries, 1):
        lines += ["", heading_of(entry, number)]
        lines += [f"   {label}: {words}".replace("\n", "\n      ") for label, words in _said(number, entry)]
    return "\n".join(lines) + "\n"


def _said(number: int, entry: Entry) -> Iterator[tuple[str, str]]:
    yield from entry.lines
    yield from (("File", name_of(number, end)) for end in entry.files)
    yield "Where this comes from", entry.source


def _as_html(title: str, intro: str, entries: Sequence[Entry], beside: Mapping[str, bytes]) -> str:
    parts = [_HEAD.format(title=html.escape(title), intro=html.escape(intro)), "<ul>"]
    parts += [f"<li>{_link(name)}</li>" for name in sorted(beside)]
    parts.append("</ul>")
    for number, entry in enumerate(entries, 1):
        parts.append(f'<h2 id="entry-{number}">{html.escape(heading_of(entry, number))}</h2><dl>')
        parts += [
            f"<dt>{html.escape(label)}</dt><dd>{html.escape(words)}</dd>" for label, words in entry.lines
        ]
        parts += [f"<dt>File</dt><dd>{_link(name_of(number, end))}</dd>" for end in entry.files]
        parts.append(f"<dt>Where this comes from</dt><dd>{html.escape(entry.source)}</dd></dl>")
    return "\n".join([*parts, "</body></html>\n"])


def _link(name: str) -> str:
    return f'<a href="{html.escape(name)}">{html.escape(name)}</a>'
