"""What is an answer to a survey read as, and what is done with it where something is open already? Code: 1.6, 6.10

Pure. That it answers a survey is known from where it came or what it replies to; only a plain wish for a complaint makes
it more than feedback. Its "no" and "yes" answer the survey's questions and never our choice.
"""

import re
from dataclasses import replace
from typing import Final

from bot.choice import Answer, read_answer
from classifiers.labels import Kind
from classifiers.reading import Reading

BEST_SCORE: Final = 5  #: of the one question we ask ourselves
_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
# "3", "4/5", "two out of five", "I give you a 2"; "3 weeks and nobody came" is no score.
_SCORE: Final = re.compile(
    r"\W*(?:(?:my )?(?:score|answer|rating)\W+|i(?:'d| would|’d)? (?:give|say) (?:(?:it|you|them|him|her) )?(?:an? )?)?"
    rf"([1-5]|{'|'.join(_WORDS)})\s*(?:stars?\s*)?(?:/\s*5|out of (?:5|five))?\s*(?=$|[.,;:!?)–—-](?!\d))",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES_A_COMPLAINT: Final = re.compile(r"\bcompl[ai]", re.IGNORECASE)


def as_survey_answer(reading: Reading, text: str, *, chose_complaint: bool = False) -> Reading:
    """The reading of what is known to answer a survey.

    Args:
        chose_complaint: the survey itself asked whether they want to complain, and they said yes.
    """
    if reading.explicit or chose_complaint or asks_plainly(text):
        return replace(reading, kind=Kind.COMPLAINT, explicit=True, unhappy=True)
    return replace(reading, kind=Kind.SURVEY_FEEDBACK, survey=1.0, sure=True)


def asks_plainly(text: str) -> bool:
    """ "COMPLAINT" or "I want to complain" and nothing else: every questionnaire says that it may be sent."""
    return bool(_NAMES_A_COMPLAINT.search(text)) and read_answer(text) is Answer.YES


def score_in(text: str) -> int | None:
    """The score, 1 to 5, that a reply to our own question begins with; None where it begins with something else."""
    found = _SCORE.match(text)
    return None if found is None else _WORDS.get(found[1].lower()) or int(found[1])
