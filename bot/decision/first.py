"""What is done with a first message? The table of the house, row by row. Code: 1.2, 1.3, 1.4, 1.6."""

from bot.choice import Answer, read_answer
from bot.decision.signs import RISKS, SHOWS_UNHAPPINESS, SPEAKS_FOR_SOMEONE, plainly_unhappy
from bot.decision.solicitors import is_solicitors_letter
from bot.decision.thanks import is_only_thanks
from bot.decision.values import Action, Decision, Facts
from classifiers.labels import Kind, Signal
from classifiers.reading import Reading

MOST_WORDS_OF_A_BARE_ANSWER = 4


def decide_first(reading: Reading, facts: Facts) -> Decision:
    """Choose the action for a message that belongs to nothing we know."""
    if facts.automatic:
        return _from_a_machine(reading, facts)
    if not facts.text.strip():
        what = "a file" if facts.has_attachments else "no words"
        return Decision(Action.ASK_A_PERSON, f"It holds {what} and nothing to read, so a person opens it.")
    if is_solicitors_letter(reading, facts.text):
        return Decision(Action.ASK_A_PERSON, "It is a solicitor's letter, so a person decides.")
    if facts.answers_survey:
        return chosen_already(reading) or by_content(reading)
    if _answers_nothing_we_asked(reading, facts):
        return Decision(Action.ASK_A_PERSON, "It is a bare yes or no, and we asked this sender nothing.")
    if is_only_thanks(reading, facts) or _is_praise(reading):
        return Decision(Action.ANSWER_ENQUIRY, "It thanks us and asks for nothing.")
    return chosen_already(reading) or by_content(reading)


def _from_a_machine(reading: Reading, facts: Facts) -> Decision:
    speaks = plainly_unhappy(reading) or reading.explicit or reading.has(*SPEAKS_FOR_SOMEONE)
    if speaks or (reading.wants_action and reading.sure):
        return Decision(
            Action.ASK_A_PERSON,
            f"A machine sent it ({facts.automatic}) but a resident may be speaking in it.",
        )
    return Decision(Action.FILE, f"A machine sent it and there is nothing in it: {facts.automatic}.")


def _answers_nothing_we_asked(reading: Reading, facts: Facts) -> bool:
    bare = len(facts.text.split()) <= MOST_WORDS_OF_A_BARE_ANSWER and read_answer(facts.text) in (
        Answer.YES,
        Answer.NO,
    )
    return bare and not reading.explicit and "complain" not in facts.text.lower()


def _is_praise(reading: Reading) -> bool:
    """Named praise with nothing to put right: asking whether they want to complain would be an insult."""
    quiet = not (plainly_unhappy(reading) or reading.explicit or reading.wants_action or reading.has(*RISKS))
    return quiet and reading.kind is Kind.ENQUIRY and reading.has(Signal.COMPLIMENT)


def chosen_already(reading: Reading) -> Decision | None:
    """Log the complaint where the resident has already chosen, or speaks of a complaint made before."""
    told_again = reading.unhappy and reading.kind is not Kind.SURVEY_FEEDBACK
    if reading.has(Signal.ESCALATION) and (reading.explicit or told_again):
        return Decision(
            Action.LOG_COMPLAINT,
            "The resident is unhappy with how an earlier complaint was answered. We found no such complaint here, "
            "so it is logged and a person matches the two.",
            to_match=True,
        )
    if reading.explicit:
        return Decision(
            Action.LOG_COMPLAINT,
            "The resident asked to complain.",
            to_match=reading.has(Signal.ANSWER_OVERDUE),
        )
    return None


def by_content(reading: Reading) -> Decision:
    """The rows below the explicit complaint, in the order of the table."""
    if reading.kind is Kind.SURVEY_FEEDBACK:
        return Decision(
            Action.SIGNPOST, "It answers a survey. That is not a complaint by itself; we say how to make one."
        )
    if reading.unhappy or reading.has(*SHOWS_UNHAPPINESS):
        return _offer(reading)
    if not reading.sure:
        return Decision(
            Action.ASK_A_PERSON, "The computer was not sure enough what this is, so a person decides."
        )
    if reading.kind is Kind.COMPLAINT:
        return _offer(reading)
    if reading.wants_action:
        return Decision(
            Action.LOG_SERVICE_REQUEST, "It asks for something to be put right and shows no dissatisfaction."
        )
    return Decision(Action.ANSWER_ENQUIRY, "It asks or tells us something, with nothing to put right.")


def _offer(reading: Reading) -> Decision:
    if reading.has(Signal.DECLINES_COMPLAINT):
        return Decision(
            Action.OFFER_COMPLAINT,
            "It reads as unhappy with us, and says in the same breath that they do not want to complain.",
            declined=True,
        )
    return Decision(
        Action.OFFER_COMPLAINT,
        "It reads as unhappy with us, so the resident is given the choice to complain.",
        to_match=reading.has(Signal.ANSWER_OVERDUE, Signal.ESCALATION),
    )
