"""How does a head learn from rows? Labels as arrays, and two logistic regressions a question."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from classifiers.examples import CORRECTIONS, Example
from classifiers.heads import CHOICES, HEADS, Floats, Heads, Row, Truths
from classifiers.labels import Kind, Signal, Topic

CORRECTION_WEIGHT: Final = (
    3.0  #: a correction of this landlord's staff teaches as much as so many of our rows
)
FIRMNESS_OF_WORDS: Final = 10.0  #: the C of scikit-learn; both chosen on the calibration batches
FIRMNESS_OF_MEANING: Final = 0.03


def stack(rows: Sequence[Row], n_features: int) -> csr_matrix:
    """Put the rows of `Vocabulary.row` into one sparse matrix, shape (n_messages, n_features)."""
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    return csr_matrix(
        (np.concatenate([values for _, values in rows]), columns, ends), shape=(len(rows), n_features)
    )


def truths(rows: Sequence[Example]) -> Truths:
    """What people answered to every question: shape (n_rows, n_heads)."""
    return np.array([_answers(row) for row in rows], dtype=bool).reshape(len(rows), len(HEADS))


def _answers(row: Example) -> list[bool]:
    first = [row.kind is Kind.SURVEY_FEEDBACK, row.kind is Kind.COMPLAINT, row.wants_action, row.explicit]
    first += [row.topic is topic for topic in Topic] + [signal in row.signals for signal in Signal]
    return first + [f"choice {row.choice}" == head for head in CHOICES]


def askable(rows: Sequence[Example]) -> Truths:
    """Which questions may be asked of which row: shape (n_rows, n_heads).

    Whether a survey answer is dissatisfied is not labelled, so it teaches that head nothing. An answer to the choice
    has no other label; a message that asks to complain, or declines to, would be a yes or a no if it were one.
    """
    asked = np.ones((len(rows), len(HEADS)), dtype=bool)
    asked[:, HEADS.index("dissatisfied")] = [row.kind is not Kind.SURVEY_FEEDBACK for row in rows]
    answers, others = np.array([row.choice is not None for row in rows]), len(HEADS) - len(CHOICES)
    asked[answers, :others] = False
    asked[:, others:] = (answers | [not _chooses(row) for row in rows])[:, None]
    return asked


def _chooses(row: Example) -> bool:
    return row.explicit or Signal.DECLINES_COMPLAINT in row.signals


def weights_of(rows: Sequence[Example]) -> Floats:
    """How much each row teaches: shape (n_rows,)."""
    return np.array([CORRECTION_WEIGHT if row.batch.startswith(CORRECTIONS) else 1.0 for row in rows])


def fit_heads(
    matrix: csr_matrix,
    vectors: NDArray[np.float32] | None,
    rows: Sequence[Example],
    *,
    each: Callable[[], None] = lambda: None,
) -> Heads:
    """Fit every head on these rows.

    Args:
        matrix: the words, shape (n_rows, n_features).
        vectors: what the encoder made of them, shape (n_rows, width), or None.
        each: called after each head, for a progress bar.
    """
    width = 0 if vectors is None else vectors.shape[1]
    words, meaning = np.zeros((matrix.shape[1], len(HEADS))), np.zeros((width, len(HEADS)))
    intercepts = np.zeros((2, len(HEADS)))
    weights, questions = weights_of(rows), zip(truths(rows).T, askable(rows).T, strict=True)
    for number, (truth, asked) in enumerate(questions):
        words[:, number], intercepts[0, number] = _fit_words_head(matrix[asked], truth[asked], weights[asked])
        if vectors is not None:
            meaning[:, number], intercepts[1, number] = fit_meaning_head(
                vectors[asked], truth[asked], weights[asked]
            )
        each()
    return Heads(words, meaning, intercepts)


def fit_meaning_head(
    vectors: NDArray[np.float32], truth: Truths, weights: Floats | None = None
) -> tuple[Floats, float]:
    """One head over meaning: coefficients, shape (width,), and intercept."""
    return _fit(
        vectors.astype(np.float64), truth, weights, firmness=FIRMNESS_OF_MEANING, solver="lbfgs", tol=1e-3
    )


def _fit_words_head(matrix: csr_matrix, truth: Truths, weights: Floats) -> tuple[Floats, float]:
    """One head over words: coefficients, shape (n_features,), and intercept."""
    return _fit(matrix, truth, weights, firmness=FIRMNESS_OF_WORDS, solver="liblinear", dual=True)


def _fit(
    features: csr_matrix | Floats,
    truth: Truths,
    weights: Floats | None,
    *,
    firmness: float,
    **how: object,
) -> tuple[Floats, float]:
    """Where all rows have the same answer there is nothing to learn but that answer."""
    from sklearn.linear_model import LogisticRegression

    if truth.all() or not truth.any():
        return np.zeros(features.shape[1]), 3.0 if truth.any() else -3.0
    head = LogisticRegression(C=firmness, class_weight="balanced", random_state=0, max_iter=5000, **how)
    head.fit(features, truth, sample_weight=weights)
    return head.coef_[0], float(head.intercept_[0])
