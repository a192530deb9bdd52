"""Is this a solicitor's letter, and does this representative need the resident's consent? Code: 3.6."""

import re

from classifiers.labels import Signal
from classifiers.reading import Reading

_FOR_A_CLIENT = re.compile(
    r"\b(?:our client|my client|we act (?:for|on behalf)|we are instructed|instructed (?:by|to act for)|acting for the above)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:yours (?:faithfully|sincerely)|regards)\b[\s\S]{0,80}\b(?:solicitors?|llp|law)\b|\bsolicitors regulation authority\b|\bSRA (?:no|number|id)\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:letter of claim|letter before (?:action|claim)|pre-?action protocol|solicitors?|llp|legal aid)\b",
    re.IGNORECASE,
)
_IMPLIED = re.compile(
    r"\b(?:my|our|a|this|the above) constituents?\b"
    r"|\b(?:(?:i am|i'm|writing as) (?:your |the |a |an |their |his |her )?|as (?:your|the|a|an|their|his|her) )(?:local |ward |elected )*(?:councillor|cllr|member of parliament|mp)\b"
    r"|\boffice of (?:the mayor|\w+(?: \w+){0,3} mp)\b|\bon behalf of (?:the mayor|cllr|councillor|\w+ \w+ mp)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:Cllr|Councillor|councillor|cllr)\b|\w MP\b|@(?:[\w-]+\.)*parliament\.uk\b|\bMayor of\b|\bMember of Parliament\b"
)


def is_solicitors_letter(reading: Reading, text: str) -> bool:
    """Whether a law firm writes for a client.

    A resident who threatens with a solicitor is not one, nor an adviser who says "our client" without a claim.
    """
    if not reading.has(Signal.LEGAL, Signal.REPRESENTATIVE):
        return False
    if _FIRM.search(text):
        return True
    return bool(_FOR_A_CLIENT.search(text)) and (reading.has(Signal.LEGAL) or bool(_CLAIM.search(text)))


def implies_consent(text: str, sender: str) -> bool:
    """Whether the *writer* is a councillor, MP or the Mayor; one who only speaks of them implies nothing."""
    return bool(_IMPLIED.search(text) or _OFFICE.search(sender))
