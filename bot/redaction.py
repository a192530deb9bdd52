"""How is a message made fit to learn from, so that it still reads as a message and nobody is found in it?

Pure. Recall first: what may be a name, an address or a number of somebody's is replaced by a plausible stand-in,
also where it may be nothing of the kind. A text redacted twice is as one redacted once. What nobody could know to be
a name (a nickname in mid-sentence, say) stays, so the rows are kept where the messages are and nowhere else.
"""

import re
from collections.abc import Callable
from typing import Final

from bot.redacted_names import Known, replace_names

EMAIL: Final = "someone@example.com"
PHONE: Final = "07700 900000"
POSTCODE: Final = "AA1 1AA"
INSURANCE: Final = "QQ 12 34 56 C"
CARD: Final = "0000 0000 0000 0000"
BORN: Final = "1 January 1970"
STREET: Final = "1 Example Street"
PLACE: Final = "Example Street"

Change = Callable[[re.Match[str]], str]

# Spaces and marks nobody sees, which would hide a number from the rules.
_WIDE = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:\d{{1,2}}[./\- ]\d{{1,2}}[./\- ](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? '?(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:\d{{4}}|\d{{2}}))(?!\d)"
)
_YEAR = re.compile(r"\d{4}|\d{2}(?=\D*$)")
_YOUNGEST = 2015  # an earlier year in a date is more often a birthday than an appointment
_NUMBERED = (
    r"(?:ref(?:erence)?|acc(?:oun)?t?|application|tenancy|case|crime|job|order|policy|payment|number|no)"
)
_DIGIT_WORD = r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"

_STREET_KIND = (
    "road|rd|street|str|avenue|ave|close|lane|drive|court|crt|way|row|place|gardens?|gdns|terrace|crescent|cres"
    "|square|grove|hill|walk|mews|park|green|house|hse|towers?|heights|point|view|rise|parade|estate|buildings?"
    "|mansions|lodge|villas?|yard|wharf|quay|path|passage|broadway|common|meadows?|vale|croft|fold|garth|gate"
    "|bank|end|reach|bridge|cottages?|circus|approach|chase|dene|fields?|orchard|ridge|wynd|brae|wood|st|ln|dr"
)
_SURE_KIND = "Road|Rd|Street|Avenue|Ave|Close|Lane|Drive|Court|Gardens|Terrace|Crescent|Grove|Mews|House|Towers?|Row|Way|Walk"
_HOME = r"(?:flat|apartment|apt|unit|room|maisonette|studio|house|plot|block|number|no)"
# "3 days in the house" is no address: words that stand between a count and such a noun, never in a street's name.
_NOT_IN_A_STREET: Final = re.compile(
    r"\b(?:a|about|adults|and|at|bed|bedroom|bedroomed|beds|before|bins|by|car|cars|children|days|door|doors|each"
    "|extra|families|feet|flights|floor|floors|for|from|further|holes|hour|hours|hrs|i|in|inches|it|kids"
    "|lights|lots|men|metres|miles|mins|minutes|months|month|more|my|night|nights|of|off|on|open|other|our"
    "|parking|people|per|percent|pm|am|pounds|quid|residents|rooms|s|seconds|storey|stops|the|their|them|then"
    r"|this|till|times|to|tonight|trips|until|up|us|weeks|week|went|were|with|years|year|your)\b"
)


def redact(text: str, known: Known = Known()) -> str:  # noqa: B008 - a frozen value
    """The text with stand-ins for whatever could lead to a person.

    Args:
        known: the people of the message and how they are reached, as they are on record.
    """
    text = _UNSEEN.sub("", _WIDE.sub(" ", text))
    for address in sorted(known.addresses, key=len, reverse=True):
        text = _without_address(text, address)
    for pattern, change in _RULES:
        text = pattern.sub(change, text)
    return replace_names(text, known)


def _without_address(text: str, address: str) -> str:
    """An address that is on record, however it looks: a chat's number, a mail address."""
    if len(address.strip()) < 4:
        return text
    stand_in = EMAIL if "@" in address else PHONE
    return re.sub(re.escape(address.strip()), stand_in, text, flags=re.IGNORECASE)


def _rule(pattern: str, change: str | Change, *, any_case: bool = True) -> tuple[re.Pattern[str], Change]:
    compiled = re.compile(pattern, re.IGNORECASE if any_case else 0)
    return compiled, change if callable(change) else lambda found: found.expand(change)


def _birthday(found: re.Match[str]) -> str:
    """A date before the year from which it is more likely an appointment."""
    year = _YEAR.search(found[0]) if "-" in found[0][4:5] else _last_number(found[0])
    number = int(year[0]) if year else 0
    full = number if number > 99 else 1900 + number if number > 40 else 2000 + number
    return BORN if full <= _YOUNGEST else found[0]


def _last_number(date: str) -> re.Match[str] | None:
    return re.search(r"\d+(?=\D*$)", date)


def _street(found: re.Match[str]) -> str:
    """An address; a count of something in or near a house is left as it is."""
    words = found["words"].lower().split()
    is_the_crescent = words == ["the"] and found["kind"][:1].isupper()
    named = words[1:] if len(words) > 1 and words[0] in ("the", "of", "in", "at") else words
    return STREET if is_the_crescent or not _NOT_IN_A_STREET.search(" ".join(named)) else found[0]


def _zeros(number: str) -> str:
    return re.sub(r"\d", "0", number)


_RULES: Final = (
    _rule(r"(?:https?://|www\.)[^\s<>\"']+", "https://example.com"),
    _rule(r"[^\s<>\"'(),;:@]{1,64}@[^\s<>\"'(),;:@]{1,200}[^\s<>\"'(),;:@.!?]", EMAIL),
    _rule(
        r"\b[\w.]{2,40} ?(?:\bat\b|\(at\)|\[at\]) ?[\w-]{2,30} ?(?:\bdot\b|\(dot\)|\.) ?(?:com|co|org|net|uk)\b(?: ?(?:dot|\.) ?uk\b)?",
        EMAIL,
    ),
    _rule(r"(?<![\w@])@\w{3,}", "@example"),
    _rule(r"\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b", INSURANCE),
    _rule(r"\b[A-Z]{2}\d{2}(?: ?[A-Z]{4})(?: ?\d){8,22}\b", CARD),  # an IBAN
    _rule(
        rf"(\b(?:born|birth(?:day|date)?|d\.?o\.?b\b\.?)\W{{0,3}}(?:(?:on|is|was|in|the|date)\W+){{0,3}}){_DATE}",
        lambda found: found[1] + BORN,
    ),
    _rule(r"(\bborn (?:in|on) )(?:19|20)\d\d\b", lambda found: f"{found[1]}1970"),
    _rule(rf"(?<![\d£.]){_DATE}", _birthday),
    _rule(
        r"(?<![\d£.,])(?:\(?\+\d{1,3}\)?|00\d{2}|\(?0)(?:[ \t.()\-‐‑–—/]{0,3}[\dO]){8,12}(?!\d)",
        PHONE,
    ),
    _rule(r"(?<![\d£.,])[2-6](?:[ -]?\d){12,18}(?!\d)", CARD),
    _rule(rf"\b{_DIGIT_WORD}(?:[ ,.-]+{_DIGIT_WORD}){{5,}}\b", PHONE),
    _rule(r"(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])", "00-00-00"),  # a sort code
    _rule(
        r"(?<![\d£.,])\d{3}[ -]\d{3}[ -]\d{4}(?!\d)", PHONE
    ),  # a health number, or a telephone without its 0
    _rule(
        rf"(\b{_NUMBERED}\b(?:\W{{0,3}}\b(?:number|no|ref|id|is|was)\b)?\W{{1,3}})(\d[\d/\- ]{{4,14}}\d)",
        lambda found: found[1] + _zeros(found[2]),
    ),
    _rule(rf"(?<![\d£.,])(?<!07700 )(?!{PHONE})\d{{5,}}", lambda found: _zeros(found[0])),
    _rule(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z0-9]?[ \t]{0,2}\d[ABD-HJLNP-UW-Z]{2})\b", POSTCODE),
    _rule(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b", "AA00 AAA", any_case=False),  # a number plate
    _rule(
        rf"\b(?:{_HOME}\.?\s*(?:no\.?\s*)?\w{{0,2}}\d{{1,4}}[a-z]?\s*[,/]?\s+)?\d{{1,4}}[a-z]?(?:\s?(?:-|–|/|to)\s?\d{{1,4}}[a-z]?)?,?[ \t]+"
        rf"(?P<words>(?:[^\W\d_][\w'’.-]*[ \t]+){{1,3}}?)(?P<kind>{_STREET_KIND})\b",
        _street,
    ),
    _rule(
        r"\b(flat|apartment|apt|maisonette|studio|plot)(\.?\s*(?:no\.?\s*)?)\d{1,4}[a-z]?\b", r"\g<1>\g<2>1"
    ),
    _rule(
        rf"\b(?P<number>\d{{1,4}}[a-zA-Z]?,?[ \t]+)?(?!Example |County )(?:[A-Z][a-z'’-]+[ \t]+){{1,2}}(?:{_SURE_KIND})\b",
        lambda found: STREET if found["number"] else PLACE,
        any_case=False,
    ),
)
