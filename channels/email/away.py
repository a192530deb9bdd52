"""Do these words say that nobody has read our mail: an out-of-office, an automatic reply?

Patterns only, in the languages that residents of social landlords write most. People write such words too ("I am away
next week when you want to come"), so a subject counts only where it is nothing else, and a text only where it is short,
answers us, and a machine says outright that it is one.
"""

import re
from typing import Final

_MOST_WORDS: Final = 150
_LOOKED_AT: Final = 4_000

_SUBJECTS: Final = (
    # English and Welsh
    r"(?:automatic|automated|auto)[- ]?(?:reply|response|responder)\s*(?:$|[:\-\u2013\u2014(\[])",
    r"out of (?:the )?office\s*(?:$|[:;,.!\-\u2013\u2014(\[]|(?:auto|reply|re|message|notification|response)\b)",
    r"i(?:'m| am) (?:currently )?away\s*(?:$|[:;,.!\-\u2013\u2014(]|from (?:the|my) (?:office|desk|e-?mails?)\b)",
    r"(?:away|absence|vacation|holiday) (?:message|notice|auto-?reply|notification)\s*(?:$|[:\-])",
    r"ateb awtomatig\b|ymateb awtomatig\b|allan o'r swyddfa\b",
    # Western Europe
    r"r[eé]ponse automatique\b|message d['’]absence\b|absen(?:t|ce) du bureau\b",
    r"automatische antwort\b|abwesenheits(?:notiz|nachricht|meldung)\b|au(?:ß|ss)er haus\b",
    r"automatisch antwoord\b|afwezigheids(?:bericht|assistent)\b|niet aanwezig\s*:",
    r"respuesta autom[aá]tica\b|fuera de la oficina\b",
    r"resposta autom[aá]tica\b|fora do escrit[oó]rio\b|aus[eê]ncia tempor[aá]ria\b",
    r"risposta automatica\b|fuori (?:sede|ufficio)\s*(?:$|[:\-])",
    r"auto(?:matiskt )?svar\b|automatisk svar\b|frånvaro(?:meddelande)?\s*:|automaattinen vastaus\b",
    # Central and Eastern Europe, Turkey
    r"odpowied[zź] automatyczna\b|automatyczna odpowied[zź]\b|nieobecno[sś][cć]\s*:",
    r"r[aă]spuns automat\b|automatick[aáéý] odpov[eě][dďď]\b|automatikus v[aá]lasz\b",
    r"automatinis atsakymas\b|autom[aā]tisk[aā] atbilde\b|automatski odgovor\b|samodejni odgovor\b",
    r"автоматичн(?:а|ий) відповідь\b|автоматический ответ\b|автоматичен отговор\b|автоответ\b",
    r"αυτόματη απάντηση|otomatik (?:yanıt|cevap)\b|p[eë]rgjigje automatike\b",
    # Further
    r"رد تلقائي|خودکار (?:جواب|پاسخ)|پاسخ خودکار|স্বয়ংক্রিয় (?:উত্তর|জবাব)|स्वचालित (?:उत्तर|जवाब)|ਆਟੋਮੈਟਿਕ ਜਵਾਬ",
    r"自动(?:回复|答复)|自動(?:回覆|回復|返信|応答)|자동 ?(?:회신|응답)|trả lời tự động\b|jawaab toos ah\b|jibu otomatiki\b",
)
_SUBJECT: Final = re.compile(rf"\s*(?:{'|'.join(_SUBJECTS)})", re.IGNORECASE)

_OUTRIGHT: Final = (
    # A machine that names itself: nobody writes this of their own mail.
    r"this is an? (?:automatic|automated|auto)[- ]?(?:generated )?(?:reply|response|message|e-?mail|notification|acknowledgement)\b",
    r"(?:please )?do not reply to this (?:automated )?(?:e-?mail|message)\b",
    r"this (?:mailbox|inbox|e-?mail (?:address|account)) is (?:not|no longer|un) ?(?:being )?(?:monitored|read|checked|attended|in use)\b",
    r"mae hwn yn (?:ateb|ymateb|neges) awtomatig\b|neges awtomatig yw hon\b",
    r"ceci est (?:une r[eé]ponse|un message) automatique\b|dies ist eine automatische (?:antwort|nachricht)\b",
    r"dit is een automatisch (?:antwoord|bericht)\b|este? es un (?:mensaje|correo) autom[aá]tico\b|esta es una respuesta autom[aá]tica\b",
    r"esta [eé] uma (?:resposta|mensagem) autom[aá]tica\b|questa [eè] una risposta automatica\b",
    r"to jest automatyczna (?:odpowied[zź]|wiadomo[sś][cć])\b|wiadomo[sś][cć] wygenerowana automatycznie\b",
    r"acesta este un (?:r[aă]spuns|mesaj) automat\b|это автоматическ(?:ий ответ|ое сообщение)|це автоматичн(?:а відповідь|е повідомлення)",
    # A vacation responder: two things said together that a person answering us does not say.
    r"i(?:'m| am| will be)? (?:currently )?(?:out of (?:the )?office|on (?:annual |maternity |sick )?leave|away from (?:the office|my desk))\b"
    r".{0,400}\b(?:access to (?:my )?e-?mails?|in my absence|on my return|when i return|(?:urgent|immediate)\w*,? (?:please )?(?:contact|call|e-?mail))\b",
    r"ich bin (?:derzeit |zurzeit )?(?:nicht im (?:haus|b[uü]ro)|im urlaub)\b.{0,400}\b(?:dringend|wenden sie sich|vertret)\w*",
    r"je suis (?:actuellement )?(?:absente?|en cong[eé]s?)\b.{0,400}\b(?:urgence|mon retour|contacter)\b",
    r"(?:jestem|przebywam) (?:obecnie )?(?:nieobecn[ya]|na urlopie|poza biurem)\b.{0,400}\b(?:piln|kontakt)\w*",
)
_TEXT: Final = re.compile("|".join(_OUTRIGHT), re.IGNORECASE | re.DOTALL)


def is_away_subject(subject: str) -> bool:
    """The subject is that of an automatic reply, and not a person's "Re:" to one."""
    return _SUBJECT.match(subject) is not None


def says_it_is_automatic(text: str) -> bool:
    """A short text in which a machine names itself, or an absence is announced the way responders do it.

    Args:
        text: what the mail newly says, without quotes.
    """
    said = " ".join(text[:_LOOKED_AT].split())
    return 0 < len(said.split()) <= _MOST_WORDS and _TEXT.search(said) is not None
