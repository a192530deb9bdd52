"""How does the network become a small file? ONNX, its layers fused, its weights int8 by channel.

Without the fusing, int8 moves the vectors by 5 parts in 100, with it by 1; the heads are fitted on the int8 vectors.
"""

import tempfile
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn

from classifiers.encoder.making.network import Network
from classifiers.encoder.running import WIDTH

OPSET: Final = 17
ATTENTION_HEADS: Final = 12
FLOAT: Final = 1  #: ONNX's number for float32; without it the quantizer cannot type the fused nodes


class _States(nn.Module):
    """The encoder with plain inputs, as ONNX wants it."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        states: torch.Tensor = self.encoder(input_ids=pieces, attention_mask=there).last_hidden_state
        return states


def shrink(network: Network, file: Path) -> None:
    """Write the encoder as an int8 ONNX file."""
    with tempfile.TemporaryDirectory() as folder:
        exported, fused = Path(folder) / "exported.onnx", Path(folder) / "fused.onnx"
        _export(network, exported)
        _fuse(exported, fused)
        _quantize(fused, file)


def _export(network: Network, file: Path) -> None:
    example = torch.ones(1, 8, dtype=torch.long)
    free = {0: "messages", 1: "pieces"}
    torch.onnx.export(
        _States(network.encoder).eval(),
        (example, example),
        str(file),
        input_names=["input_ids", "attention_mask"],
        output_names=["last_hidden_state"],
        dynamic_axes={"input_ids": free, "attention_mask": free, "last_hidden_state": free},
        opset_version=OPSET,
        dynamo=False,
    )


def _fuse(file: Path, fused: Path) -> None:
    from onnxruntime.transformers import optimizer

    optimizer.optimize_model(
        str(file), model_type="bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH
    ).save_model_to_file(str(fused))


def _quantize(file: Path, small: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        file,
        small,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": FLOAT},
    )
