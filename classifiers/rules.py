"""What must never be missed, whatever the model says? A few plain rules about danger, risk and the resident's choice.

A rule only ever adds. It looks at one sentence of the writer's own words at a time, and holds where its pattern is
there and nothing that says otherwise is. Anything subtler is the model's. Code: 1.3, 5.10, 6.2, 6.10.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from classifiers.labels import Signal
from classifiers.words import PLAIN_MARKS, new_text, small

SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?\n]*")
DANGER: Final = frozenset({Signal.EMERGENCY, Signal.HAZARD})


@dataclass(frozen=True)
class Rule:
    """One plain rule; `unless` is looked for in the same sentence."""

    name: str
    pattern: re.Pattern[str]
    signals: frozenset[Signal] = frozenset()
    explicit: bool = False
    unless: re.Pattern[str] | None = None
    everywhere: bool = False  #: `unless` is looked for in the whole message


@dataclass(frozen=True)
class Found:
    """What the rules found, and in which words."""

    signals: frozenset[Signal] = frozenset()
    explicit: bool = False
    words: tuple[str, ...] = field(default=())  #: of the explicit choice, as written


def _rule(
    name: str,
    pattern: str,
    *signals: Signal,
    unless: str = "",
    explicit: bool = False,
    everywhere: bool = False,
) -> Rule:
    otherwise = re.compile(unless) if unless else None
    return Rule(name, re.compile(pattern), frozenset(signals), explicit, otherwise, everywhere)


_SURVEY = r"\b\d{1,2} ?(?:/|out of) ?(?:5|10)\b"
_OVER = rf"\bdealt with\b|\bsorted\b|\bwas (?:all )?fixed\b|\bjust to test\b|\bdrill\b|\bservic(?:e|ing)\b|\bcan'?t fault\b|{_SURVEY}"
_NEIGHBOUR = (
    r"\b(?:about|aboot|against|of|on|re|regarding|abt|bout) (?:\w+ ){0,4}(?:neighbou?rs?|next ?door|next-door|upstairs|downstairs|tenants?"
    r"|kids|youths?|music|noise|dogs?|barking|part(?:y|ies)|flat \w+|number \w+|no\.? ?\d+|occupiers?|teenagers|drug\w*"
    r"|(?:people|lads?|man|woman|couple|lot|family|them|girl|bloke|lady) (?:above|below|upstairs|downstairs|at|in|next|opposite))\b"
)
_NO_WISH = (
    r"\b(?:not|never|\w+n't|dont|didnt|isnt|wont|without|no|nor|rather than|instead of|hate|hardly|offered) (?:\w+ ){0,4}"
    r"(?:to )?(?:complain\w*|complaint|make|log|raise|escalate|put (?:it|this|that) down|treat (?:it|this|that))\b|\bif (?:you|i|a|someone|tenants?|residents?|we)\b|\bwould you like\b"
)
_GENERAL = r"\bhow (?:a|any|the|your)? ?(?:tenants?|residents?|someone|somebody|people|one|customers?)\b|\b(?:student|dissertation|journalist|research|coursework|essay|case study|training course)\b"
_COMPLAINT = r"(?:formal |official |proper |stage (?:1|one) |serious |written )*complain(?:t|s)\b"

RULES: Final = (
    _rule(
        "gas smell",
        r"\b(?:smell\w*|stink\w*|whiff|reek\w*|stench)\b.{0,20}\bgas\b|\bgas (?:leak|escape|smell)\w*|\bgas\b.{0,12}\b(?:leaking|escaping)\b",
        *DANGER,
        unless=rf"{_OVER}|\bno (?:smell|gas leak)\b|\bbill\b",
    ),
    _rule(
        "carbon monoxide",
        r"\bcarbon monoxide\b|\bmonoxide\b|\bco (?:alarm|detector|monitor|poison\w*)\b.{0,40}\b(?:going|gone|went|off|sound\w*|scream\w*|beep\w*|blar\w*|alarm\w*|ring\w*)\b",
        *DANGER,
        unless=rf"{_OVER}|\bbattery\b|\b(?:need|want|fit|install|new|test|check|replace|have|got|provide|supply)\w* (?:a |an |me |my |the |new |another |one )*(?:carbon|co)\b|\bchirp\w*|\bexpir\w*|\bdate\b|\blow\b",
    ),
    _rule(
        "fire",
        r"\bon fire\b|\b(?:caught|catching) (?:fire|light)\b|\b(?:there'?s|there is|theres|was|had|have had|another|small|little|big|electrical|kitchen) (?:a |been )?(?:a )?(?:small |little |big |electrical |kitchen )?fire (?:in|at|on|here|now|broke|started|last|tonight|this)\b|\bflames\b|\bfull of smoke\b|\bsmoke (?:coming|pouring|billowing|everywhere|from)\b|\bhouse fire\b",
        *DANGER,
        unless=rf"{_OVER}|\bdrill\b|\bgas fire\b|\bwas on fire today\b|\bbbq\b|\bfire (?:door|exit|safety|risk)\b",
    ),
    _rule(
        "sparking",
        r"\bspark(?:s|ed|ing)? (?:from|out|when|coming|everywhere|at|and|off|again|on)\b|\b(?:is|are|was|were|it|socket|sockets|plug|switch|wire|wires|box|light|its|it's|started|keeps|been) spark(?:s|ed|ing)\b|\b(?:bare|live|exposed) (?:wir\w+|cables?)\b|\b(?:got|get|gave|gives|getting|giving) (?:me |us |him |her |my \w+ )?(?:an |a )?electric(?:al)? shock\b",
        *DANGER,
        unless=rf"{_OVER}|\bsparks? joy\b",
    ),
    _rule(
        "flood",
        r"\b(?:is|are|getting|got|been|being|it's|its|i'm|we're|am|has|have|room|kitchen|bathroom|hall|flat|house|home|bedroom) flood(?:ed|ing)\b|\bwater (?:is )?(?:pour|gush|flood)(?:s|ing)\b|\bpouring (?:in|out|through|down (?:from|the wall|my))\b|\bburst (?:pipe|main|tank)\b|\bpipe (?:has |just |have )*burst\b|\bthrough the (?:ceiling|light)\b.{0,20}\bwater\b|\bwater\b.{0,30}\bthrough (?:the|my|our) (?:ceiling|light\w*)\b",
        *DANGER,
        unless=rf"{_OVER}|\bflood(?:ed|ing) (?:with|in) (?:calls|emails|memories)\b|\brent\b|\bmoney\b|\bmeeting\b",
    ),
    _rule(
        "sewage or collapse",
        r"\b(?:raw )?sewage\b.{0,30}\b(?:in|into|inside|up|through|coming|all over|over|back)\b|\bceiling (?:has |is |just |have |'s )*(?:come|came|coming|fallen|falling|fell|collapsed|collapsing) ?(?:down|in)?\b|\bceiling'?s (?:come|coming|collaps\w*|fall\w*)\b|\b(?:trapped|stuck) (?:in|inside) (?:the |a |this |your )?lift\b",
        *DANGER,
        unless=rf"{_OVER}|\b(?:was|were) (?:stuck|trapped)\b",
    ),
    _rule(
        "suicide",
        r"\bsuicid\w*|\bkill (?:my ?self|meself)\b|\b(?:want|wanted|wants|wish|ready|going|gonna|rather|better) (?:to )?(?:die|be dead)\b|\bend (?:my life|it all|my own life)\b|\bending (?:it all|my life)\b|\btak(?:e|ing) my (?:own )?life\b|\b(?:do ?n'?o?t|dont) (?:want|wanna) to (?:be here|live|wake up|be alive|exist)(?: any ?more)?\b|\b(?:self[- ]?harm\w*|hurt(?:ing)? myself|cut(?:ting)? myself again|hang myself)\b|\bno reason to (?:live|go on|be here)\b|\bbetter off (?:dead|without me)\b",
        Signal.SELF_HARM,
        Signal.SAFEGUARDING,
        unless=r"\bdon'?t want to be here (?:when|while|for the|all day|on|during|at)\b|\bsuicide prevention (?:week|month|training|course|event)\b|\b(?:sofa|paint|carpet|wallpaper|curtains|stairs)\b.{0,30}\b(?:die|killing|suicid\w*)\b",
    ),
    _rule(
        "partner violence",
        r"\b(?:my |her |an |violent |abusive )?(?:ex|ex-?\w+|husband|partner|boyfriend|girlfriend|wife|fella)(?:'s| is| has| was| keeps| used| just|,)? (?:\w+ ){0,3}(?:hit|hits|hitting|beat|beats|beating|punch\w*|slap\w*|strangl\w*|chok\w*|attack\w*|assault\w*|rap(?:ed|es|ing)|threaten\w*|stalk\w*|hurt(?:s|ing)?|kick(?:ed|s) (?:my|the|me|our)|kill|violent|abus\w*)\b|\bdomestic (?:abuse|violence)\b|\b(?:he|she)(?:'s| has| is)? (?:\w+ )?(?:hit|hits|hitting|beats?|beating|punche[sd]|strangle[sd]|chok(?:es|ed)) me\b|\b(?:fled|fleeing|running from|hiding from) (?:my |a |an )?(?:ex|husband|partner|violent|abusive|him|dv|domestic)\b|\bwomen'?s (?:aid|refuge)\b",
        Signal.DOMESTIC_ABUSE,
        Signal.SAFEGUARDING,
        unless=r"\bneighbou?r'?s\b.{0,20}\bexhaust\b|\b(?:training|poster|leaflet|policy|awareness|volunteer|fundrais\w*)\b|\bhit (?:the|a|his|her) (?:roof|jackpot|pothole|kerb)\b",
    ),
    _rule(
        "unsafe to contact",
        r"\b(?:do not|don'?t|dont|never|pls dont|please don'?t|not safe to|isn'?t safe to|unsafe to) (?:\w+ ){0,2}(?:ring|call|phone|text|e-?mail|write|reply|message|send|contact|post|put|leave)\b.{0,90}\b(?:he|she|husband|partner|ex|wife|boyfriend|dad|father|brother|mother|mum|son|family)(?:'s| is|'ll| will)? ?(?:\w+ )?(?:reads?|checks?|opens?|sees?|see|goes|looks?|watches|monitors?|listens?|finds?|has|answers?|hears?|home|there|know|knows|in the house|around|kill|go mad|goes mad|kick off)\b|\b(?:he|she|husband|partner|ex) (?:reads?|checks?|opens?|goes through|monitors?|watches|looks at) (?:all )?(?:my|the|our|everything)\b.{0,30}\b(?:phone|e-?mails?|texts?|messages?|post|letters?|mail|calls?)\b|\b(?:not|isn'?t|only) safe to (?:ring|call|phone|text|e-?mail|write|contact|message|send|talk|speak)\b|\bsafe (?:to (?:ring|call|text|write|contact)|number|way|time) (?:is|me|only|between|to)\b",
        Signal.SAFE_CONTACT,
        unless=r"\bpostman\b|\bwater meter\b|\bhe reads (?:my|the|our) meter\b",
    ),
    _rule(
        "asks to complain",
        rf"\b(?:i|we|i'd|id|she|he|i'm|im|am|please|pls|can i|could i|may i|like|want|wish|and|to|let me) (?:\w+ ){{0,6}}?(?:make|raise|lodge|log|file|register|submit|open|put in|start|issue|making|raising|lodging|logging|putting in|submitting|filing|registering) (?:this |it |my |an? |in |as |up |the |another |out )*{_COMPLAINT}"
        rf"|\b(?:want|wish|like|need|going|wanting|intend|writing|ringing|calling) to (?:formally |officially |now |really )*complain\b"
        rf"|\b(?:treat|take|log|consider|regard|count|class|accept|register|record) (?:this|it|my \w+|that)(?: \w+)? (?:as|to be) (?:an? |my |our )?{_COMPLAINT}"
        rf"|\bthis is (?:an? |my |our )(?:formal |official |proper |stage (?:1|one) )*complaint\b|\bput (?:this|it|that|me) (?:through|down|in) as an? {_COMPLAINT}",
        explicit=True,
        unless=rf"{_NEIGHBOUR}|{_NO_WISH}|{_GENERAL}|\bhow (?:do|does|would|can) (?:people|tenants|residents|someone|one)\b|\bwas (?:going|about|ready|all set) to\b|\b(?:made|logged|raised|did) (?:a|my) complaint (?:in|on|last|back)\b",
    ),
    _rule(
        "asks for stage 2",
        r"\b(?:stage|step) ?(?:2|two|ii)\b.{0,80}\b(?:complain\w*|response|reply|answer|escalat\w*|review|stage)\b|\b(?:complain\w*|response|escalat\w*|take|go|move|want|request\w*|stage (?:1|one))\b.{0,80}\b(?:stage|step) ?(?:2|two|ii)\b|\b(?:escalate|escalating|escalated|escalation of) (?:my|this|the|our|it)\b.{0,20}\bcomplaint\b|\bcomplaint\b.{0,30}\b(?:be |to be |want it |it )escalated\b",
        Signal.ESCALATION,
        explicit=True,
        unless=rf"{_GENERAL}|\bhow many\b|\b(?:works?|phase|kitchens?|programme|scaffold\w*|medical|hearing|cancer|kidney|assessment)\b|\b(?:not|don'?t|dont|no) (?:\w+ ){{0,5}}(?:stage|escalate)\b|\bwhat (?:is|does|'s)\b",
    ),
    _rule(
        "unhappy with the answer",
        r"\b(?:not|un|dis|in)[ -]?(?:\w+ )?(?:happy|satisfied|content|accept\w*|agree\w*|pleased)\b.{0,30}\b(?:response|reply|answer|outcome|decision|findings?|letter)\b.{0,30}\bcomplaint\b|\b(?:response|reply|answer|outcome|decision)\b.{0,40}\bcomplaint\b.{0,80}\b(?:not (?:good|happy|accept\w*|satisfied|answer\w*|address\w*|right|true)|do(?:n't| not) (?:accept|agree)|disagree|unsatisfactory|wrong|a joke|insult\w*|ignores?|missed)\b|\bcomplaint\b.{0,40}\b(?:review(?:ed)? again|be reviewed|looked at again by)\b|\breview of (?:my|the|your|our) (?:stage (?:1|one) )?(?:complaint|response|decision)\b",
        Signal.ESCALATION,
        unless=rf"{_GENERAL}|\b(?:housing benefit|banding|medical|rent|parking) decision\b",
    ),
    _rule(
        "needs another way to be reached",
        r"\b(?:i'?m|i am|im|she'?s|he'?s|she is|he is|who is|registered|am|is|mother is|mum is|dad is) (?:\w+ )?(?:blind|deaf|partially sighted|sight impaired|visually impaired|hard of hearing|dyslexic|deafblind)\b|\b(?:can'?t|cannot|cant|can not|unable to|struggle to|couldn'?t) (?:\w+ )?(?:read|see) (?:\w+ ){0,3}(?:letters?|e-?mails?|print|writing|english|screen|texts?|post)\b|\b(?:can'?t|cannot|cant) (?:hear|use) (?:\w+ ){0,2}(?:phone|telephone|calls?)\b|\blarge(?:r)? print\b|\bbraille\b|\bbsl\b|\bsign language\b|\beasy[- ]read\b|\b(?:need|want|use|require|get|have|with|an?|provide) (?:a |an |\w+ )?interpreter\b|\bplease (?:ring|phone|call|text) (?:me |us |her |him )?(?:rather than|instead|not|don'?t|as i (?:can|cannot)|because i (?:can|cannot))\b|\b(?:ring|phone|call|text) me instead\b|\b(?:ring|phone|call|text|write to|email) (?:me |us |her |him )?(?:rather than|instead of) (?:\w+ )?(?:e-?mail\w*|letters?|writing|ring\w*|phon\w*|call\w*|text\w*|post)\b",
        Signal.ADJUSTMENT,
        unless=r"\bblind (?:spot|cord|corner|eye|man could)\b|\bdeaf ears\b|\bturn\w* a (?:blind|deaf)\b|\b(?:can'?t|cant|cannot) (?:read|see) (?:\w+ ){0,3}meter\b|\broller blind\b|\b(?:are|is|was|were) (?:you|they|your lot|everyone there|anyone there)\b.{0,12}\bdeaf\b|\b(?:you|they)(?:'re| are) (?:\w+ )?(?:deaf|blind)\b",
    ),
)


def find_rules(subject: str, text: str) -> Found:
    """Apply every rule to the writer's own words."""
    own = f"{subject}\n{new_text(text)}" if subject else new_text(text)
    plain = small(own.translate(PLAIN_MARKS))
    held = [(rule, match) for rule in RULES for match in _holding(rule, plain)]
    return Found(
        signals=frozenset(signal for rule, _ in held for signal in rule.signals),
        explicit=any(rule.explicit for rule, _ in held),
        words=tuple(own[match.start() : match.end()].strip() for rule, match in held if rule.explicit),
    )


def _holding(rule: Rule, plain: str) -> Iterator[re.Match[str]]:
    for match in rule.pattern.finditer(plain):
        start, end = _sentences_around(plain, match.start(), match.end())
        if not (rule.unless and rule.unless.search(plain, start, end)):
            yield match
            return


def _sentences_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a match begins and ends."""
    before = max(plain.rfind(mark, 0, start) for mark in ".!?\n")
    after = [place for mark in ".!?\n" if (place := plain.find(mark, end)) != -1]
    return before + 1, min(after, default=len(plain))
