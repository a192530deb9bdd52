"""What does a message read like? Subject, text and channel in, a Reading out.

The heads answer, the plain rules of `rules.py` add what must never be missed, and the kind follows from the
answers in the order of `kinds.py`.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from classifiers.because import explain
from classifiers.calibrate import even_out
from classifiers.features import Term, count_terms, list_terms
from classifiers.heads import HEADS, QUESTIONS, SIGNALS, TOPICS, Floats
from classifiers.kinds import Answers, derive_kind, share_of
from classifiers.labels import Kind, Signal, Topic
from classifiers.language import guess_language
from classifiers.model import Model
from classifiers.reading import Reading
from classifiers.rules import Found, find_rules
from classifiers.words import Message, parse_message, shorten

BY_RULE: Final = 0.97  # how sure a plain rule is that the resident asks to complain
HARMS: Final = frozenset({Signal.DOMESTIC_ABUSE, Signal.AT_RISK, Signal.SELF_HARM})
NUMBER: Final = {head: number for number, head in enumerate(HEADS)}
TOPIC_COLUMNS: Final = [NUMBER[head] for head in TOPICS]


class Classifier:
    """Reads messages with one trained model; safe to share between threads."""

    def __init__(self, model: Model, version: str) -> None:
        self.model = model
        self.version = version

    def read(self, text: str, *, subject: str = "", channel: str = "email") -> Reading:
        """Read one message."""
        return self.read_many([(subject, text, channel)])[0]

    def read_many(self, messages: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (subject, text, channel) each, in the order given."""
        parsed = [parse_message(*message) for message in messages]
        listed = [list(list_terms(message, self.model.vocabulary.cues)) for message in parsed]
        scores = self.model.heads.scores([self.model.vocabulary.row(count_terms(terms)) for terms in listed])
        return self.read_scored(parsed, listed, scores)

    def read_scored(
        self, parsed: Sequence[Message], listed: Sequence[list[Term]], scores: Floats
    ) -> list[Reading]:
        """Read messages whose scores are known already, e.g. from a fit that never saw them.

        Args:
            scores: shape (n_messages, n_heads).
        """
        probabilities = self.model.heads.probabilities(scores)
        return [self._read(*each) for each in zip(parsed, listed, scores, probabilities, strict=True)]

    def _read(self, message: Message, terms: list[Term], scores: Floats, probabilities: Floats) -> Reading:
        found = find_rules(message.subject, shorten(message.text))
        answers = self._answers(probabilities, found)
        kind = derive_kind(answers, cuts_of(self.model))
        confidence = confidence_of(self.model, kind, answers)
        language = guess_language(message.text)
        return Reading(
            kind=kind,
            confidence=round(confidence, 4),
            dissatisfied=round(answers.dissatisfied, 4),
            survey=round(answers.survey, 4),
            wants_action=answers.wants_action >= cuts_of(self.model).wants_action,
            explicit=answers.explicit >= cuts_of(self.model).explicit,
            topic=list(Topic)[int(np.argmax(scores[TOPIC_COLUMNS]))],
            signals=self._signals(probabilities, found),
            because=self._because(kind, answers, message, terms, found),
            model=self.version,
            sure=confidence >= self.model.enough and language in ("en", ""),
            unhappy=is_unhappy(self.model, answers),
            language=language,
        )

    def _answers(self, probabilities: Floats, found: Found) -> Answers:
        survey, dissatisfied, wants_action, explicit = (
            float(probabilities[NUMBER[name]]) for name in QUESTIONS
        )
        if found.explicit:
            explicit = max(explicit, BY_RULE)
        if found.explicit or Signal.ESCALATION in found.signals:
            dissatisfied = max(dissatisfied, BY_RULE)
        return Answers(explicit=explicit, survey=survey, dissatisfied=dissatisfied, wants_action=wants_action)

    def _signals(self, probabilities: Floats, found: Found) -> frozenset[Signal]:
        """What the heads and the rules found; safeguarding stands beside a harm and never alone."""
        cuts = self.model.heads.cuts
        read = {
            signal
            for signal, head in zip(Signal, SIGNALS, strict=True)
            if probabilities[NUMBER[head]] >= cuts[NUMBER[head]]
        }
        signals = (read | found.signals) - {Signal.SAFEGUARDING}
        return frozenset(signals | ({Signal.SAFEGUARDING} if signals & HARMS else set()))

    def _because(
        self, kind: Kind, answers: Answers, message: Message, terms: list[Term], found: Found
    ) -> tuple[tuple[str, float], ...]:
        weighed = explain(terms, message.words, self.model.vocabulary, self._decider(kind, answers))
        by_rule = tuple((words, 1.0) for words in found.words[:1])
        return (by_rule + weighed)[:8]

    def _decider(self, kind: Kind, answers: Answers) -> Floats:
        """Coefficients of the question that decided; for an enquiry, against both of those that did not hold."""
        weights = self.model.heads.coefficients
        if kind is Kind.ENQUIRY:
            against: Floats = -(weights[:, NUMBER["dissatisfied"]] + weights[:, NUMBER["wants_action"]])
            return against
        decided = {Kind.SURVEY_FEEDBACK: "survey", Kind.SERVICE_REQUEST: "wants_action"}.get(
            kind, "dissatisfied"
        )
        chosen = kind is Kind.COMPLAINT and answers.explicit >= cuts_of(self.model).explicit
        column: Floats = weights[:, NUMBER["explicit" if chosen else decided]]
        return column


def cuts_of(model: Model) -> Answers:
    """From which probability on each of the four questions is a yes."""
    return Answers(**{name: float(model.heads.cuts[NUMBER[name]]) for name in QUESTIONS})


def confidence_of(model: Model, kind: Kind, answers: Answers) -> float:
    """How likely the kind is, evened out on held-back messages."""
    share = np.array([share_of(kind, answers)])
    return float(even_out(share, model.confidence_slope, model.confidence_offset)[0])


def is_unhappy(model: Model, answers: Answers) -> bool:
    """Whether the choice to complain is to be offered. Code: 1.3."""
    return answers.dissatisfied >= model.offer or answers.explicit >= cuts_of(model).explicit
