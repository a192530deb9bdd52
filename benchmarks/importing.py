"""How fast does `hark import --dry-run` go through a folder, and does its memory stay flat?

A folder of invented mails is made, of 2-6 kB with HTML beside their words; every twenty-fifth has a picture of 50 kB,
every fiftieth one of half a megabyte, every fiftieth comes from a robot, every hundredth is no mail at all. The
command runs in a process of its own, as people run it; its memory is looked at after each hundred lines it prints.

The baseline is Python's own parser with `email.policy.default`, which walks the same files in this run and neither
reads, cuts nor hashes anything. Goal: at least 0.2 times its speed, and no more memory at the end than 1.1 times that
after the first tenth.

    .venv/bin/python benchmarks/importing.py [mails=1000]
"""

import random
import subprocess
import sys
import tempfile
import time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

GOAL_SPEED, GOAL_GROWTH = 0.2, 1.1
PICTURE_BYTES = 500_000


def make_folder(folder: Path, number: int) -> None:
    """The same mails every time, a file each."""
    from benchmarks.end_to_end import mails

    draw = random.Random(7)
    for at, (_, raw) in enumerate(mails(number)):
        (folder / f"{at // 100:03}").mkdir(exist_ok=True)
        (folder / f"{at // 100:03}" / f"{at:06}.eml").write_bytes(_varied(raw, at, draw))


def _varied(raw: bytes, at: int, draw: random.Random) -> bytes:
    if at % 100 == 99:
        return draw.randbytes(2_000)
    mail = BytesParser(policy=policy.SMTP).parsebytes(raw)
    if not isinstance(mail, EmailMessage):
        return raw
    if at % 50 == 49:
        mail["Auto-Submitted"] = "auto-replied"
    if at % 50 == 12:
        mail.add_attachment(
            draw.randbytes(PICTURE_BYTES), maintype="image", subtype="jpeg", filename="damp.jpg"
        )
    return mail.as_bytes()


def baseline(folder: Path) -> float:
    """Mails a second that Python's own parser walks."""
    files = sorted(folder.rglob("*.eml"))
    began = time.perf_counter()
    for file in files:
        for part in BytesParser(policy=policy.default).parsebytes(file.read_bytes()).walk():
            if not part.is_multipart():
                part.get_payload(decode=True)
    return len(files) / (time.perf_counter() - began)


def dry_run(folder: Path) -> tuple[float, list[int]]:
    """Mails a second from the first line to the last, and the memory in MB after each hundred."""
    command = [sys.executable, "-m", "bot", "import", "--dry-run", str(folder)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        first, count, memory = 0.0, 0, list[int]()
        for _ in running.stdout:
            count += 1
            first = first or time.perf_counter()
            if count % 100 == 0:
                memory.append(_megabytes(running.pid))
        took = time.perf_counter() - first
    return count / took, memory


def _megabytes(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) // 1024


def main() -> None:
    """Make the folder, run both, print speed and memory."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_folder(folder, number)
        alone = baseline(folder)
        speed, memory = dry_run(folder)
    early = memory[len(memory) // 10]
    print(
        f"{speed:.0f} mails a second, {speed / alone:.2f} times Python's parser at {alone:.0f} (goal {GOAL_SPEED});"
        f" memory {early} MB after a tenth, {memory[-1]} MB at the end, {memory[-1] / early:.2f} times"
        f" (goal {GOAL_GROWTH}); {number} mails"
    )


if __name__ == "__main__":
    main()
