"""How are dates, times and codes said to people on a screen? "Tuesday 24 November, in 2 days".

Pure: `today` and `now` come in as arguments. Codes of the store become words here and nowhere else.
"""

import math
from datetime import date, datetime
from typing import Final

from bot import scanning
from bot.working_days import LONDON, london_date

WORDS: Final = {
    "complaint": "Complaint",
    "service_request": "Service request",
    "enquiry": "Enquiry",
    "feedback": "Feedback",
    "survey_feedback": "Survey answer",
    "contact": "A person still decides",
    "open": "Open",
    "answered": "Answered",
    "closed": "Closed",
    "asb": "Anti-social behaviour",
    "damp_mould": "Damp and mould",
    "money": "Rent and charges",
    "estate": "Estate and grounds",
    "service": "How we deal with people",
    "self_harm": "Self-harm",
    "repeat": "Told us before",
    "legal": "Legal action",
    "group": "Several people",
    "representative": "Someone writes for them",
    "adjustment": "Needs something done differently",
    "declines_complaint": "Says it is no complaint",
    "escalation": "Unhappy with our answer",
    "answer_overdue": "Our answer is late",
    "safe_contact": "Asks to be reached safely",
    "page": "Our own page",
    "at_risk": "Someone at risk",
    "log_complaint": "Logged it as a complaint",
    "escalate": "Took it to stage 2",
    "offer_complaint": "Offered the choice to complain",
    "signpost": "Thanked them and said how to complain",
    "log_service_request": "Logged it as a service request",
    "answer_enquiry": "Sent a receipt and passed the question on",
    "ask_a_person": "Asked a person to decide",
    "open_chosen": "Opened the complaint they chose",
    "decline": "Put their no on record; they can still say yes",
    "changed_mind": "Asked a person to check their choice",
    "ask_which": "Asked which matter they meant",
    "promise_call": "Promised a call",
    "second_unhappy": "Gave it to a person: unhappy a second time",
    "add_to_case": "Added it to the open case",
    "final_answer": "Said that our answer was final, and whom they can go to",
    "greeted": "Said who we are",
    "done": "Closed it on their word",
    "note": "Kept it as a note of staff",
    "file": "Filed it; nothing was sent",
    "translate": "Have it put into English",
    "ask_again": "Asked again: a picture alone is no yes and no no",
    "widget": "Web chat",
    "email": "E-mail",
    "telegram": "Telegram",
    "text": "Text message",
    "phone": "Phone",
    "letter": "Letter",
    "survey": "Survey",
    "social": "Social media",
    "visit": "In person",
    "brought": "Another case system",
    "open311": "Open311",
    "queued": "Waiting to be sent",
    "sending": "Being sent",
    "sent": "Sent",
    "failed": "Could not be sent",
    "suppressed": "Not sent: nothing leaves in this mode",
    "cancelled": "Cancelled before it left",
    "pending": "Offered, not answered yet",
    "accepted": "Said yes",
    "declined": "Said no",
    "unanswered": "Never answered; they can still say yes",
    "stage_2_approver": "Stage 2 approver",
    "member": "An MP, a councillor or the Mayor",
    "mp": "An MP",
}
RULES: Final = {
    "acknowledge_stage_1": "Acknowledge, stage 1",
    "respond_stage_1": "Answer, stage 1",
    "acknowledge_stage_2": "Acknowledge, stage 2",
    "respond_stage_2": "Answer, stage 2",
    "own_acknowledge": "Acknowledge, as we promise ourselves",
    "own_first_call": "Ring them, as we promise ourselves",
    "own_respond": "Answer, as we promise ourselves",
    "contact": "Get in touch",
    "investigate_hazard": "Look into the hazard",
    "summarise_hazard": "Give the written summary",
    "safety_work": "Do the work that makes it safe",
    "start_supplementary_work": "Begin the work that stops it coming back",
    "stop_supplementary_work": "At the very latest, begin that work",
    "make_safe": "Make the home safe",
}
_ANOTHER_WAY: Final = "If you need it, and it is safe to reach the sender, ask for it another way."
_FILE_STATES: Final = {
    scanning.TOO_LARGE: "Too large for the virus scanner, so it cannot be opened here. Ask an administrator to raise "
    "the scanner's limits. Or, where it is safe to reach the sender, ask for smaller files.",
    scanning.FAILED: f"The virus scanner could not read it, so it cannot be opened here. It is tried again by itself. {_ANOTHER_WAY}",
    scanning.LOST: "It could not be taken out of the message again, so it cannot be opened here. The whole message "
    "is kept. If you need it, and it is safe to reach the sender, ask for it once more.",
    scanning.AWAY: "The virus scanner does not answer, so it cannot be opened yet. It is tried again every minute. "
    "If it lasts, ask an administrator to run “hark check”.",
    "": "Not checked for viruses yet, so it cannot be opened. Load this page again in a minute. If it lasts, ask an "
    "administrator to run “hark check”.",
}
_NO_SCANNER: Final = (
    "Not checked for viruses, because no scanner is set up here, so it cannot be opened. Ask an administrator to set "
    "one up."
)


def words_of(code: str) -> str:
    """A code as people say it: service_request becomes "Service request"."""
    return WORDS.get(code) or code.replace("_", " ").replace("-", " ").capitalize()


def rule_words(rule: str) -> str:
    """What a clock is for."""
    return RULES.get(rule) or words_of(rule)


def day(on: date, *, today: date) -> str:
    """A date with its weekday; with its year where that is not this year's."""
    year = f" {on.year}" if on.year != today.year else ""
    return f"{on:%A} {on.day} {on:%B}{year}"


def clock(at: datetime) -> str:
    """A London time as said: 9:05am."""
    local = at.astimezone(LONDON)
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def moment(at: datetime, *, today: date) -> str:
    """An instant in London words: today at 9:05am, or Monday 2 November at 9:05am."""
    on = london_date(at)
    apart = (today - on).days
    said = {0: "today", 1: "yesterday"}.get(apart) or day(on, today=today)
    return f"{said} at {clock(at)}"


def due(on: date, *, today: date) -> str:
    """A deadline with the distance to it: "Tuesday 24 November, in 2 days"."""
    if on.year == date.max.year:
        return "No date"  # nothing is owed; the store keeps such a case last in its queue
    apart = (on - today).days
    if apart == 0:
        return f"Today, {day(on, today=today)}"
    if apart == 1:
        return f"Tomorrow, {day(on, today=today)}"
    if apart > 1:
        return f"{day(on, today=today)}, in {apart} days"
    return f"Overdue by {_days(-apart)}, was due {day(on, today=today)}"


def urgency(on: date | None, *, today: date) -> str:
    """How a deadline is marked: overdue, today, or "" for later."""
    if on is None:
        return ""
    return "overdue" if on < today else "today" if on == today else ""


def confidence(share: float) -> str:
    """A probability as a person would say it."""
    for least, said in (
        (0.97, "almost certain"),
        (0.85, "quite sure"),
        (0.65, "fairly sure"),
        (0.45, "not very sure"),
    ):
        if share >= least:
            return f"{said} ({round(share * 100)}%)"
    return f"only guessing ({round(share * 100)}%)"


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 case, 2 cases."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def file_state(scan: str, note: str, *, has_scanner: bool) -> str:
    """What is known of a file, whether it can be opened, and what to do where it cannot.

    Args:
        scan: a value of `bot.scanning.Outcome`.
        note: the name of what was found, or why nothing is known.
    """
    if scan == scanning.Outcome.CLEAN.value:
        return "Checked: no virus was found."
    if scan == scanning.Outcome.FOUND.value:
        return f"A virus was found: {note}. It cannot be opened here. {_ANOTHER_WAY}"
    return _FILE_STATES.get(note, _FILE_STATES[""]) if has_scanner else _NO_SCANNER


def size_words(size_bytes: int) -> str:
    """How large a file is: 1 kB, 340 kB, 2.4 MB."""
    kilobytes = max(1, math.ceil(size_bytes / 1024))
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{size_bytes / 1024**2:.1f} MB"


def _days(number: int) -> str:
    return count_of(number, "day")
