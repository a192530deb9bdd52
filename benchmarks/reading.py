"""How long does it take to read one message? The 50th and 99th percentile, one message at a time.

Goal: p50 under 15 ms, p99 under 40 ms.

    .venv/bin/python benchmarks/reading.py [messages=1000]
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

GOAL_P50_MS, GOAL_P99_MS = 15, 40


def main() -> None:
    """Read the opening words of invented mails, short and long, and print the percentiles."""
    from benchmarks.end_to_end import MORE, OPENINGS, _sentence
    from classifiers.registry import load_classifier, start_from_shipped

    number, draw = int(sys.argv[1]) if len(sys.argv) > 1 else 1000, random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        start_from_shipped(Path(folder))
        reader = load_classifier(Path(folder))
    texts = [
        " ".join([_sentence(draw, OPENINGS), *(_sentence(draw, MORE) for _ in range(draw.randint(0, 25)))])
        for _ in range(number)
    ]
    reader.read_many([("Flat 4", text, "email") for text in texts[:20]])
    took_ms = []
    for text in texts:
        began = time.perf_counter()
        reader.read_many([("Flat 4", text, "email")])
        took_ms.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(took_ms, n=100)
    print(
        f"p50 {cuts[49]:.1f} ms (goal {GOAL_P50_MS}), p99 {cuts[98]:.1f} ms (goal {GOAL_P99_MS}), {number} messages of {min(map(len, texts))}-{max(map(len, texts))} characters"
    )


if __name__ == "__main__":
    main()
