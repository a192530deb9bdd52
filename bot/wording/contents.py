"""What must a text hold, and does it? One required content, and the check of a text against its list.

Used by the tests over the shipped texts, and by the checklist that staff see before a letter goes. A content is
found by its words (English only) or by a fact that must be printed (any language). The lists: `required.py`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.wording.facts import Facts
from bot.wording.filters import one_line

Shown = Callable[[Facts], Sequence[str]]
Form = Literal["body", "chat"]


def _nothing(facts: Facts) -> Sequence[str]:
    return ()


def _always(facts: Facts) -> bool:
    return True


@dataclass(frozen=True)
class Content:
    """One thing a text must hold."""

    name: str
    provision: str  #: of the Code, or another source in words
    says: str = ""  #: a pattern, in English
    shows: Shown = _nothing  #: facts that must be printed; an empty one is missing
    applies: Callable[[Facts], bool] = _always
    forms: tuple[Form, ...] = ("body", "chat")

    def is_held(self, text: str, facts: Facts, *, language: str = "en") -> bool:
        """Whether a plain text holds this content; line ends do not matter."""
        flat = one_line(text)
        if any(not fact or one_line(fact) not in flat for fact in self.shows(facts)):
            return False
        return not self.says or language != "en" or re.search(self.says, flat, re.IGNORECASE) is not None


def required_contents(
    lists: Mapping[str, Sequence[Content]], name: str, facts: Facts, *, form: Form = "body"
) -> tuple[Content, ...]:
    """The contents a text must hold with these facts, in this form; none for a text without a list."""
    return tuple(
        content for content in lists.get(name, ()) if content.applies(facts) and form in content.forms
    )


def missing_contents(
    lists: Mapping[str, Sequence[Content]],
    name: str,
    text: str,
    facts: Facts,
    *,
    form: Form = "body",
    language: str = "en",
) -> tuple[Content, ...]:
    """The contents a text should hold and does not.

    Args:
        lists: `required.REQUIRED`, or a landlord's own.
        text: the plain text, as rendered or as staff changed it.
    """
    required = required_contents(lists, name, facts, form=form)
    return tuple(content for content in required if not content.is_held(text, facts, language=language))
