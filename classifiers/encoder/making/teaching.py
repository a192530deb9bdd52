"""How is the network taught? One loop, four objectives, the average of its last weights kept.

- `answers`: every question of the guide at once, cross-entropy.
- `contrast`: vectors of the same kind and topic drawn together, of different kinds pushed apart.
- `contrast first`: the second, then the first.
- `together`: both in every step, from one pass.
"""

import math
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from classifiers.encoder.making.lessons import Lessons, draw_batches
from classifiers.encoder.making.network import Network, pad

OBJECTIVES: Final = ("answers", "contrast", "contrast first", "together")
WARMING: Final = 0.1  #: share of the steps in which the pace rises
TEMPERATURE: Final = 0.1
WEIGHTS: Final = {
    "questions": 4.0,
    "kinds": 1.0,
    "topics": 1.0,
    "signals": 8.0,
    "choices": 1.0,
    "contrast": 2.0,
}  # of the losses against each other

Loss = Callable[[Network, Lessons, list[int]], torch.Tensor]


@dataclass(frozen=True)
class Course:
    """How the teaching goes."""

    objective: str = "answers"
    rounds: int = 5
    pace: float = 1e-4  #: learning rate of the encoder
    pace_of_answers: float = 2e-3
    batch: int = 32
    averaged: float = 0.4  #: share of the steps, the last ones, whose weights are averaged
    seed: int = 0


def teach(network: Network, lessons: Lessons, course: Course, *, say: Callable[[str], None]) -> None:
    """Teach the network in place."""
    torch.manual_seed(course.seed)
    torch.set_num_threads(os.cpu_count() or 1)  # torch by itself takes one where a core has one thread
    for name, rounds in _parts_of(course):
        _run(network, lessons, course, LOSSES[name], rounds, say=say)


def _parts_of(course: Course) -> list[tuple[str, int]]:
    if course.objective == "contrast first":
        return [("contrast", 2), ("answers", course.rounds - 2)]
    return [(course.objective, course.rounds)]


def _run(
    network: Network, lessons: Lessons, course: Course, loss: Loss, rounds: int, *, say: Callable[[str], None]
) -> None:
    chance = random.Random(course.seed)
    batches = [batch for _ in range(rounds) for batch in draw_batches(lessons.pieces, course.batch, chance)]
    steps, averaging = len(batches), int((1 - course.averaged) * len(batches))
    optimizer = torch.optim.AdamW(_groups(network, course), weight_decay=0.01)
    paces = [group["lr"] for group in optimizer.param_groups]
    average = torch.optim.swa_utils.AveragedModel(network, use_buffers=False)
    for step, batch in enumerate(batches):
        network.train()
        for group, pace in zip(optimizer.param_groups, paces, strict=True):
            group["lr"] = pace * _share_of_pace(step, steps)
        optimizer.zero_grad()
        here = loss(network, lessons, batch)
        here.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if step >= averaging:
            average.update_parameters(network)
        if step % 50 == 0:
            say(f"step {step} of {steps}: {here.item():.3f}")
    network.load_state_dict(average.module.state_dict())


def _groups(network: Network, course: Course) -> list[dict[str, object]]:
    return [
        {"params": list(network.encoder.parameters()), "lr": course.pace},
        {"params": list(network.answers.parameters()), "lr": course.pace_of_answers},
    ]


def _share_of_pace(step: int, steps: int) -> float:
    """It rises for the first tenth, then falls to almost nothing."""
    return min(1.0, (step + 1) / (WARMING * steps)) * max(0.02, 0.5 * (1 + math.cos(math.pi * step / steps)))


def loss_of_answers(network: Network, lessons: Lessons, batch: list[int]) -> torch.Tensor:
    """Every question at once."""
    return _of_answers(_vectors(network, lessons, batch), network, lessons, batch)


def loss_of_contrast(network: Network, lessons: Lessons, batch: list[int]) -> torch.Tensor:
    """Each row is to lie nearer to those of its kind and topic than to the others."""
    return _of_contrast(_vectors(network, lessons, batch), lessons, batch)


def loss_of_both(network: Network, lessons: Lessons, batch: list[int]) -> torch.Tensor:
    """The two together."""
    vectors = _vectors(network, lessons, batch)
    contrast = WEIGHTS["contrast"] * _of_contrast(vectors, lessons, batch)
    return _of_answers(vectors, network, lessons, batch) + contrast


LOSSES: Final[dict[str, Loss]] = {
    "answers": loss_of_answers,
    "contrast": loss_of_contrast,
    "together": loss_of_both,
}


def _vectors(network: Network, lessons: Lessons, batch: list[int]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=can_be_short()):
        vectors = network.vectors(*pad([lessons.pieces[row] for row in batch]))
    return vectors.float()


def can_be_short() -> bool:
    """Whether this processor multiplies numbers of 16 bits in tiles; then teaching takes a third of the time."""
    return bool(torch.cpu._is_amx_tile_supported())


def _of_answers(vectors: torch.Tensor, network: Network, lessons: Lessons, batch: list[int]) -> torch.Tensor:
    said = network.answered(vectors)
    return sum((WEIGHTS[name] * loss for name, loss in _losses(said, lessons, batch)), start=torch.zeros(()))


def _losses(
    said: dict[str, torch.Tensor], lessons: Lessons, batch: list[int]
) -> Iterator[tuple[str, torch.Tensor]]:
    """The loss of each question over the rows it may be asked of."""
    choices = torch.from_numpy(lessons.choices[batch])
    answers, messages = choices >= 0, choices < 0
    if answers.any():
        yield "choices", functional.cross_entropy(said["choices"][answers], choices[answers])
    if not messages.any():
        return
    asked = torch.from_numpy(lessons.asked[batch])
    each = functional.binary_cross_entropy_with_logits(
        said["questions"], torch.from_numpy(lessons.questions[batch]), reduction="none"
    )
    yield "questions", (each * asked)[messages].mean()
    for name, labels in (("kinds", lessons.kinds), ("topics", lessons.topics)):
        yield name, functional.cross_entropy(said[name][messages], torch.from_numpy(labels[batch])[messages])
    yield (
        "signals",
        functional.binary_cross_entropy_with_logits(
            said["signals"][messages],
            torch.from_numpy(lessons.signals[batch])[messages],
            pos_weight=torch.from_numpy(lessons.rarity),
        ),
    )


def _of_contrast(vectors: torch.Tensor, lessons: Lessons, batch: list[int]) -> torch.Tensor:
    """Over the messages alone: an answer to the choice has no kind."""
    messages = [at for at, row in enumerate(batch) if lessons.choices[row] < 0]
    rows = [batch[at] for at in messages]
    directions = functional.normalize(vectors[messages], dim=1)
    likeness = directions @ directions.T / TEMPERATURE
    likeness = likeness.masked_fill(torch.eye(len(rows), dtype=torch.bool), -1e9)
    alike = torch.from_numpy(_alike(lessons, rows))
    shares = functional.log_softmax(likeness, dim=1)
    return -(alike * shares).sum(dim=1).div(alike.sum(dim=1).clamp(min=1.0)).sum() / max(len(rows), 1)


def _alike(lessons: Lessons, batch: list[int]) -> NDArray[np.float32]:
    """1 for another row of the same kind, 2 where the topic is the same too: shape (n, n)."""
    kinds, topics = lessons.kinds[batch], lessons.topics[batch]
    same_kind = kinds[:, None] == kinds[None, :]
    both = same_kind & (topics[:, None] == topics[None, :])
    alike: NDArray[np.float32] = same_kind.astype(np.float32) + both.astype(np.float32)
    np.fill_diagonal(alike, 0.0)
    return alike
