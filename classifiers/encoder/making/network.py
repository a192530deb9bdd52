"""What learns? all-MiniLM-L6-v2, the mean over its last states, and one linear layer of answers that is thrown away.

The heads that read are fitted afterwards, on the vectors of the int8 file (`classifiers/fitting.py`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn

from classifiers.encoder.running import WIDTH
from classifiers.heads import QUESTIONS, SIGNALS, TOPICS
from classifiers.labels import Choice, Kind

ANSWERS: Final = {
    "questions": len(QUESTIONS),
    "kinds": len(Kind),
    "topics": len(TOPICS),
    "signals": len(SIGNALS),
    "choices": len(Choice),
}


class Network(nn.Module):
    """The encoder and its answers."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        from transformers import BertModel

        self.encoder = BertModel.from_pretrained(
            weights, add_pooling_layer=False, attn_implementation="eager"
        )
        self.drop = nn.Dropout(0.1)
        self.answers = nn.ModuleDict({name: nn.Linear(WIDTH, count) for name, count in ANSWERS.items()})

    def vectors(self, pieces: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """The mean over the pieces that are there: shape (n_rows, WIDTH)."""
        states = self.encoder(input_ids=pieces, attention_mask=there).last_hidden_state
        kept = there.unsqueeze(-1).to(states.dtype)
        return (states * kept).sum(dim=1) / kept.sum(dim=1)

    def forward(self, pieces: torch.Tensor, there: torch.Tensor) -> dict[str, torch.Tensor]:
        """The scores of every answer, by name."""
        return self.answered(self.vectors(pieces, there))

    def answered(self, vectors: torch.Tensor) -> dict[str, torch.Tensor]:
        """The scores of every answer, from vectors."""
        dropped = self.drop(vectors)
        return {name: layer(dropped) for name, layer in self.answers.items()}


def pad(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pieces and which of them are there, both of shape (n_rows, longest)."""
    longest = max(len(row) for row in rows)
    pieces = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
    there = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return pieces, there


def encode_all(network: Network, rows: Sequence[Sequence[int]], *, at_once: int = 64) -> Any:
    """The vectors of rows of pieces, in their order: an array of shape (n_rows, WIDTH)."""
    network.eval()
    order = sorted(range(len(rows)), key=lambda row: len(rows[row]))
    vectors = torch.zeros(len(rows), WIDTH)
    with torch.inference_mode():
        for start in range(0, len(order), at_once):
            some = order[start : start + at_once]
            vectors[some] = network.vectors(*pad([rows[row] for row in some]))
    return vectors.numpy()
