"""Which language is a resident answered in, and what must people do where we have no checked text in it? Pure. Code: 3.1, 5.10."""

from bot.decision.tasks import TaskWanted
from bot.decision.values import Action, Decision, Facts
from bot.wording.languages import ENGLISH, language_name
from classifiers.reading import Reading

LEAST_WORDS = 4  # "no thanks" under a Polish thread makes nobody an English speaker


def language_kept(known: str, *, said_by_staff: bool, read: str, text: str) -> str:
    """The language a resident is answered in from now on.

    Args:
        known: what was kept of them before; "" for nothing.
        read: what this message reads as; "" where that is not sure.
    """
    if said_by_staff or not read:
        return known
    return known if known and len(text.split()) < LEAST_WORDS else read


def language_tasks(
    decision: Decision, reading: Reading, facts: Facts, *, text: str, at_risk: bool
) -> tuple[TaskWanted, ...]:
    """A translation of what they wrote, and a call where what we send is English to them.

    Args:
        text: the wording that is sent; "" for none.
    """
    if facts.automatic or facts.from_staff or at_risk or decision.action is Action.NOTE:
        return ()
    spoken, tasks = facts.language or reading.language, []
    if spoken not in (ENGLISH, "") and text not in facts.checked_texts:
        tasks.append(
            TaskWanted(
                "interpreter_call",
                "case",
                1,
                f"They speak {language_name(spoken)}, and were answered in English. "
                "Ring with an interpreter, and give the choice to complain.",
                once_a_case=True,
            )
        )
    if reading.language not in (ENGLISH, ""):
        tasks.append(
            TaskWanted(
                "translate",
                "case",
                1,
                f"They wrote in {language_name(reading.language)}. "
                "Have it put into English, and check how it was read.",
            )
        )
    return tuple(tasks)
