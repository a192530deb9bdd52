"""Which way of being reached does a resident ask for, and which must never be used? Code: 5.10.

Pure. "Please ring, I'm blind" makes e-mail the wrong door: an automatic text there would be the harm itself.
"Please don't ring, I'm deaf" asks for no call, and "you said you would ring me" asks for nothing.
"""

import re
from typing import Final

_RING = re.compile(
    r"\b(?:ring|phone|telephone) (?:me|us|her|him|them|my|mum|dad|instead|back|please|only)\b"
    r"|\bcall (?:us|her|him|them|my|mum|dad|instead|back|please|only|me(?! (?:names|stupid|an?|mad|crazy)))\b"
    r"|\bgive (?:me|us|her|him) a (?:ring|call|bell)\b|\b(?:only|just|please) (?:ring|call|phone|telephone)\b"
    r"|\b(?:prefer|need|want|like) (?:a |to be |to get a )?(?:phone ?calls?|calls?|called|rung|phoned)\b"
    r"|\b(?:please|can|could|need|want|prefer|rather|like)\b[^.!?\n]{0,30}\b(?:speak|talk) to (?:me|us|him|her|someone|somebody|a person)\b"
    r"|\b(?:contact|reach|reply|respond|answer|speak|talk|do (?:it|this|everything)|prefer|only|please)\b(?:(?!n't|\bnot\b|cannot)[^.!?\n]){0,30}\b(?:by|over the|on the) (?:tele)?phone\b"
    r"|\b(?:tele)?phone(?: calls?)? (?:only|is best|is better|works best|works better)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:write|send|sent|reply|contact|answer|reach|only|please|prefer|need|everything)\b[^.!?\n]{0,40}\bby (?:post|letter)\b"
    r"|\b(?:send|post|write) (?:me |it |this |us |her |him )?(?:a |the )?(?:letters?|paper copy)\b|\b(?:post|letters?) only\b"
    r"|\bbraille\b|\b(?:large|larger|big|bigger) (?:print|letters|font)\b|\b(?:on|yellow|coloured) paper\b|\bpaper cop(?:y|ies)\b|\beasy[ -]?read\b",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"\b(?:text|sms) (?:me|us|her|him|only|instead|please)\b|\b(?:by|via|only|please|prefer) (?:text|sms)\b|\btext relay\b|\btext messages? (?:only|please|is best)\b",
    re.IGNORECASE,
)
_NOT_A_WISH = re.compile(  # what stands before it: a no, or something told of the past
    r"\b(?:(?:do not|don'?t|dont|never|not|nobody|no one|stop|instead of|rather than|without|avoid|hate|didn'?t|did not|hasn'?t|haven'?t|won'?t|wouldn'?t"
    r"|fail(?:ed)? to|forgot to|refused? to|struggle to|hard to|difficult to|scared to|anxious to|supposed to|meant to|bothered to|promised?(?: to)?"
    r"|(?:you|he|she|they|someone|somebody|nobody)(?:'d| would| will|'ll| were going to| was going to| said| did| keep| kept)) (?:(?!please|just|so|but|only)\w+ ){0,2}"
    r"|(?:can'?t|cannot|cant|no) )(?:be )?$",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\b(?:i'?m|i am|he is|she is|he's|she's|(?:mum|dad|wife|husband|mother|father)(?:'s| is)|being) (?:\w+ ){0,3}?(?:blind|partially sighted|sight impaired|deaf|hard of hearing|dyslexic|illiterate)\b"
    r"|\b(?:can'?t|cannot|cant|can not|struggle to|unable to|hard to|difficult to) (?:really |even )?(?:read(?! (?:the |my |your )?meter)|see (?:the |my |a )?(?:screen|e-?mails?|letters?|small))"
    r"|\bvisually impaired\b|\bsight loss\b|\bregistered blind\b|\b(?:no|don'?t have (?:the |any )?) ?(?:internet|smart ?phone|computer)\b|\b(?:dyslexia|aphasia)\b",
    re.IGNORECASE,
)

_THEM: Final = r"(?:my (?:ex|ex[- ]?(?:partner|husband|wife|boyfriend)|partner|husband|hubby|wife|boyfriend|girlfriend|fella|son|dad|father|mum|mother|brother|uncle|family|abuser)|he|she)"
_WATCHED = re.compile(
    rf"\b{_THEM}(?:'s)? (?:(?!never|not|doesn'?t|didn'?t|hasn'?t)[\w']+ ){{0,4}}?(?:reads?|reading|checks?|checking|sees?|goes through|looks? (?:at|through)|monitors?|watches|opens?|controls?|has access to|has the password to|logs? in ?to|gets? into|can get into)"
    r" (?:all |all of |the )?my (?:e-?mails?|messages|phone|inbox|account|texts|post|letters|mobile)\b"
    rf"|\b{_THEM}(?:'ll| will| might| could| may| would|) (?:see|read|find|sees|reads|finds) (?:this e-?mail|this message|your (?:reply|e-?mail|answer|message|letter)|any (?:reply|e-?mail|message))\b"
    r"|\b(?:before|if|when|so|in case) (?:that )?"
    + _THEM
    + r" (?:doesn'?t |does not |won'?t )?(?:sees?|reads?|finds?) (?:this|it|my (?:phone|e-?mails?|messages))\b"
    rf"|\b{_THEM} (?:has|have|knows?) (?:got )?(?:\w+ )?my (?:e-?mail )?passwords?\b",
    re.IGNORECASE,
)
_WRITE_BACK: Final = r"(?:reply|respond|answer|e-?mail|write|message|contact|text|send (?:me |us )?(?:any |a |an |out )?(?:e-?mails?|letters?|texts?|messages?|repl(?:y|ies)|anything|post))"
_KEEP_AWAY = re.compile(
    rf"(?:^|[.!?,;:()\n-]|\b(?:please|pls|plz|so|and|but|just|or|thanks))\s*(?:please |pls |just )?(?:do not|don'?t|dont|never) (?:\w+ )?{_WRITE_BACK}\b(?! (?:to )?(?:my (?:ex|husband|wife|partner|mum|dad|son|mother|father)|him|her|them|the (?:phone|door))\b)"
    rf"|\b(?:not|isn'?t|isnt|no longer|never) safe (?:for \w+ )?to (?:{_WRITE_BACK}|use this|be (?:e-?mailed|contacted|written to))\b"
    r"|\b(?:e-?mail|address|inbox|account|number)(?: here)? (?:is|it'?s) (?:not|n'?t|no longer) (?:safe|private|secure)\b|\b(?:e-?mail|address|inbox|account) isn'?t (?:safe|private|secure)\b"
    r"|\bplease no (?:e-?mails?|repl(?:y|ies)|texts|messages|letters)\b|\bno (?:e-?mails?|repl(?:y|ies)|texts|letters) please\b|\bshared (?:e-?mail|inbox|account)\b",
    re.IGNORECASE,
)

_CONVENIENCE = re.compile(
    r"\b(?:i work|work(?:ing)? (?:nights|days|shifts)|at work|(?:night |day )?shifts?|asleep|sleep(?:ing)?|in bed|school run|in (?:a |my )?(?:meetings?|lectures?|class|college)|naps?|signal|reception|driving|voicemail|lunch)\b",
    re.IGNORECASE,
)
_FEAR = re.compile(
    r"\b(?:he|him|his|she|her|they|them|their|someone|anyone|husband|wife|partner|ex|boyfriend|girlfriend|dad|father|mum|mother|brother|son|uncle|family|neighbou?rs?|abus\w*|violen\w*"
    r"|safe\w*|unsafe\w*|scared|afraid|fright\w*|terrif\w*|danger\w*|police|refuge|hit|hits|hurt\w*|threat\w*|finds?|found|discreet\w*|secret\w*|confidential\w*|private\w*|password"
    r"|reads?|checks?|sees?|hid(?:e|es|ing)|control\w*|stalk\w*|injunction|delete|withheld)\b",
    re.IGNORECASE,
)


def door_asked(text: str) -> str:
    """The door they ask to be reached by: phone, post, text, or "" where none is named."""
    said = text.replace("’", "'")
    doors = (("phone", _RING), ("post", _POST), ("text", _TEXT))
    return next((door for door, pattern in doors if _is_asked(pattern, said)), "")


def _is_asked(pattern: re.Pattern[str], said: str) -> bool:
    return any(not _NOT_A_WISH.search(said[: found.start()][-60:]) for found in pattern.finditer(said))


def names_a_need(text: str) -> bool:
    """Whether they say, in plain words, why an e-mail may be the wrong door; for what a reading misses."""
    return bool(_NEED.search(text.replace("’", "'")))


def says_watched(text: str) -> bool:
    """Whether they say that somebody at home reads what we would send; true whatever a reading finds."""
    return bool(_WATCHED.search(text.replace("’", "'")))


def says_keep_away(text: str) -> bool:
    """Whether they say that writing back here is not safe."""
    return says_watched(text) or bool(_KEEP_AWAY.search(text.replace("’", "'")))


def is_only_convenience(text: str) -> bool:
    """Whether "don't ring after nine" has a plain reason, such as night work, and nobody is feared in it."""
    said = text.replace("’", "'")
    return bool(_CONVENIENCE.search(said)) and not _FEAR.search(said)
