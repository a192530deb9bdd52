"""From which probability on is something done? Sigmoids and thresholds, all from scores of rows that taught no head.

A missed complaint costs far more than a needless offer, and a missed danger more than a needless alarm: those
thresholds are set by what may be missed, the others by the best balance. Code: 1.3.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from classifiers.calibration import NOT_CALIBRATED, Calibration
from classifiers.examples import Example, messages_of
from classifiers.fitting import askable, truths
from classifiers.groups import GROUPS, groups_of
from classifiers.heads import CHOICES, HEADS, QUESTIONS, WORDS, Floats, Truths
from classifiers.kinds import Answers, derive_kind, share_of
from classifiers.labels import Kind, Signal
from classifiers.language import guess_language

MOST_MISSED: Final = 0.02  # share of dissatisfied writers who may go without an offer
MOST_UNSURE: Final = 0.10  # share of all messages a person may have to decide
LEAST_RIGHT: Final = 0.985  # how often a yes or no to the choice must be right to be said
USUAL: Final = np.array([0.7, 0.3])  # words and meaning, where too few rows can tell
FEWEST_IN_A_GROUP: Final = 20  # complaints; of fewer, one miss says nothing
FEWEST_TO_WEIGH: Final = 25  # fewer yeses than this do not say how words and meaning compare
RECALL_FIRST: Final = {  # share that must be found, and how often an alarm must be right to be believed
    f"signal {signal}": pair
    for signal, pair in (
        (Signal.EMERGENCY, (0.985, 0.30)),
        (Signal.HAZARD, (0.97, 0.55)),
        (Signal.DOMESTIC_ABUSE, (0.98, 0.35)),
        (Signal.AT_RISK, (0.98, 0.35)),
        (Signal.SELF_HARM, (0.98, 0.35)),
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


def calibrate(scores: Floats, held: Sequence[Example], *, with_meaning: bool) -> Calibration:
    """Set every sigmoid and threshold.

    Args:
        scores: of rows that taught no head, shape (2, n_rows, n_heads).
        with_meaning: use the scores by meaning too.
    """
    truth, asked = truths(held), askable(held)
    slopes, offsets = fit_sigmoids(scores, truth, asked, with_meaning=with_meaning)
    sketch = replace(NOT_CALIBRATED, slopes=slopes, offsets=offsets)
    probabilities = sketch.probabilities(scores)
    sketch = replace(sketch, cuts=choose_cuts(probabilities, truth, asked))
    levels = sketch.levels()
    said = messages_of(held)
    probabilities = probabilities[[row.choice is None for row in held]]
    answers = [Answers(**dict(zip(QUESTIONS, map(float, row), strict=False))) for row in probabilities[:, :4]]
    slope, offset, enough = _confidence(answers, levels, said)
    offers = _offers(probabilities, answers, levels, said)
    return replace(sketch, offers=offers, enough=enough, confidence_slope=slope, confidence_offset=offset)


def _confidence(
    answers: Sequence[Answers], levels: Answers, held: Sequence[Example]
) -> tuple[float, float, float]:
    """How shares are evened out, and the confidence below which a person decides."""
    kinds = [derive_kind(each, levels) for each in answers]
    shares = np.array([share_of(kind, each) for kind, each in zip(kinds, answers, strict=True)])
    right = np.array([kind is row.kind for kind, row in zip(kinds, held, strict=True)])
    bounded = np.clip(shares, 1e-4, 1 - 1e-4)
    slope, offset = fit_sigmoid(np.log(bounded / (1 - bounded)), right)
    sketch = replace(NOT_CALIBRATED, confidence_slope=slope, confidence_offset=offset)
    return slope, offset, enough_from(sketch.even_out(shares) * _readable(held))


def _offers(
    probabilities: Floats, answers: Sequence[Answers], levels: Answers, held: Sequence[Example]
) -> Floats:
    """Where the offer begins, for anyone and in each group; who writes in another language goes to a person, with the choice."""
    unhappy = _readable(held) & [row.kind is Kind.COMPLAINT for row in held]
    chosen = np.array([each.explicit >= levels.explicit for each in answers])
    dissatisfied = probabilities[:, QUESTIONS.index("dissatisfied")]
    belongs = np.array([[name in groups_of(row.channel, row.text) for name in GROUPS] for row in held]).T
    in_groups = [_offer_in(dissatisfied, chosen, unhappy & group) for group in belongs]
    return np.array([offer_from(dissatisfied[unhappy], chosen[unhappy]), *in_groups])


def _offer_in(dissatisfied: Floats, chosen: Truths, group: Truths) -> float:
    """One (no bound) for a group of too few to tell."""
    return most_offered(dissatisfied[group], chosen[group]) if group.sum() >= FEWEST_IN_A_GROUP else 1.0


def _readable(held: Sequence[Example]) -> Truths:
    return np.array([guess_language(row.text) in ("en", "") for row in held], dtype=bool)


def fit_sigmoid(scores: Floats, truth: Truths) -> tuple[float, float]:
    """Slope and offset that turn held-back scores into probabilities; with too few answers, the score as it is."""
    slopes, offset = _fit_weights(scores.reshape(-1, 1), truth)
    return (float(slopes[0]), offset) if slopes[0] > 0 else (1.0, 0.0)


def _fit_weights(scores: Floats, truth: Truths) -> tuple[Floats, float]:
    """The weight of each column of scores, and the offset: shapes (n_columns,) and one number."""
    from sklearn.linear_model import LogisticRegression

    if min(int(truth.sum()), int((~truth).sum())) < 3:
        return np.ones(scores.shape[1]) / scores.shape[1], 0.0
    fitted = LogisticRegression(C=100.0).fit(scores, truth)
    return fitted.coef_[0], float(fitted.intercept_[0])


def fit_sigmoids(
    scores: Floats, truth: Truths, asked: Truths, *, with_meaning: bool
) -> tuple[Floats, Floats]:
    """Slopes, shape (2, n_heads), and offsets, shape (n_heads,), of all heads."""
    slopes, offsets = np.zeros((2, len(HEADS))), np.zeros(len(HEADS))
    for head in range(len(HEADS)):
        here, said = scores[:, asked[:, head], head], truth[asked[:, head], head]
        if with_meaning:
            slopes[:, head], offsets[head] = _weigh(here, said)
        else:
            slopes[WORDS, head], offsets[head] = fit_sigmoid(here[WORDS], said)
    return slopes, offsets


def _weigh(scores: Floats, truth: Truths) -> tuple[Floats, float]:
    """How much words and meaning count for one question; as for most signals where too few rows can tell."""
    shares = USUAL
    if int(truth.sum()) >= FEWEST_TO_WEIGH:
        slopes, offset = _fit_weights(scores.T, truth)
        if (slopes > 0).all():
            return slopes, offset
        shares = (slopes > 0).astype(float)  # one that speaks against the truth is not heard
    slope, offset = fit_sigmoid(shares @ scores, truth)
    return slope * shares, offset


def choose_cuts(probabilities: Floats, truth: Truths, asked: Truths) -> Floats:
    """The probability from which each head says yes, shape (n_heads,)."""
    cuts = np.full(len(HEADS), 0.5)
    for number, head in enumerate(HEADS):
        held, answers = probabilities[asked[:, number], number], truth[asked[:, number], number]
        if head in RECALL_FIRST:
            cuts[number] = recall_first(held, answers, *RECALL_FIRST[head])
        elif head in CHOICES:
            cuts[number] = right_first(held, answers, LEAST_RIGHT)
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


def right_first(probabilities: Floats, truth: Truths, least_right: float) -> float:
    """The lowest cut from which a yes is right this often, of enough to tell; above one where none is."""
    order = np.argsort(-probabilities)
    said = np.arange(1, len(order) + 1)
    right = np.cumsum(truth[order]) / said
    good = np.flatnonzero((right >= least_right) & (said >= FEWEST_IN_A_GROUP))
    return float(probabilities[order[good[-1]]]) if len(good) else 1.01


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


def most_offered(dissatisfied: Floats, caught_anyway: Truths) -> float:
    """The highest threshold under which no more than MOST_MISSED of a group lie, at least one being allowed for chance.

    Args as of `offer_from`. Too small a group for a bound of its own, so that this is a check and not a promise.
    """
    open_ones = np.sort(dissatisfied[~caught_anyway])
    may_miss = math.ceil(MOST_MISSED * len(dissatisfied))
    return float(open_ones[may_miss]) if may_miss < len(open_ones) else 1.0


def enough_from(certainties: Floats) -> float:
    """The certainty below which a person decides: at most MOST_UNSURE of held-back messages lie below."""
    if not len(certainties):
        return 0.5
    return float(np.sort(certainties)[math.floor(MOST_UNSURE * len(certainties))])
