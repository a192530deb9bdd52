"""What danger does a message tell of, and what must be said first? SI 2025/1042 (Awaab's Law).

Pure. Clocks start from a *possible* hazard, whatever the contact is classed as; only a named person grades or
stops them. The kinds are the guide's; the words here choose a kind, never whether there is a hazard.
"""

import re
from typing import Final

from classifiers.labels import Signal, Topic
from classifiers.reading import Reading

_DANGERS: Final = (
    ("fumes", r"carbon monoxide|\bc\.?o\.? (?:alarm|detector|monitor)|\bfumes\b"),
    (
        "gas",
        r"(?:smell|smelling|smells|smelled|smelt|stinks?|stinking|reeks?|reeking|whiff|odou?r|stench)(?: (?!no\b)\w+){0,2} gas\b|\bgas (?:is |was |keeps? )?(?:leak|smell|escap|odou?r)|leaking gas|smells? (?:like|of) rotten eggs",
    ),
    (
        "fire",
        r"\bfire\b(?! (?:doors?|exits?|risk|stopp|brigade|station|safety|assessment|extinguisher|escape|action|blanket|log))(?<!gas fire)(?<!electric fire)|\bflames?\b|\bsmoke (?:coming|from|in|is|pouring|everywhere)|\bsmok(?:e|ing) out of|\bsmoking\b (?:socket|plug|wire|fuse)|burning smell|smells? (?:of |like )?(?:something )?burning|smoulder|\bburning (?:plastic|rubber|wires?)",
    ),
    (
        "water_electrics",
        r"water (?:is |was |keeps? )?(?:coming|dripping|running|pouring|leaking|getting|going|drips|runs|pours)\b (?:\w+ ){0,5}(?:lights?\b|light ?fittings?|electric|sockets?\b|plugs?\b|fuse|switch|consumer unit|meter)|(?:\blights?|light ?fittings?|sockets?|electrics|plugs?|fuse ?box|consumer unit) (?:\w+ ){0,4}(?:wet|water|dripping|soaked)|leak\w* (?:\w+ ){0,3}(?:on ?to|into|over|through|near) (?:\w+ ){0,2}(?:lights?\b|electric|sockets?|fuse|plugs?\b)",
    ),
    (
        "power",
        r"\bspark(?:s|ed|ing|y)?\b|\b(?:exposed|bare|live) wir|electric(?:al)? shock|\b(?:no|lost|without|losing) (?:all )?(?:my |the |our )?(?:power|electric(?:ity|s)?)\b|electric(?:ity|s)? (?:is |are |has |have |keeps? )?(?:gone|off|out|all off|went|tripp)|\bpower (?:is |has |has gone |went )?(?:gone|off|out|cut)",
    ),
    (
        "flood",
        r"\bflood|\bburst (?:pipe|main)|(?:pipe|tank|main)s? (?:has |have )?burst|water (?:is |was )?(?:pouring|gushing|coming through|everywhere|streaming)|pouring (?:with )?water|uncontroll\w+ leak|ceiling (?:is |has |has just )?(?:coming|come|came|falling|fell|fallen|down|collaps)",
    ),
)
_HAZARDS: Final = (
    ("damp_mould", r"\bmou?ld|\bdamp|condensation"),
    ("carbon_monoxide_fumes", r"carbon monoxide|\bfumes\b|\bc\.?o\.? (?:alarm|detector|monitor)"),
    (
        "explosion",
        r"\bgas (?:is |was )?(?:leak|smell|escap)|(?:smell|stink|reek|whiff|odou?r)\w*(?: \w+){0,2} gas\b|\bexplo",
    ),
    ("fire", r"\bfire\b|smoke|flames?|burning"),
    ("electrical", r"spark|electric|socket|bare wir|exposed wir|fuse ?box"),
    ("structure", r"ceiling|collaps|crack|subsid|wall (?:is )?(?:bulg|lean|mov)|roof (?:is )?(?:com|fall)"),
    ("excess_cold", r"no heating|freezing|boiler|heating|\bcold\b"),
    ("excess_heat", r"overheat|too hot|heatwave|unbearabl[ey] hot"),
    ("falls", r"\btrip|\bfell\b|\bfall(?:s|ing|en)?\b|stairs?|banister|handrail|slipp"),
    ("sanitation_drainage", r"sewage|toilet|drain|sewer"),
    ("hygiene_pests_refuse", r"\brats?\b|mice|mouse|cockroach|bed ?bugs|pest|rubbish|flies"),
    (
        "entry_by_intruders",
        r"\block(?:s|ed|ing)?\b|\bdoor (?:won|will|does|is)|window (?:won|will|does|is)|break ?-?in|burgl|intruder",
    ),
    ("food_safety", r"kitchen|cooker|fridge|worktop"),
)


def danger_kind(text: str) -> str:
    """Which safety advice comes first: gas, fumes, fire, power, water_electrics, flood or other."""
    return _first_of(_DANGERS, text) or "other"


def hazard_kind(reading: Reading, text: str) -> str:
    """Which possible hazard is told, or "" for none."""
    if not reading.has(Signal.HAZARD, Signal.EMERGENCY, Signal.DAMP_MOULD):
        return ""
    if reading.has(Signal.DAMP_MOULD) or reading.topic is Topic.DAMP_MOULD:
        return "damp_mould"
    return _first_of(_HAZARDS, text) or ("other" if reading.has(Signal.HAZARD, Signal.EMERGENCY) else "")


def danger_of(reading: Reading) -> str:
    """How urgent the danger reads: emergency, hazard or ""."""
    if reading.has(Signal.EMERGENCY):
        return "emergency"
    return "hazard" if reading.has(Signal.HAZARD) else ""


def _first_of(table: tuple[tuple[str, str], ...], text: str) -> str:
    pairs = ((kind, pattern) for kind, pattern in table)
    return next((kind for kind, pattern in pairs if re.search(pattern, text, re.IGNORECASE)), "")
