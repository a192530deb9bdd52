"""Which language is a message written in? A cheap guess from its script and its commonest little words.

Good enough to say "this is not English, a person reads it"; never a reason to refuse or to answer in that language.
"""

import re
from collections import Counter
from typing import Final

from classifiers.words import new_text, small

SCRIPTS: Final = (
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("hi", "\u0900-\u097f"),
    ("ta", "\u0b80-\u0bff"),
    ("ti", "\u1200-\u137f"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("zh", "\u4e00-\u9fff"),
    ("th", "\u0e00-\u0e7f"),
)
ARABIC: Final = re.compile("[\u0600-\u06ff]")
URDU: Final = re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]")  # letters Arabic does not have
PERSIAN: Final = re.compile("[\u067e\u0686\u0698\u06af\u06cc]")
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
UKRAINIAN: Final = re.compile("[\u0456\u0457\u0454\u0491]")

LITTLE_WORDS: Final = {
    "en": "the and is to of in my i it you for not have has was are we on this that with be at please no can but from "
    "your when they what still been there me so will would just hi hello thanks thank had do or a an he she her his",
    "cy": "yn y yr mae ac ar i'r o'r wedi ddim fy dw dwi ei nid diolch rwy'n gyda bod sydd hyn eich chi oes am gan roedd "
    "wrth yw ydy os mi fi eto heb gwres dim ond rydw",
    "pl": "nie i w na jest się sie do mam od to z że ze proszę prosze jak już juz dzień dobry czy po ale dla nikt mnie "
    "jestem moje moim tylko za bardzo u mi tygodnie",
    "ro": "nu și si la în este de un o care am mai că ca din pentru cu bună buna ziua vă va rog mi s-a este sunt casa "
    "meu mea dar ați ati nimeni foarte",
    "pt": "não nao o a os de que é e em um uma para com por meu minha está esta há ha tem do da no na já mas bom dia boa "
    "obrigado obrigada senhor favor ninguém sem",
    "es": "el la los de que y en un una por con mi no es está esta hay pero para se lo muy hola gracias señor favor "
    "buenos días nadie tengo del al",
    "fr": "le la les de et un une je pas est mon ma dans que pour il y a ce ne bonjour merci avec vous j'ai c'est du des "
    "au depuis sur nous",
    "it": "il la di e un una non è per che mi del con sono della nel ho ma buongiorno grazie più le gli da casa mia mio",
    "so": "waa iyo ka ku oo uu ah la ma aan waxaa in soo ay ee aad guriga mahadsanid hadda si markii wuxuu waxay kama ayaa "
    "biyaha gurigayga fadlan salaan ilaa maalmood",
    "tr": "ve bir bu için çok da de ne var yok ben merhaba teşekkür lütfen ama evde kadar gibi bana değil mi",
    "sq": "dhe në një për me është nuk të i e që ka jam përshëndetje faleminderit ju lutem shtëpi",
    "lt": "ir yra ne man mano kad su į labas aš bet iš nėra prašau ačiū jau namuose",
    "ur-Latn": "hai hain ka ki ke ko mein mai se nahi nahin aur kya ap aap mera meri mere ghar bohat bahut koi abhi tak "
    "hum tha thi ho raha rahi assalam salam shukriya bhi kar gaya din yeh wo ne pani",
    "pa-Latn": "hai da di de nu te vich nahi main mera meri sada ghar bahut koi ji tussi tuhada ki kar aa sat sri akal ne "
    "hun asi pani oh eh vi wich kamra",
}
_WORDS: Final = {code: frozenset(words.split()) for code, words in LITTLE_WORDS.items()}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def guess_language(text: str) -> str:
    """The code of the language, "en" for English, "" where a guess would be a throw of dice."""
    own = small(new_text(text)).replace("’", "'")
    by_script = _script(own)
    if by_script:
        return by_script
    words = _WORD.findall(own)
    if len(words) < 3:
        return "en" if words and all(word in _WORDS["en"] for word in words) else ""
    found = Counter({code: sum(word in known for word in words) for code, known in _WORDS.items()})
    code, hits = found.most_common(1)[0]
    english = found["en"]
    if hits == 0 or (code != "en" and (hits < 2 or hits < 0.15 * len(words))):
        return "en" if english else ""
    return code if hits > english or code == "en" else "en"


def _script(text: str) -> str:
    """The language where the script alone says it, "" for Latin letters."""
    letters = sum(c.isalpha() for c in text)
    for code, letters_of in SCRIPTS:
        if _most(re.findall(f"[{letters_of}]", text), letters):
            return code
    if _most(ARABIC.findall(text), letters):
        return "ur" if URDU.search(text) else "fa" if PERSIAN.search(text) else "ar"
    if _most(CYRILLIC.findall(text), letters):
        return "uk" if UKRAINIAN.search(text) else "ru"
    return ""


def _most(found: list[str], letters: int) -> bool:
    return len(found) > 1 and len(found) >= 0.3 * letters
