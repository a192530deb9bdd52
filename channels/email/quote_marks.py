"""How do mail programs announce that what follows is an older message?

Patterns only; what is cut because of them is `new_text`'s affair.
"""

import re
from typing import Final

REPLY_MARK: Final = "----- please reply above this line -----"

_REPLY_MARK: Final = re.compile(
    r"[-#=_*\s>]*(?:please\s+)?(?:(?:reply|respond|write|type)\s+above\s+this\s+line"
    r"|atebwch\s+uwchben\s+y\s+llinell\s+hon|ymatebwch\s+uwchlaw'?r\s+llinell\s+hon)[-#=_*\s]*",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"\s{0,3}[>|]")
_ORIGINAL: Final = re.compile(
    r"[\s*>]*[-_]{2,}\s*(?:original (?:message|e-?mail|appointment)|reply message|neges wreiddiol"
    r"|urspr[uü]ngliche nachricht|mensaje original|mensagem original|message d['’]origine|message original"
    r"|messaggio originale|oorspronkelijk bericht|wiadomo[sś][cć] oryginalna|ursprungligt meddelande"
    r"|исходное сообщение|mesaj original)\s*[-_]{2,}[\s*]*",
    re.IGNORECASE,
)
_FORWARDED: Final = re.compile(
    r"[\s*>]*(?:[-_]{4,}\s*(?:forwarded (?:message|by)|neges wedi'i hanfon ymlaen|weitergeleitete nachricht"
    r"|message transf[eé]r[eé]|mensaje reenviado).*|begin forwarded message\s*:\s*)",
    re.IGNORECASE,
)

_FROM: Final = "from|oddi wrth|gan|von|de|da|från|fra|van|od|от|від|kimden|expéditeur"
_DATED: Final = (
    "sent|date|anfonwyd|dyddiad|gesendet|datum|envoyé|enviado(?: el)?|enviada(?: em)?|data|inviato|skickat|sendt|dato"
    "|verzonden|wysłano|отправлено|дата|fecha"
)
_OTHER: Final = (
    "to|cc|subject|reply-to|importance|attachments|at|pwnc|testun|an|betreff|à|objet|para|asunto|assunto|a|oggetto"
    "|risposta|till|ämne|til|emne|aan|onderwerp|do|dw|temat|кому|копия|тема"
)
_HEADER: Final = re.compile(
    rf"[\s*>|]*(?:(?P<from>{_FROM})|(?P<dated>{_DATED})|(?P<other>{_OTHER}))\*?\s?:\*?(?:\s+\S|$)",
    re.IGNORECASE,
)
_HEADERS_ON_ONE_LINE: Final = re.compile(
    r"[\s*>]*From:.{3,200}\s(?:Sent|Date):.{3,200}\s(?:To|Subject):", re.IGNORECASE
)
_MOST_HEADER_LINES: Final = 9
_MOST_LINE_CHARACTERS: Final = 1_000
_FORM_LABEL: Final = re.compile(
    r"[\s*]*(?:(?:your |first |last |full |contact )?(?:name|message|phone|telephone|mobile|number|postcode|address|e-?mail)"
    r"|surname|comments?|enquiry|query|details?|description|complaint|tenancy|property|reason|issue|problem"
    r"|enw|neges|ffôn|cyfeiriad)\b[^:]{0,30}:",
    re.IGNORECASE,
)

_WROTE: Final = re.compile(
    r"\b(?:wrote|writes|ysgrifennodd|a écrit|schrieb|geschreven|schreef|escribió|escreveu|ha scritto|skrev|kirjoitti"
    r"|napisał(?:\(a\)|a|/a)?|napsal|a scris|írta|yazdı|shkroi|написал|написав|пишет|пише)(?!\w)|写道|寫道|のメッセージ",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(
    r"(?:-{2,}\s*)?(?:(?:on|at|ar|le|am|el|il|op|den|em|dnia|w dniu|pe|dne)\s|在|\d{1,4}[-/. ]|[a-zа-яіїєґ]{4,11}, \d)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"[^:!?<>]*\w[^:!?<>]{0,80}<[^<>\s]+@[^<>\s]+>")
_CLOSES: Final = re.compile(r"(?:[:：]|-{2,})\s*$")
_ADDRESSED: Final = re.compile(r"[^\s<>@]+@[^\s<>@]+\.\w|<\s*mailto:", re.IGNORECASE)
_MACHINE_DATE: Final = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}, (?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* .{0,14}"
    r"\d{1,2}:\d{2}|\b\d{4}-\d{2}-\d{2} (?:at )?\d{1,2}:\d{2}",
    re.IGNORECASE,
)
_GMAIL_BEFORE_2017: Final = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}\s(?:\d{1,2}:\d{2} GMT[+-]\d{1,2}:\d{2}\s.{1,80}|.{1,120}<[^<>]+@[^<>]+>:?)$"
)
_MOST_ATTRIBUTION_LINES: Final = 4
_MOST_ATTRIBUTION_CHARACTERS: Final = 400


def is_quoted(line: str) -> bool:
    """The line is marked as somebody else's words."""
    return _QUOTED.match(line) is not None


def is_reply_mark(line: str) -> bool:
    """Our own line that asks to write above it."""
    return len(line) < 200 and _REPLY_MARK.fullmatch(line) is not None


def is_original_mark(line: str) -> bool:
    """The line Outlook and phones put above the older message."""
    return len(line) < 200 and _ORIGINAL.fullmatch(line) is not None


def is_forward_mark(line: str) -> bool:
    """The line above a message passed on; what follows was sent on purpose."""
    return len(line) < 200 and _FORWARDED.fullmatch(line) is not None


def begins_header_block(lines: list[str], at: int) -> bool:
    """The header lines of an older message begin here: whom from, and when or about what."""
    if len(lines[at]) > _MOST_LINE_CHARACTERS:
        return False
    if _HEADERS_ON_ONE_LINE.match(lines[at]):
        return True
    first = _HEADER.match(lines[at])
    if not first or first["other"]:
        return False
    block = _header_lines(lines[at : at + _MOST_HEADER_LINES])
    kinds = {kind for header in block for kind, value in header.groupdict().items() if value}
    if "from" not in kinds or len(block) < 2:
        return False
    if any(_ADDRESSED.search(header.string) for header in block if header["from"] or header["other"]):
        return "dated" in kinds or len(block) >= 3
    return first["from"] is not None and len(kinds) == 3 and len(block) >= 4


def _header_lines(lines: list[str]) -> list[re.Match[str]]:
    """The headers from here on; none where the labels are those of a web form."""
    if any(_FORM_LABEL.match(line) for line in lines):
        return []
    found: list[re.Match[str]] = []
    strange = 0
    for line in lines:
        header = _HEADER.match(line[:_MOST_LINE_CHARACTERS])
        strange += header is None
        if strange > 1:  # one wrapped line is allowed, so is one empty line between
            break
        if header:
            found.append(header)
    return found


def attribution_ending_at(lines: list[str], last: int) -> int | None:
    """The first line of an "On …, … wrote:" that ends at this line, or None."""
    if len(lines[last]) > _MOST_LINE_CHARACTERS or not _could_end(lines[last]):
        return None
    for first in range(last, max(-1, last - _MOST_ATTRIBUTION_LINES), -1):
        joined = joined_lines(
            [line[:_MOST_LINE_CHARACTERS] for line in lines[first : last + 1]], 0, last - first
        )
        if len(joined) > _MOST_ATTRIBUTION_CHARACTERS or (first < last and not lines[first].strip()):
            return None
        if _is_attribution(joined):
            return first
    return None


def _could_end(line: str) -> bool:
    return bool(_CLOSES.search(line)) or bool(_GMAIL_BEFORE_2017.match(line)) or line.rstrip().endswith(">")


def _is_attribution(joined: str) -> bool:
    if _GMAIL_BEFORE_2017.fullmatch(joined):
        return True
    if not (_WROTE.search(joined) and _CLOSES.search(joined)):
        return False
    return bool(_OPENS.match(joined)) or bool(_NAMED.match(joined))


def is_mail_program_s(joined: str) -> bool:
    """Only a mail program writes an attribution like this: with an address or a date in a machine's form."""
    return bool(_ADDRESSED.search(joined) or _MACHINE_DATE.search(joined) or _GMAIL_BEFORE_2017.match(joined))


def joined_lines(lines: list[str], first: int, last: int) -> str:
    """These lines as one, without the marks of quoting."""
    return " ".join(re.sub(r"^[\s>|]+", "", line).strip() for line in lines[first : last + 1]).strip()
