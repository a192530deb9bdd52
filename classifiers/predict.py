"""What does a message read like? Subject, text and channel in, a Reading out.

The heads answer, the plain rules of `rules.py` add what must never be missed, and the kind follows from the
answers in the order of `kinds.py`. With the encoder a message is read by its words and its meaning, without it by
its words alone; the model has thresholds for both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from classifiers.because import by_meaning, by_words, name_heaviest
from classifiers.calibration import Calibration
from classifiers.encoder.running import Encoded, Encoder, find_encoder
from classifiers.errors import ModelMismatch
from classifiers.features import Counts, Term, count_terms, list_terms
from classifiers.groups import groups_of
from classifiers.heads import CHOICES, HEADS, MEANING, QUESTIONS, SIGNALS, TOPICS, WORDS, Floats
from classifiers.kinds import Answers, derive_kind, share_of
from classifiers.labels import Choice, Kind, Signal, Topic
from classifiers.language import guess_language
from classifiers.model import Model
from classifiers.reading import Reading
from classifiers.rules import Found, find_rules
from classifiers.words import Message, parse_message, shorten

BY_RULE: Final = 0.97  # how sure a plain rule is that the resident asks to complain
HARMS: Final = frozenset({Signal.DOMESTIC_ABUSE, Signal.AT_RISK, Signal.SELF_HARM})
NUMBER: Final = {head: number for number, head in enumerate(HEADS)}
TOPIC_COLUMNS: Final = [NUMBER[head] for head in TOPICS]
SIGNAL_COLUMNS: Final = [NUMBER[head] for head in SIGNALS]
CHOICE_COLUMNS: Final = [NUMBER[head] for head in CHOICES]


@dataclass(frozen=True)
class Seen:
    """One message as the heads see it."""

    message: Message
    terms: list[Term]
    times: Counts
    weighed: Mapping[str, float]
    encoded: Encoded | None


class Classifier:
    """Reads messages with one trained model; safe to share between threads."""

    def __init__(self, model: Model, version: str, encoder: Encoder | None = None) -> None:
        """Read with this encoder; by words alone where it is None or not the one that taught the heads."""
        self.model = model
        self.version = version
        self._found_another = encoder is not None and encoder.sha256 != model.encoder
        self.encoder = None if self._found_another else encoder
        self.calibration: Calibration = model.calibration(self.encoder.sha256 if self.encoder else "")
        self._levels = self.calibration.levels()

    @property
    def remark(self) -> str:
        """Why the heads must do without what they learnt of meaning, in a sentence; "" where they need not."""
        if self.encoder is not None or self.model.together is None:
            return ""
        if self._found_another:
            return (
                f"Model {self.version!r} was taught with another sentence encoder than this release has, so messages "
                "are read by their words alone. Train again: hark train --promote."
            )
        return (
            "The sentence encoder is missing or damaged, so messages are read by their words alone. "
            "Install Hark again, or run `make encoder`."
        )

    def read(self, text: str, *, subject: str = "", channel: str = "email") -> Reading:
        """Read one message."""
        seen = self._see(parse_message(subject, text, channel))
        return self._read(seen.message, self.calibration.probabilities(self._scores(seen))[0], seen)

    def read_many(self, messages: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (subject, text, channel) each, in the order given."""
        return [self.read(text, subject=subject, channel=channel) for subject, text, channel in messages]

    def read_scored(self, messages: Sequence[tuple[str, str, str]], scores: Floats) -> list[Reading]:
        """Read messages whose scores are known already, e.g. from a fit that never saw them; not saying why.

        Args:
            scores: shape (2, n_messages, n_heads).
        """
        probabilities = self.calibration.probabilities(scores)
        return [
            self._read(parse_message(*message), each)
            for message, each in zip(messages, probabilities, strict=True)
        ]

    def probabilities(self, messages: Sequence[tuple[str, str, str]]) -> Floats:
        """What the heads answer, before any rule: shape (n_messages, n_heads)."""
        if not messages:
            return np.zeros((0, len(HEADS)))
        seen = [self._see(parse_message(*message)) for message in messages]
        return self.calibration.probabilities(np.concatenate([self._scores(each) for each in seen], axis=1))

    def _see(self, message: Message) -> Seen:
        terms = list(list_terms(message, self.model.vocabulary.cues))
        times = count_terms(terms)
        encoded = self.encoder.encode(message) if self.encoder else None
        return Seen(message, terms, times, self.model.vocabulary.weigh(times), encoded)

    def _scores(self, seen: Seen) -> Floats:
        row = self.model.vocabulary.row_of(seen.weighed)
        return self.model.heads.scores([row], seen.encoded.vector[None, :] if seen.encoded else None)

    def _read(self, message: Message, probabilities: Floats, seen: Seen | None = None) -> Reading:
        found = find_rules(message.subject, shorten(message.text))
        answers = self._answers(probabilities, found)
        kind = derive_kind(answers, self._levels)
        confidence = self._confidence(kind, answers)
        language = guess_language(message.text)
        return Reading(
            kind=kind,
            confidence=round(confidence, 4),
            dissatisfied=round(answers.dissatisfied, 4),
            survey=round(answers.survey, 4),
            wants_action=answers.wants_action >= self._levels.wants_action,
            explicit=answers.explicit >= self._levels.explicit,
            topic=list(Topic)[int(np.argmax(probabilities[TOPIC_COLUMNS]))],
            signals=self._signals(probabilities, found),
            because=self._because(kind, answers, seen, found) if seen else (),
            model=self.version,
            sure=confidence >= self.calibration.enough and language in ("en", ""),
            unhappy=self._is_unhappy(answers, groups_of(message.channel, message.text)),
            language=language,
            choice=self._choice(probabilities),
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

    def _confidence(self, kind: Kind, answers: Answers) -> float:
        """How likely the kind is, evened out on held-back messages."""
        return float(self.calibration.even_out(np.array([share_of(kind, answers)]))[0])

    def _is_unhappy(self, answers: Answers, groups: frozenset[str]) -> bool:
        """Whether the choice to complain is to be offered. Code: 1.3."""
        offered = answers.dissatisfied >= self.calibration.offer_in(groups)
        return offered or answers.explicit >= self._levels.explicit

    def _signals(self, probabilities: Floats, found: Found) -> frozenset[Signal]:
        """What the heads and the rules found; safeguarding stands beside a harm and never alone."""
        held = probabilities[SIGNAL_COLUMNS] >= self.calibration.cuts[SIGNAL_COLUMNS]
        read = {signal for signal, is_held in zip(Signal, held, strict=True) if is_held}
        signals = (read | found.signals) - {Signal.SAFEGUARDING}
        return frozenset(signals | ({Signal.SAFEGUARDING} if signals & HARMS else set()))

    def _choice(self, probabilities: Floats) -> Choice:
        """What it says as an answer to the choice; only where it is plain enough to act on."""
        held = probabilities[CHOICE_COLUMNS] >= self.calibration.cuts[CHOICE_COLUMNS]
        if held.sum() != 1:
            return Choice.UNCLEAR
        return (Choice.YES, Choice.NO, Choice.CALL)[int(np.argmax(held))]

    def _because(
        self, kind: Kind, answers: Answers, seen: Seen, found: Found
    ) -> tuple[tuple[str, float], ...]:
        """The words of the rule that decided, then the words that weighed most in the scores that did."""
        heads, slopes = self._deciders(kind, answers), self.calibration.slopes
        words = (self.model.heads.words[:, heads] * slopes[WORDS, heads]).sum(axis=1)
        shares = [by_words(seen.terms, seen.times, seen.weighed, self.model.vocabulary, words)]
        if seen.encoded:
            meaning = (self.model.heads.meaning[:, heads] * slopes[MEANING, heads]).sum(axis=1)
            pieces = seen.encoded.states.astype(np.float64) @ meaning / len(seen.encoded.states)
            shares.append(by_meaning(pieces, seen.encoded.places))
        sign = -1.0 if kind is Kind.ENQUIRY else 1.0
        signed = [{place: sign * share for place, share in each.items()} for each in shares]
        by_rule = tuple((said, 1.0) for said in found.words[:1])
        return (by_rule + name_heaviest(seen.message.words, *signed))[:8]

    def _deciders(self, kind: Kind, answers: Answers) -> list[int]:
        """The questions that decided; for an enquiry both of those that did not hold."""
        if kind is Kind.ENQUIRY:
            return [NUMBER["dissatisfied"], NUMBER["wants_action"]]
        if kind is Kind.COMPLAINT:
            return [NUMBER["explicit" if answers.explicit >= self._levels.explicit else "dissatisfied"]]
        return [NUMBER["survey" if kind is Kind.SURVEY_FEEDBACK else "wants_action"]]


def read_with(model: Model, version: str) -> Classifier:
    """A classifier with the encoder of this release; without it where it is missing or damaged (`remark`)."""
    try:
        return Classifier(model, version, find_encoder() if model.together else None)
    except ModelMismatch:
        return Classifier(model, version, None)
