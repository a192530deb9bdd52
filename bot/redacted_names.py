"""Which words of a message are somebody's name, and what stands there instead?

Pure. Names on record are replaced wherever they stand, whole or in part; names nobody knew of where they show
themselves: under a greeting, after "my name is", after a title, after "my son".
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

FIRST: Final = ("Sam", "Alex", "Jo", "Robin", "Chris", "Kim")
LAST: Final = ("Example", "Sample", "Specimen", "Tester", "Another", "Person")

# Names that are everyday words as well: only where they are written as a name.
_EVERYDAY: Final = re.compile(
    "(?:april|autumn|august|baker|bank|bell|best|bird|black|bright|brook|brown|bush|case|church|cook|cross|curry"
    "|day|dean|dale|drew|english|faith|field|fields|finance|fish|flint|ford|forest|fox|frost|gay|ginger|grace"
    "|grant|gray|green|grey|hall|hand|hardy|hill|holly|hope|house|housing|hunter|ivy|jack|joy|june|justice"
    "|king|lane|law|long|major|mark|marks|martin|mason|may|mercy|miles|moody|moor|noble|north|olive|page|park"
    "|parks|patience|penny|perry|poll|poor|price|rich|robin|rod|rose|rowe|ruby|rush|sandy|sharp|short|singer"
    "|small|snow|spring|stone|street|strong|summer|swift|trust|violet|walker|wall|ward|waters|way|well|wells"
    "|west|white|wild|will|win|winter|wise|wood|woods|worth|young)"
)
_NO_PART: Final = re.compile("mr|mrs|ms|miss|mx|dr|cllr|rt|hon|prof|rev|sir|dame|lady|lord|of|the|and")
# What may stand where a name would, written large, and is none.
_NO_NAME: Final = (
    "I|The|A|An|It|He|She|We|They|You|My|Our|Your|His|Her|Their|This|That|These|There|Here|And|But|Or|So|If|In|On|At|To|For"
    "|From|Of|Off|As|By|With|Is|Was|Has|Had|Have|Will|Would|Can|Could|Do|Does|Did|Please|Pls|Thanks|Thank|Regards|Sorry|Hello"
    "|Hi|Dear|Sent|Get|Re|Not|No|Nobody|Yes|Just|Also|Who|What|When|Where|Why|How|All|Any|Every|After|Since|Now|Then"
    "|Housing|Association|Council|Repairs|Team|Tenants?|Residents?|Flat|Block|Street|Road|Court|House|Close"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    "|September|October|November|December|Christmas|Easter|English|British|Polish|Urdu|Kind|Best|Many|Yours"
)
_STOP: Final = rf"(?!(?i:{_NO_NAME})\b)"
_INITIAL: Final = r"(?:[A-Z]\.)+"
_WORD: Final = rf"{_STOP}(?:{_INITIAL}|[A-ZÀ-ÖØ-Þ](?=[a-zß-ÿ'’]|\b)[\w'’-]*)"
_CAPITALS: Final = rf"{_STOP}[A-ZÀ-ÖØ-Þ]{{2,}}[A-ZÀ-ÖØ-Þ'’-]*"
_SCRIPT: Final = rf"{_STOP}[^\W\d_a-zA-Z][\w'’-]*"  # a name in other letters
_WHOLE: Final = rf"{_WORD}(?:[ \t]+{_WORD}){{1,4}}"
_NAME: Final = rf"(?:{_WORD}(?:[ \t]+{_WORD}){{0,4}}|{_CAPITALS}(?:[ \t]+{_CAPITALS})?|{_SCRIPT})"
_CLOSING: Final = (
    r"(?:kind(?:est)? regards|(?:with |best |warm )?regards|(?:many |with |lots of )?thanks(?: again| in advance| so much)?"
    r"|thank you|cheers|yours(?: sincerely| faithfully| truly)?|sincerely|(?:best|kind|all good|good) wishes|all the best"
    r"|respectfully|ta|love)"
)
_TITLE: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Prof|Rev|Sir|Dame|Lady|Lord|MR|MRS|MS|MISS|DR|mr|mrs)\.?"
)
_RELATION: Final = (
    r"(?:son|daughter|wife|husband|partner|mum|mother|mam|dad|father|brother|sister|nan|nana|gran|grandson|granddaughter"
    r"|neighbours?|friend|carer|baby|boy|girl|niece|nephew|aunt|uncle|worker|officer|caretaker|manager|surveyor|plumber)"
)
_AFTER_TITLE: Final = re.compile(rf"\b{_TITLE}[ \t]+(?:[A-Z]\.?[ \t]+)*$")
_SHOWN: Final = (
    re.compile(rf"(\b{_TITLE}[ \t]+(?:[A-Z]\.?[ \t]+)*)(?P<name>{_NAME})"),
    re.compile(
        rf"(?im)(^.*\b{_CLOSING}[ \t]*[,.!]*[ \t]*\n\s*)(?P<name>(?-i:{_NAME}))(?=[ \t]*[,.]?[ \t]*(?:[,(\-–].*)?$)"
    ),
    re.compile(
        rf"(?im)(^.*\b{_CLOSING}[ \t]*[,.!]*[ \t]*\n\s*)(?P<name>[a-z'’-]{{3,}})(?=[ \t]*[,.]?[ \t]*$)"
    ),
    re.compile(rf"(?im)(\b{_CLOSING}[,.!]*[ \t]+)(?P<name>(?-i:{_NAME}))(?=[ \t]*[.!]?[ \t]*$)"),
    re.compile(
        rf"(?i)(\b(?:my (?:\w+ )?name(?:'s|’s| is)|(?:\w+ )?name ?:|surname ?:|called|signed:?)[ \t]+)(?P<name>(?-i:{_NAME}))"
    ),
    re.compile(rf"(?i)(\b(?:this is|i am|i['’]?m|it['’]s)[ \t]+)(?P<name>(?-i:{_WHOLE}))"),
    re.compile(
        rf"(?i)(\b{_RELATION}(?:,| called| named| is called)?[ \t]+)(?P<name>(?-i:(?=[A-Z][a-z]){_NAME}))"
    ),
)


@dataclass(frozen=True)
class Known:
    """Who is on record with a message, and how they are reached."""

    people: tuple[str, ...] = ()  #: whole names; the first is the resident's
    addresses: tuple[str, ...] = ()  #: mail addresses, numbers, chats


def replace_names(text: str, known: Known) -> str:
    """The text with stand-ins for the names that are known and those that show themselves."""
    for number, person in enumerate(known.people):
        text = _without_person(text, person, FIRST[number % len(FIRST)], LAST[number % len(LAST)])
    for pattern in _SHOWN:
        text = pattern.sub(_stand_in, text)
    return text


def _stand_in(found: re.Match[str]) -> str:
    """What stands where a name stands, as a stand-in of one word or two."""
    words = found["name"].split()
    if set(words) <= {*FIRST, *LAST}:
        return found[0]
    if _AFTER_TITLE.search(found[1]):
        return found[1] + LAST[0]
    return found[1] + (FIRST[0] if len(words) == 1 else f"{FIRST[0]} {LAST[0]}")


def _without_person(text: str, name: str, first: str, last: str) -> str:
    parts = [*_parts(name)]
    if not parts:
        return text
    if len(parts) > 1:
        text = _sub(r"[\s.,'’-]+".join(re.escape(part) for part in parts), f"{first} {last}", text)
    for number, part in enumerate(parts):
        text = _sub(_spelled(part), first if number == 0 else last, text, as_name=_is_everyday(part))
    return text


def _parts(name: str) -> Iterator[str]:
    """The words of a name that can be told from other words; without titles and initials."""
    for part in re.split(r"[\s,;()\"/._]+|(?<=\w)-(?=\w)", name):
        bare = part.strip(".'’-")
        if len(bare) > 1 and not _NO_PART.fullmatch(bare.lower()) and not bare.isdigit():
            yield bare


def _is_everyday(part: str) -> bool:
    return len(part) < 3 or _EVERYDAY.fullmatch(part.lower()) is not None


def _spelled(part: str) -> str:
    """The ways a name is written: with and without its accents, with either apostrophe."""
    plain = "".join(c for c in unicodedata.normalize("NFD", part) if not unicodedata.combining(c))
    ways: Sequence[str] = sorted({part, plain}, key=len, reverse=True)
    return "(?:" + "|".join(re.sub("['’]", "['’]?", re.escape(way)) for way in ways) + ")"


def _sub(pattern: str, stand_in: str, text: str, *, as_name: bool = False) -> str:
    """Replace whole words; in scripts that leave no spaces, wherever they stand."""
    has_spaces = not any("\u2e80" <= letter <= "\uffef" for letter in pattern)
    bounded = rf"(?<!\w){pattern}(?!\w)" if has_spaces else pattern
    if as_name:
        return re.sub(
            bounded, lambda found: stand_in if found[0][:1].isupper() else found[0], text, flags=re.I
        )
    return re.sub(bounded, stand_in, text, flags=re.IGNORECASE)
