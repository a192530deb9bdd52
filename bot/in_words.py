"""How are dates, times and codes said to people on a screen? "Tuesday 24 November, in 2 days".

Pure: `today` and `now` come in as arguments. Codes of the store become words here and nowhere else.
"""

from datetime import date, datetime
from typing import Final

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
}
RULES: Final = {
    "acknowledge_stage_1": "Acknowledge, stage 1",
    "respond_stage_1": "Answer, stage 1",
    "acknowledge_stage_2": "Acknowledge, stage 2",
    "respond_stage_2": "Answer, stage 2",
    "own_acknowledge": "Acknowledge, as we promise ourselves",
    "contact": "Get in touch",
    "investigate_hazard": "Look into the hazard",
    "make_safe": "Make the home safe",
}


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


def _days(number: int) -> str:
    return count_of(number, "day")
