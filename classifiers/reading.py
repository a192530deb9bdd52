"""What does a message read like? The value the classifiers hand to the corridor."""

from dataclasses import dataclass

from classifiers.labels import Choice, Kind, Signal, Topic


@dataclass(frozen=True)
class Reading:
    """One message as the model reads it. Probabilities are calibrated, 0 to 1."""

    kind: Kind  #: explicit over survey over dissatisfied over something to put right over none
    confidence: float  #: how likely the kind is
    dissatisfied: float
    survey: float
    wants_action: bool
    explicit: bool
    topic: Topic
    signals: frozenset[Signal]
    because: tuple[tuple[str, float], ...]  #: the words that weighed most for the kind, heaviest first
    model: str  #: version in the registry
    sure: bool  #: False: no answer is likely enough to act on, a person decides
    unhappy: bool  #: dissatisfied reaches the offer threshold of this model, whatever the kind
    language: str = "en"  #: "" where it is not known
    choice: Choice = Choice.UNCLEAR  #: as an answer to the choice to complain, were it one

    def has(self, *signals: Signal) -> bool:
        """Whether any of these signals is there."""
        return not self.signals.isdisjoint(signals)
