"""How does a head learn from rows? Labels as arrays, and one logistic regression a question."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from classifiers.examples import Example
from classifiers.heads import HEADS, Floats, Row, Truths
from classifiers.labels import Kind, Signal, Topic


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
    return first + [row.topic is topic for topic in Topic] + [signal in row.signals for signal in Signal]


def askable(rows: Sequence[Example]) -> Truths:
    """Which questions may be asked of which row: shape (n_rows, n_heads).

    Whether a survey answer is dissatisfied is not labelled, so it teaches that head nothing.
    """
    asked = np.ones((len(rows), len(HEADS)), dtype=bool)
    asked[:, HEADS.index("dissatisfied")] = [row.kind is not Kind.SURVEY_FEEDBACK for row in rows]
    return asked


def fit_heads(
    matrix: csr_matrix, rows: Sequence[Example], *, each: Callable[[], None] = lambda: None
) -> tuple[Floats, Floats]:
    """Fit every head on these rows.

    Args:
        each: called after each head, for a progress bar.
    Returns:
        coefficients, shape (n_features, n_heads), and intercepts, shape (n_heads,).
    """
    coefficients = np.zeros((matrix.shape[1], len(HEADS)))
    intercepts = np.zeros(len(HEADS))
    for number, (truth, asked) in enumerate(zip(truths(rows).T, askable(rows).T, strict=True)):
        coefficients[:, number], intercepts[number] = _fit_head(matrix[asked], truth[asked])
        each()
    return coefficients, intercepts


def _fit_head(matrix: csr_matrix, truth: Truths) -> tuple[Floats, float]:
    """One head. Where all rows have the same answer there is nothing to learn but that answer."""
    from sklearn.linear_model import LogisticRegression

    if truth.all() or not truth.any():
        return np.zeros(matrix.shape[1]), 3.0 if truth.any() else -3.0
    head = LogisticRegression(
        solver="liblinear", dual=True, C=10.0, class_weight="balanced", random_state=0, max_iter=5000
    )
    head.fit(matrix, truth)
    return head.coef_[0], float(head.intercept_[0])
