"""What did the sender newly write?

Conservative: losing a resident's words is worse than leaving a quote, so whatever is in doubt stays. The full text
is kept beside this one, and staff see both.
"""

import re
from itertools import takewhile
from typing import Final

from channels.email.quote_marks import (
    REPLY_MARK,
    attribution_ending_at,
    begins_header_block,
    is_forward_mark,
    is_mail_program_s,
    is_original_mark,
    is_quoted,
    is_reply_mark,
    joined_lines,
)
from channels.email.small_print import without_small_print, without_warning

__all__ = ["REPLY_MARK", "new_text"]

_ANSWERS_BELOW: Final = re.compile(
    r"\b(?:see|answers?|answered|comments?|repl(?:y|ies)|responses?|responded)\b[^.!?\n]{0,60}"
    r"\b(?:below|inline|in[- ]line|in (?:red|blue|green|bold|capitals|caps)|underneath)\b|\bgweler isod\b",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(
    r"[\W_]*(?:sent from|get outlook|from my|envoy[eé] (?:de|depuis)|von meine[mr]|gesendet (?:mit|von)"
    r"|diese nachricht wurde von|verzonden (?:met|vanaf)|enviado (?:desde|do|de)|inviato da|wys[lł]ane? z|sendt fra"
    r"|skickat fr[aå]n|anfonwyd (?:o|oddi ar)|trimis de pe|[從从]我的|[發发]自我的|sent (?:via|with|by|using)(?! (?:e-?)?mail\b))"
    r"(?:\b|(?<=的)).{0,90}",
    re.IGNORECASE | re.DOTALL,
)
_DEVICE: Final = re.compile(
    r"(?:\b|(?<=的))(?:i-?phone|i-?pad|i-?pod|android\w*|samsung|galaxy|huawei|xiaomi|redmi|pixel|nokia|oneplus|outlook|yahoo|mail"
    r"|mailbox|airmail|gmail|mobile|mobil\w*|blackberry|htc|alcatel|windows|cell|tablet|device|smartphone|phone|ffôn"
    r"|telefon\w*|ti-85|proton\w*|spark)\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"\[([^\[\]]{1,60})\]\([^()\s]{1,200}\)|<?https?:[^\s<>]{1,200}>?", re.IGNORECASE)
_EXCUSE: Final = re.compile(r"[,.\s-]*(?:please )?(?:excuse|forgive|pardon)\b.{0,60}", re.IGNORECASE)
_MOST_PHONE_WORDS: Final = 10
_POSTSCRIPT: Final = re.compile(r"p\.?\s?s\b", re.IGNORECASE)
_DELIMITER: Final = re.compile(r"[\s>*]*(?:[-_=~#+*]{2,}|ᐧ|—|–)[\s*]*")
_SIGNATURE_MARK: Final = re.compile(r"\s?--\s?")
_MOST_SIGNATURE_LINES: Final = 10
_MOST_LINES_LOOKED_AT: Final = 80
_MOST_LINES: Final = 3_000  # of a longer text the rest is kept as it is: nobody answers below so much
_MOST_PHONE_CHARACTERS: Final = 200
_OF_A_SENTENCE: Final = re.compile(
    r"\b(?:i|i'm|my|me|we|our|you|your|is|isn't|are|was|not|no|can|can't|cannot|help|need|want|please|has|have|don't"
    r"|does|where|because|but|mae|dw i|ddim|nid)\b",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(
    r"@|https?:|www\.|\d{3}|\+\d|\bdirect\b|confidential|disclaimer|intended recipient|virus", re.I
)


def new_text(text: str) -> str:
    """The new words of a mail: quotes, header blocks, signature and small print cut; never empty where there were any."""
    lines = [line.rstrip("\r") for line in text.rstrip().split("\n")]
    above = _above_our_mark(without_warning(lines))
    kept = _without_older(above)
    kept = _without_signature(kept)
    for attempt in (kept, above, lines):
        if any(line.strip() for line in attempt):
            return _trimmed(attempt)
    return ""


def _trimmed(lines: list[str]) -> str:
    return re.sub(r"\A(?:[ \t]*\n)+", "", "\n".join(lines)).rstrip()


def _above_our_mark(lines: list[str]) -> list[str]:
    """Cut at our own mark, where something stands above it and nothing new below it."""
    at = next((at for at, line in enumerate(lines[:_MOST_LINES]) if is_reply_mark(line)), None)
    if at is None:
        return lines
    start = at
    while is_quoted(lines[at]) and start > 0 and is_quoted(lines[start - 1]):
        start -= 1
    new_below = is_quoted(lines[at]) and _last_own(lines) > at
    return lines if new_below or not _has_words(lines[:start]) else lines[:start]


def _without_older(lines: list[str]) -> list[str]:
    """Cut where an older message begins and nothing new follows it; lines that only announce a quote go."""
    last_own = _last_own(lines)
    kept: list[str] = []
    for at, line in enumerate(lines[:_MOST_LINES]):
        if is_forward_mark(line):  # passed on deliberately, so it belongs to what they say
            return kept + lines[at:]
        if is_original_mark(line) or begins_header_block(lines, at):
            return _cut(kept, lines[at:])
        first = attribution_ending_at(lines, at)
        above = kept if first is None else kept[: max(0, len(kept) - (at - first))]
        if first is None or not _is_sure(lines, first, at, last_own):
            kept.append(line)
        elif _is_top_posted(lines, first, at, last_own) and _has_words(above):
            return _cut(above, lines[first:])
        elif at < _MOST_LINES_LOOKED_AT and not _has_words(above) and (answer := _answer_below(lines, at)):
            return answer
        else:
            kept = above
    return kept + lines[_MOST_LINES:]


def _is_sure(lines: list[str], first: int, last: int, last_own: int) -> bool:
    """This is a mail program's attribution, not a resident telling who wrote what."""
    if is_quoted(lines[first]):  # inside a quote; of use only where it opens one that nothing follows
        return last_own < first and not (first > 0 and is_quoted(lines[first - 1]))
    return last_own <= last or is_mail_program_s(joined_lines(lines, first, last))


def _is_top_posted(lines: list[str], first: int, last: int, last_own: int) -> bool:
    """Nothing new below: only quotes, or an older message by a program that marks no quotes."""
    next_line = next((line for line in lines[last + 1 : last + 50] if line.strip()), "")
    return last_own <= last or not (is_quoted(lines[first]) or is_quoted(next_line))


def _answer_below(lines: list[str], last: int) -> list[str]:
    """The answer under one quote, where the quote stands first and is the only one."""
    below = lines[last + 1 :]
    own = next((at for at, line in enumerate(below) if line.strip() and not is_quoted(line)), len(below))
    answer = below[own:]
    return [] if own == 0 or any(map(is_quoted, answer)) or not _has_words(below[:own]) else answer


def _cut(above: list[str], older: list[str]) -> list[str]:
    """What stands above, unless it is nothing or says that the answers stand below."""
    if not _has_words(above) or _ANSWERS_BELOW.search("\n".join(above)):
        return above + older
    return above


def _last_own(lines: list[str]) -> int:
    """The place of the last line that is neither quoted nor signature; -1 where there is none.

    Of a very long text only the end is looked at, and what stands before it taken for the sender's own.
    """
    kept = _without_signature(lines)
    before = max(len(kept) - _MOST_LINES, 0)
    looked_at = range(len(kept) - 1, before - 1, -1)
    return next((at for at in looked_at if not is_quoted(kept[at]) and _has_words([kept[at]])), before - 1)


def _has_words(lines: list[str]) -> bool:
    return any(line.strip() and not _DELIMITER.fullmatch(line) for line in lines)


def _without_signature(lines: list[str]) -> list[str]:
    """Cut disclaimers, the block under "-- ", and what phones and mail programs add at the end."""
    kept = list(without_small_print(lines))
    for at in range(len(kept) - 1, max(-1, len(kept) - _MOST_LINES_LOOKED_AT), -1):
        if _SIGNATURE_MARK.fullmatch(kept[at]) and _is_signature(kept[at + 1 :]):
            kept = kept[:at]
    added = takewhile(_is_added, reversed(kept[-_MOST_LINES:]))
    return kept[: len(kept) - sum(1 for _ in added)]


def _is_signature(lines: list[str]) -> bool:
    written = [line.strip() for line in lines if line.strip()]
    return len(written) <= _MOST_SIGNATURE_LINES and not any(map(_is_sentence, written))


def _is_sentence(line: str) -> bool:
    words = len(line.split())
    if _CONTACT.search(line) or _is_added(line):
        return False
    said = words >= 3 and _OF_A_SENTENCE.search(line) is not None
    ended = words >= 4 and line.endswith((".", "!", "?"))
    return said or ended or words >= 7 or _POSTSCRIPT.match(line) is not None


def _is_added(line: str) -> bool:
    if not line.strip() or _DELIMITER.fullmatch(line):
        return True
    if len(line) > _MOST_PHONE_CHARACTERS:
        return False
    line = _LINK.sub(lambda link: link[1] or "", line).strip()
    if not _PHONE.fullmatch(line) or not _DEVICE.search(line):
        return False
    said = _EXCUSE.sub("", line.lower().replace("from my", ""))
    return len(said.split()) <= _MOST_PHONE_WORDS and not _OF_A_SENTENCE.search(said)
