"""How long does it take to read one message? The 50th and 99th percentile, one message at a time, on one thread.

Goal: p50 under 15 ms, p99 under 40 ms with the encoder. The baseline in the same run is the same model by words alone.
The messages are those of the test batches, short and long.

    .venv/bin/python benchmarks/reading.py [messages=800]
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

if TYPE_CHECKING:
    from classifiers.predict import Classifier

GOAL_P50_MS, GOAL_P99_MS = 15, 40


def main() -> None:
    """Read the messages of the test batches with the encoder and without it, and print the percentiles."""
    from classifiers.examples import load_folder
    from classifiers.predict import Classifier
    from classifiers.registry import load_classifier, start_from_shipped
    from classifiers.splits import SPLITS_FILE, divide, load_splits

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 800
    with tempfile.TemporaryDirectory() as folder:
        start_from_shipped(Path(folder))
        reader = load_classifier(Path(folder))
    rows = divide(load_folder(SPLITS_FILE.parent), load_splits()).test
    messages = [row.message for row in rows][:number]
    alone = _percentiles(Classifier(reader.model, reader.version, None), messages)
    if reader.encoder is None:
        print(f"by words alone: p50 {alone[0]:.1f} ms, p99 {alone[1]:.1f} ms. {reader.remark}")
        return
    p50, p99 = _percentiles(reader, messages)
    print(
        f"with the encoder p50 {p50:.1f} ms (goal {GOAL_P50_MS}), p99 {p99:.1f} ms (goal {GOAL_P99_MS}); "
        f"by words alone {alone[0]:.1f} and {alone[1]:.1f}: {p50 / alone[0]:.1f} times; {len(messages)} messages"
    )


def _percentiles(reader: "Classifier", messages: Sequence[tuple[str, str, str]]) -> tuple[float, float]:
    reader.read_many(messages[:20])
    took_ms = []
    for message in messages:
        began = time.perf_counter()
        reader.read_many([message])
        took_ms.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(took_ms, n=100)
    return cuts[49], cuts[98]


if __name__ == "__main__":
    main()
