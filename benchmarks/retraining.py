"""How long does an administrator wait for the heads to be trained again, and how large does it get?

Goal: under 60 s with the vectors remembered. The baseline in the same run is a training by words alone.

    .venv/bin/python benchmarks/retraining.py
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

GOAL_SECONDS = 60


def main() -> None:
    """Train once to fill the memory of vectors, then again, then without the encoder."""
    from classifiers.encoder.running import find_encoder
    from classifiers.examples import load_training
    from classifiers.splits import SPLITS_FILE
    from classifiers.train import train

    rows, encoder = load_training(SPLITS_FILE.parent), find_encoder()
    with tempfile.TemporaryDirectory() as folder:
        took = []
        for teacher in (encoder, encoder, None):
            began = time.perf_counter()
            train(rows, registry_dir=Path(folder), encoder=teacher)
            took.append(time.perf_counter() - began)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(rows)} rows: first {took[0]:.0f} s, again {took[1]:.0f} s (goal {GOAL_SECONDS}), "
        f"by words alone {took[2]:.0f} s: {took[1] / took[2]:.1f} times; at most {peak_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()
