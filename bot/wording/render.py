"""What exactly does the resident read? One text, filled with facts, in the form its channel needs.

The template files are read once, when `Wording` is made (`sources.py`); `render` itself reads nothing. What stands
round a text (danger first, then needs, the Ombudsman and how to complain last) is put there here, by `texts.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from bot.wording.blocks import Button, read_blocks
from bot.wording.facts import Facts
from bot.wording.filters import filters_for, one_line
from bot.wording.helplines import helplines_of
from bot.wording.languages import ENGLISH, language_name
from bot.wording.marks import Marked, scrub
from bot.wording.markup import to_html
from bot.wording.plain import to_plain
from bot.wording.sources import Sources, read_sources
from bot.wording.texts import TEXTS, Text

WORDING_FOLDER = Path(__file__).parent
LETTER_CHANNELS = frozenset(
    {"email", "letter", "phone", "survey"}
)  #: these read the long form, the rest the chat form


@dataclass(frozen=True)
class Rendered:
    """One text, ready to be sent and to be kept as proof of what was said."""

    name: str
    subject: str  #: "" where the channel has none
    text: str  #: plain, buttons as "Label: link"
    html: str  #: "" save for e-mail
    chat: str  #: the chat form without its buttons, for a channel that draws them; "" for e-mail and letters
    buttons: tuple[Button, ...] = ()
    language: str = "en"


class TextMissing(KeyError):
    """No such text; the register is `bot/wording/texts.py`."""


class FactMissing(ValueError):
    """A text printed a fact that is not known; the template must leave that line out."""


class Wording:
    """The texts of a folder, by language."""

    def __init__(self, *folders: Path, with_unchecked: bool = False) -> None:
        """Read every template; a later folder's texts stand in place of an earlier one's (a landlord's own).

        Args:
            with_unchecked: also what no speaker has checked, for a look at it. Never for sending.
        """
        self.folders = folders or (WORDING_FOLDER,)
        self._sources: Sources = read_sources(self.folders, with_unchecked=with_unchecked)
        self.waiting, self.faults = self._sources.waiting, self._sources.faults
        self._environments = {
            language: _environment(sources, language)
            for language, sources in self._sources.by_language.items()
        }

    def texts_in(self, language: str) -> frozenset[str]:
        """The texts that can be sent in a language, whole; none for a language nobody has checked a text of."""
        return self._sources.whole.get(language, frozenset())

    def render(
        self,
        name: str,
        facts: Facts,
        *,
        channel: str = "email",
        language: str = ENGLISH,
        large_print: bool = False,
    ) -> Rendered:
        """Fill one text; in English, with an interpreter offered on top, where the language has no checked one.

        Raises:
            TextMissing: the register does not know the name.
            FactMissing: the template prints what is not known.
        """
        if name not in TEXTS:
            raise TextMissing(name)
        text, spoken = TEXTS[name], language if name in self.texts_in(language) else ENGLISH
        form = "body" if channel in LETTER_CHANNELS or not text.has_chat else "chat"
        known = _told(text, facts)
        if language not in (spoken, "") and text.offers_interpreter:
            known = replace(known, other_language=language_name(language.split("-", maxsplit=1)[0]))
        blocks = read_blocks(self._filled(text, known, form, spoken))
        buttons = tuple(block for block in blocks if isinstance(block, Button))
        subject = self._subject(text, known, spoken) if form == "body" else ""
        page = ""
        if channel == "email":
            links = _links(facts) if text.links_numbers else {}
            page = to_html(blocks, title=subject, language=spoken, links=links, large_print=large_print)
        chat = to_plain(blocks, with_buttons=False) if form == "chat" else ""
        return Rendered(name, subject, to_plain(blocks), page, chat, buttons, spoken)

    def _filled(self, text: Text, facts: Facts, form: str, language: str) -> str:
        parts = [text.name]
        if facts.other_language:
            parts.insert(0, "_other_language")
        if text.warns_of_danger and (facts.danger or facts.hazard_by):
            parts.insert(0, "_danger")
        if self._tells_of_slower(text, facts, form, language):
            parts.append("_slower")
        if text.asks_needs:
            parts.append("_needs")
        if text.ombudsman:
            parts.append("_ombudsman_" + (text.ombudsman if form == "body" else "short"))
        if text.says_how_to_complain:
            parts.append("_complain")
        return "\n\n".join(self._fill(f"{part}/{form}.txt", facts, language) for part in parts)

    def _tells_of_slower(self, text: Text, facts: Facts, form: str, language: str) -> bool:
        """On a hard day of ours, where the language has the words; what lacks them is sent all the same. Code: 8.5"""
        is_known = f"_slower/{form}.txt" in self._sources.by_language[language]
        says_it_itself = text.name in ("slower_notice", "incident")
        return bool(facts.slower) and is_known and text.says_how_to_complain and not says_it_itself

    def _subject(self, text: Text, facts: Facts, language: str) -> str:
        is_emergency = text.warns_of_danger and facts.danger == "emergency"
        part = "_danger" if is_emergency else text.name
        return one_line(self._fill(f"{part}/subject.txt", facts, language))

    def _fill(self, template: str, facts: Facts, language: str) -> str:
        known = {field.name: getattr(facts, field.name) for field in fields(facts)}
        known["helplines"] = helplines_of(facts.landlord.nation)
        return self._environments[language].get_template(template).render(known)


def _told(text: Text, facts: Facts) -> Facts:
    if text.always_danger:
        return replace(facts, danger="emergency")
    if text.confirms_nothing:
        # What runs for a resident is theirs to know; whoever writes for them may not be who they say.
        return replace(
            facts,
            reference="",
            hazard="",
            hazard_by=None,
            make_safe_by=None,
            ring_number="",
            alert_taken_by="",
            my_link="",
        )
    return facts


def _links(facts: Facts) -> dict[str, str]:
    landlord = facts.landlord
    numbers = (landlord.phone, landlord.emergency_phone, *(_national_numbers(landlord.nation)))
    links = {number: "tel:" + "".join(number.split()) for number in numbers if number}
    links |= {link: link for link in (landlord.policy_link, landlord.website) if link.startswith("https://")}
    links |= {facts.my_link: facts.my_link} if facts.my_link else {}
    return links


def _national_numbers(nation: str) -> tuple[str, ...]:
    helplines = helplines_of(nation)
    return ("999", helplines.gas, helplines.power_cut, helplines.samaritans)


def _environment(sources: Mapping[str, str], language: str) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=DictLoader(dict(sources)),
        undefined=StrictUndefined,
        finalize=_print_safely,
        autoescape=False,
    )
    environment.filters.update(filters_for(language))
    return environment


def _print_safely(fact: object) -> object:
    if fact is None:
        raise FactMissing
    return scrub(fact) if isinstance(fact, str) and not isinstance(fact, Marked) else fact
