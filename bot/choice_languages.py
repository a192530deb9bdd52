"""How do they say yes and no in the languages we offer the choice in? Whole answers alone. Pure. Code: 1.3.

Read only where the English tables see nothing plain, and only where nothing else is said: every word must be a yes, or
every word a no, beside politeness. Words that mean the opposite in another of these languages are left out ("nai" is
a Punjabi no and a Greek yes), and so is a laugh ("ha ha").
"""

import re
import unicodedata
from typing import Final

_YES: Final = frozenset(
    [
        *("oes", "ydw", "ydy", "ydyn"),  # Welsh
        *("tak",),  # Polish
        *("ہاں", "haan", "haanji"),  # Urdu
        *("ਹਾਂ", "ਹਾਂਜੀ"),  # Punjabi
        *("হ্যাঁ", "হ্যা", "হাঁ", "hyan", "hae"),  # Bengali
        *("نعم", "أجل", "ايوه", "أيوه", "na'am"),  # Arabic
        *("haa", "haah"),  # Somali
        *("sim",),  # Portuguese
        *("da",),  # Romanian
        *("так",),  # Ukrainian
    ]
)
_NO: Final = frozenset(
    [
        *("nage", "naddo"),  # Welsh
        *("nie",),  # Polish
        *("نہیں", "nahi", "nahin", "nahee"),  # Urdu
        *("ਨਹੀਂ", "ਨਾ"),  # Punjabi
        *("না",),  # Bengali
        *("لا", "كلا"),  # Arabic
        *("maya",),  # Somali
        *("não", "nao"),  # Portuguese
        *("nu",),  # Romanian
        *("ні",),  # Ukrainian
    ]
)
_NO_PHRASES: Final = ("nac ydw", "nac ydy", "nac oes", "dim diolch", "la shukran", "jee nahi", "ji nahi")
_YES_PHRASES: Final = ("ji haan", "jee haan", "ji han", "haan ji", "han ji")
_POLITE: Final = frozenset(
    [
        "os",
        "gwelwch",
        "yn",
        "dda",
        "diolch",
        "proszę",
        "prosze",
        "dziękuję",
        "dziekuje",
        "dzięki",
        "شکریہ",
        "مہربانی",
        "جی",
        "براہ",
        "کرم",
        "shukriya",
        "meherbani",
        "ਧੰਨਵਾਦ",
        "ਜੀ",
        "ਕਿਰਪਾ",
        "ਕਰਕੇ",
        "dhanvaad",
        "ধন্যবাদ",
        "dhonnobad",
        "شكرا",
        "شكراً",
        "shukran",
        "فضلك",
        "من",
        "لك",
        "mahadsanid",
        "fadlan",
        "por",
        "favor",
        "obrigado",
        "obrigada",
        "vă",
        "va",
        "rog",
        "mulțumesc",
        "multumesc",
        "дякую",
        "будь",
        "ласка",
        "dyakuyu",
        "thanks",
        "please",
    ]
)
_MOST_WORDS: Final = 8


def answers_in_their_language(text: str) -> bool | None:
    """True for a whole yes, False for a whole no, None for anything else; a question is neither."""
    said = unicodedata.normalize("NFC", text).casefold().replace("’", "'").strip()
    if re.search(r"[?؟;]", said):
        return None
    for phrases, sign in ((_NO_PHRASES, " ✗ "), (_YES_PHRASES, " ✓ ")):
        for phrase in phrases:
            said = re.sub(rf"(?<!\S){phrase}(?=[\s,.!]|$)", sign, said)
    words = [word for word in re.split(r"[\s,.!،۔।]+", said) if word]
    meant = {_sign(word) for word in words} - {"polite"}
    if len(words) > _MOST_WORDS or len(meant) != 1:
        return None
    return {"yes": True, "no": False}.get(meant.pop())


def _sign(word: str) -> str:
    if word == "✓" or word in _YES:
        return "yes"
    if word == "✗" or word in _NO:
        return "no"
    return "polite" if word in _POLITE else "other"
