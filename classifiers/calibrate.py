"""From which probability on is something done? Sigmoids and thresholds, all from held-back scores.

A missed complaint costs far more than a needless offer, and a missed danger more than a needless alarm: those
thresholds are set by what may be missed, the others by the best balance. Code: 1.3.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from classifiers.heads import HEADS, Floats, Truths, sigmoid
from classifiers.labels import Signal

MOST_MISSED: Final = 0.02  # share of dissatisfied writers who may go without an offer
MOST_UNSURE: Final = 0.10  # share of all messages a person may have to decide
RECALL_FIRST: Final = {  # share that must be found, and how often an alarm must be right to be believed
    f"signal {signal}": pair
    for signal, pair in (
        (Signal.EMERGENCY, (0.92, 0.55)),
        (Signal.HAZARD, (0.90, 0.55)),
        (Signal.DOMESTIC_ABUSE, (0.90, 0.50)),
        (Signal.AT_RISK, (0.85, 0.50)),
        (Signal.SELF_HARM, (0.90, 0.50)),
    )
}


@dataclass(frozen=True)
class Interval:
    """A share with its 95% interval."""

    share: float
    low: float
    high: float


def wilson(hits: int, of: int) -> Interval:
    """The Wilson interval of a share; (0, 0, 1) where there is nothing to count."""
    if of == 0:
        return Interval(0.0, 0.0, 1.0)
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half))


def fit_sigmoid(scores: Floats, truth: Truths) -> tuple[float, float]:
    """Slope and offset that turn held-back scores into probabilities; with too few answers, the score as it is."""
    from sklearn.linear_model import LogisticRegression

    if min(int(truth.sum()), int((~truth).sum())) < 3:
        return 1.0, 0.0
    fitted = LogisticRegression(C=100.0).fit(scores.reshape(-1, 1), truth)
    slope = float(fitted.coef_[0, 0])
    return (slope, float(fitted.intercept_[0])) if slope > 0 else (1.0, 0.0)


def fit_sigmoids(scores: Floats, truth: Truths, asked: Truths) -> tuple[Floats, Floats]:
    """Slopes and offsets of all heads, shape (n_heads,) each."""
    fitted = [
        fit_sigmoid(scores[asked[:, head], head], truth[asked[:, head], head])
        for head in range(scores.shape[1])
    ]
    return np.array([slope for slope, _ in fitted]), np.array([offset for _, offset in fitted])


def choose_cuts(probabilities: Floats, truth: Truths, asked: Truths) -> Floats:
    """The probability from which each head says yes, shape (n_heads,)."""
    cuts = np.full(len(HEADS), 0.5)
    for number, head in enumerate(HEADS):
        held, answers = probabilities[asked[:, number], number], truth[asked[:, number], number]
        if head in RECALL_FIRST:
            cuts[number] = recall_first(held, answers, *RECALL_FIRST[head])
        elif not head.startswith("topic"):
            cuts[number] = best_balance(held, answers)
    return cuts


def best_balance(probabilities: Floats, truth: Truths) -> float:
    """The cut with the best F1 that is right more often than wrong; the middle where several are as good."""
    if truth.sum() < 3:
        return 0.5
    tried = np.linspace(0.05, 0.9, 86)
    scores = np.array([_f1(probabilities >= cut, truth) for cut in tried])
    scores[[_right(probabilities >= cut, truth) < 0.5 for cut in tried]] *= 0.5
    best = tried[scores >= scores.max() - 0.005]
    return float(best[len(best) // 2])


def _right(said: Truths, truth: Truths) -> float:
    return float(truth[said].mean()) if said.any() else 1.0


def _f1(said: Truths, truth: Truths) -> float:
    both = int((said & truth).sum())
    return 2 * both / max(1, int(said.sum()) + int(truth.sum()))


def recall_first(probabilities: Floats, truth: Truths, share: float, least_right: float) -> float:
    """The highest cut that finds this share; higher still where alarms would mostly be false."""
    if truth.sum() < 3:
        return 0.2
    found = np.sort(probabilities[truth])
    cut = found[int((1 - share) * len(found))]
    for candidate in found[found >= cut]:
        if truth[probabilities >= candidate].mean() >= least_right:
            return float(candidate)
    return float(cut)


def offer_from(dissatisfied: Floats, caught_anyway: Truths) -> float:
    """The probability of dissatisfaction from which the choice is offered.

    The highest that leaves at most MOST_MISSED of dissatisfied writers without it, counted one to the worse
    (conformal risk control: the promise is for the next writer, not for these).

    Args:
        dissatisfied: held-back probabilities of messages that were dissatisfied, shape (n,).
        caught_anyway: those logged already because they asked to complain, shape (n,).
    Code: 1.3
    """
    may_miss = math.floor(MOST_MISSED * (len(dissatisfied) + 1) - 1)
    if may_miss < 0:
        return 0.0
    open_ones = np.sort(dissatisfied[~caught_anyway])
    return float(open_ones[may_miss]) if may_miss < len(open_ones) else 0.5


def enough_from(certainties: Floats) -> float:
    """The certainty below which a person decides: at most MOST_UNSURE of held-back messages lie below."""
    if not len(certainties):
        return 0.5
    return float(np.sort(certainties)[math.floor(MOST_UNSURE * len(certainties))])


def even_out(confidences: Floats, slope: float, offset: float) -> Floats:
    """Turn the product of the heads' answers into how often such a product proved right."""
    bounded = np.clip(confidences, 1e-4, 1 - 1e-4)
    return sigmoid(np.log(bounded / (1 - bounded)) * slope + offset)
