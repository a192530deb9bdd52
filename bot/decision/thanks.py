"""Is this nothing but thanks? Pure. Only then may a message be kept without an answer and without a person."""

import re

from bot.decision.signs import RISKS, plainly_unhappy
from bot.decision.values import Facts
from classifiers.reading import Reading

_THANKS = re.compile(
    r"\b(?:thanks?|thank you|thankyou|thx|ta|cheers|diolch|much obliged|appreciate[ds]?|grateful|brilliant|great|lovely|perfect|well done|noted|received)\b",
    re.IGNORECASE,
)
_PLAIN_THANKS = re.compile(
    r"\b(?:thanks?|thank you|thankyou|thx|cheers|diolch|appreciate[ds]?|grateful)\b", re.IGNORECASE
)
_ASKS_FOR_MORE = re.compile(
    r"\?|\b(?:but|however|although|though|still|yet|again|also|please|can|could|would|will|when|what|why|how|who|where|need|want|unless|if|not|never|no|isn'?t|hasn'?t|haven'?t"
    r"|didn'?t|don'?t|won'?t|waiting|attach\w*|enclos\w*|see below|nothing|worse|another|for nothing)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 40
_KIND = frozenset("👍🙏❤💚💙💜💛🧡💗🥰😊🙂☺😀😃😄👌💐🌹🎉")
_SKIN_AND_JOINS = frozenset("🏻🏼🏽🏾🏿\ufe0f\u200d")


def is_only_thanks(reading: Reading, facts: Facts) -> bool:
    """Whether it thanks, asks nothing, tells nothing that is wrong, and brings no file that says more."""
    if is_kind_picture(facts.text) and not facts.has_attachments and not reading.has(*RISKS):
        return True  # a heart and no words: what the low bar for an offer makes of it would be an insult
    said = facts.text.replace("’", "'")
    if reading.wants_action or reading.explicit or plainly_unhappy(reading) or reading.has(*RISKS):
        return False
    if facts.has_attachments or len(said.split()) > _MOST_WORDS:
        return False
    thanks = (
        _PLAIN_THANKS if reading.unhappy else _THANKS
    )  # "Brilliant. Great service." may be meant the other way
    return bool(thanks.search(said)) and not _ASKS_FOR_MORE.search(said)


def is_kind_picture(text: str) -> bool:
    """Whether there is nothing but thumbs up, hearts and smiles."""
    signs = {sign for sign in text if not sign.isspace()} - _SKIN_AND_JOINS
    return bool(signs) and signs <= _KIND
