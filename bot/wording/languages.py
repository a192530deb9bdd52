"""What is a language called, which way does it run, and what are its days? The few words code itself prints.

A new language adds a line to `LANGUAGES` and to `CALENDARS`, and a folder beside `en/`.
"""

from dataclasses import dataclass
from typing import Final

ENGLISH: Final = "en"


@dataclass(frozen=True)
class Language:
    """A language as staff call it and as its speakers do."""

    name: str
    own_name: str = ""
    is_right_to_left: bool = False


#: by the codes of `classifiers/language.py`; "-Latn" is written in Latin letters
LANGUAGES: Final[dict[str, Language]] = {
    "en": Language("English", "English"),
    "cy": Language("Welsh", "Cymraeg"),
    "pl": Language("Polish", "polski"),
    "ur": Language("Urdu", "اردو", is_right_to_left=True),
    "pa": Language("Punjabi", "ਪੰਜਾਬੀ"),
    "bn": Language("Bengali", "বাংলা"),
    "ar": Language("Arabic", "العربية", is_right_to_left=True),
    "so": Language("Somali", "Soomaali"),
    "pt": Language("Portuguese", "português"),
    "ro": Language("Romanian", "română"),
    "uk": Language("Ukrainian", "українська"),
    "el": Language("Greek", "Ελληνικά"),
    "es": Language("Spanish", "español"),
    "fa": Language("Persian", "فارسی", is_right_to_left=True),
    "fr": Language("French", "français"),
    "gu": Language("Gujarati", "ગુજરાતી"),
    "he": Language("Hebrew", "עברית", is_right_to_left=True),
    "hi": Language("Hindi", "हिन्दी"),
    "it": Language("Italian", "italiano"),
    "lt": Language("Lithuanian", "lietuvių"),
    "pa-Latn": Language("Punjabi in English letters"),
    "ru": Language("Russian", "русский"),
    "sq": Language("Albanian", "shqip"),
    "ta": Language("Tamil", "தமிழ்"),
    "th": Language("Thai", "ไทย"),
    "ti": Language("Tigrinya", "ትግርኛ"),
    "tr": Language("Turkish", "Türkçe"),
    "ur-Latn": Language("Urdu in English letters"),
    "zh": Language("Chinese", "中文"),
}


def language_name(code: str) -> str:
    """A language as staff call it; a code nobody knows stays what it is."""
    return LANGUAGES[code].name if code in LANGUAGES else code


def direction_of(code: str) -> str:
    """The way a text in this language runs: rtl or ltr."""
    return "rtl" if code in LANGUAGES and LANGUAGES[code].is_right_to_left else "ltr"


@dataclass(frozen=True)
class Calendar:
    """Names of days (Monday first) and months, and the words between numbers."""

    days: tuple[str, ...]
    months: tuple[str, ...]
    and_: str
    order: str = "{day} {number} {month} {year}"
    noon: str = ""
    midnight: str = ""

    @property
    def has_half_days(self) -> bool:
        """Whether the clock says 3:05pm, and not 15:05."""
        return bool(self.noon)


def _names(line: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.split(","))


_ENGLISH_DAYS = Calendar(
    days=_names("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
    months=_names(
        "January, February, March, April, May, June, July, August, September, October, November, December"
    ),
    and_="and",
    noon="12 noon",
    midnight="12 midnight",
)

CALENDARS: Final[dict[str, Calendar]] = {
    "en": _ENGLISH_DAYS,
    "cy": Calendar(
        days=_names("dydd Llun, dydd Mawrth, dydd Mercher, dydd Iau, dydd Gwener, dydd Sadwrn, dydd Sul"),
        months=_names(
            "Ionawr, Chwefror, Mawrth, Ebrill, Mai, Mehefin, Gorffennaf, Awst, Medi, Hydref, Tachwedd, Rhagfyr"
        ),
        and_="a",
    ),
    "pl": Calendar(
        days=_names("poniedziałek, wtorek, środa, czwartek, piątek, sobota, niedziela"),
        months=_names(
            "stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia"
        ),
        and_="i",
        order="{day}, {number} {month} {year}",
    ),
    "ur": Calendar(
        days=_names("پیر, منگل, بدھ, جمعرات, جمعہ, ہفتہ, اتوار"),
        months=_names("جنوری, فروری, مارچ, اپریل, مئی, جون, جولائی, اگست, ستمبر, اکتوبر, نومبر, دسمبر"),
        and_="اور",
    ),
    "pa": Calendar(
        days=_names("ਸੋਮਵਾਰ, ਮੰਗਲਵਾਰ, ਬੁੱਧਵਾਰ, ਵੀਰਵਾਰ, ਸ਼ੁੱਕਰਵਾਰ, ਸ਼ਨੀਵਾਰ, ਐਤਵਾਰ"),
        months=_names("ਜਨਵਰੀ, ਫ਼ਰਵਰੀ, ਮਾਰਚ, ਅਪ੍ਰੈਲ, ਮਈ, ਜੂਨ, ਜੁਲਾਈ, ਅਗਸਤ, ਸਤੰਬਰ, ਅਕਤੂਬਰ, ਨਵੰਬਰ, ਦਸੰਬਰ"),
        and_="ਅਤੇ",
    ),
    "bn": Calendar(
        days=_names("সোমবার, মঙ্গলবার, বুধবার, বৃহস্পতিবার, শুক্রবার, শনিবার, রবিবার"),
        months=_names("জানুয়ারি, ফেব্রুয়ারি, মার্চ, এপ্রিল, মে, জুন, জুলাই, আগস্ট, সেপ্টেম্বর, অক্টোবর, নভেম্বর, ডিসেম্বর"),
        and_="এবং",
    ),
    "ar": Calendar(
        days=_names("الاثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, السبت, الأحد"),
        months=_names(
            "يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر"
        ),
        and_="و",
    ),
    "so": Calendar(
        days=_names("Isniin, Talaado, Arbaco, Khamiis, Jimce, Sabti, Axad"),
        months=_names(
            "Janaayo, Febraayo, Maarso, Abriil, Maajo, Juun, Luuliyo, Ogosto, Sebtembar, Oktoobar, Nofembar, Desembar"
        ),
        and_="iyo",
    ),
    "pt": Calendar(
        days=_names("segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, sábado, domingo"),
        months=_names(
            "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro"
        ),
        and_="e",
        order="{day}, {number} de {month} de {year}",
    ),
    "ro": Calendar(
        days=_names("luni, marți, miercuri, joi, vineri, sâmbătă, duminică"),
        months=_names(
            "ianuarie, februarie, martie, aprilie, mai, iunie, iulie, august, septembrie, octombrie, noiembrie, decembrie"
        ),
        and_="și",
        order="{day}, {number} {month} {year}",
    ),
    "uk": Calendar(
        days=_names("понеділок, вівторок, середа, четвер, п’ятниця, субота, неділя"),
        months=_names(
            "січня, лютого, березня, квітня, травня, червня, липня, серпня, вересня, жовтня, листопада, грудня"
        ),
        and_="і",
        order="{day}, {number} {month} {year}",
    ),
}


def calendar_of(language: str) -> Calendar:
    """A language's names of days and months; English where it has none of its own."""
    return CALENDARS.get(language, _ENGLISH_DAYS)
