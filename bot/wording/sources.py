"""Which templates are there, and in which languages can a text be sent whole? Read once, from the folders.

A text is sent in a language only where a speaker has checked every file that may go into it: never half and half,
and never a word nobody has checked. English needs no check; its texts are held to `required.py`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.wording.checked import read_checked
from bot.wording.languages import ENGLISH
from bot.wording.marks import mark_source
from bot.wording.texts import TEXTS, Text, parts_of

_INCLUDED: Final = re.compile(r'\{% include "([\w/.]+)" %\}')


@dataclass(frozen=True)
class Sources:
    """The templates of every language, "NAME/FORM.txt" to what stands in it."""

    by_language: Mapping[str, Mapping[str, str]]
    whole: Mapping[str, frozenset[str]]  #: the texts that can be sent, by language
    waiting: Mapping[str, tuple[str, ...]]  #: the texts no speaker has checked yet, by language
    faults: tuple[str, ...]  #: sentences: which check counts for nothing


def read_sources(folders: Sequence[Path], *, with_unchecked: bool = False) -> Sources:
    """Read the folders in order; a later one's files stand in place of an earlier one's."""
    sources: dict[str, dict[str, str]] = {ENGLISH: {}}
    waiting: dict[str, dict[str, set[str]]] = {}
    faults: list[str] = []
    for folder in folders:
        checked = read_checked(folder)
        faults += checked.faults
        for path in sorted(folder.glob("*/*/*.txt")):
            language, name, form = path.relative_to(folder).parts
            forms_waiting = waiting.setdefault(language, {}).setdefault(name, set())
            may_be_sent = language == ENGLISH or checked.holds(language, name)
            (forms_waiting.discard if may_be_sent else forms_waiting.add)(form)
            if may_be_sent or with_unchecked:
                source = mark_source(path.read_text(encoding="utf-8"))
                sources.setdefault(language, {})[f"{name}/{form}"] = source
    return Sources(
        sources,
        {language: _whole(files) for language, files in sources.items()},
        {language: names for language, known in waiting.items() if (names := _unchecked(known))},
        tuple(faults),
    )


def _unchecked(known: Mapping[str, set[str]]) -> tuple[str, ...]:
    return tuple(name for name, forms in sorted(known.items()) if forms)


def _whole(files: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        name for name, text in TEXTS.items() if all(file in files for file in _files_of(text, files))
    )


def _files_of(text: Text, files: Mapping[str, str]) -> list[str]:
    """Every file that may go into a text, with those its own files include."""
    forms = ("body", "chat") if text.has_chat else ("body",)
    named = [f"{part}/{form}.txt" for form in forms for part in parts_of(text, form)]
    named += [f"{part}/subject.txt" for part in (text.name, *(["_danger"] if text.warns_of_danger else []))]
    return named + [part for file in named for part in _INCLUDED.findall(files.get(file, ""))]
