"""How would these messages be read and what would be done? JSON Lines in, one line out for each, same order.

Needs no settings, database, network or server; the model that was promoted here reads, else the shipped one. A line
that cannot be read still gets its line, for a person to decide, so that nothing shifts; the fault is told on stderr
and the exit is 1.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from classifiers.predict import Classifier
    from classifiers.reading import Reading

TOGETHER: Final = 64  # read at once: the heads answer many nearly as fast as one
PIECE_BYTES: Final = 1 << 16


def triage() -> int:
    """Read messages from standard input and print how each is read."""
    from bot.commands.reading_model import reading_model

    classifier = reading_model()
    write_utf_8()
    number, faults = 0, 0
    for lines in _lines_as_they_come(sys.stdin.buffer):
        rows = []
        for line in lines:
            number += 1
            if line.strip():
                rows.append(_row(line, number))
        faults += sum(1 for row in rows if "fault" in row)
        for answer in _answers(classifier, rows):
            print(json.dumps(answer, ensure_ascii=False))
        sys.stdout.flush()
    return 1 if faults else 0


def write_utf_8() -> None:
    """Write UTF-8 on stdout, whatever the terminal says it speaks."""
    # Half a character, which JSON allows as an escape, is written as the escape it was.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _lines_as_they_come(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Whole lines, at most so many together, and never waiting for more than have come: a slow producer is answered."""
    rest = b""
    while piece := stream.read1(PIECE_BYTES):  # type: ignore[attr-defined]  # of every buffered stream
        *whole, rest = (rest + piece).split(b"\n")
        yield from (whole[start : start + TOGETHER] for start in range(0, len(whole), TOGETHER))
    yield [rest]


def _row(line: bytes, number: int) -> dict[str, Any]:
    """The message on a line; with a "fault" where there is none, said on stderr too."""
    try:
        row = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        row = None
    fault = _fault(row)
    row = row if isinstance(row, dict) else {}
    if not fault:
        return {**row, "text": row["text"] or ""}
    print(f"hark: line {number}: {fault}", file=sys.stderr)
    return {"id": row.get("id"), "awaiting": row.get("awaiting"), "fault": fault, "text": ""}


def _fault(row: Any) -> str:
    if not isinstance(row, dict):
        return "This is not a JSON object, so a person reads it."
    if "text" not in row or not isinstance(row["text"], str | None):
        return 'This has no "text", so a person reads it.'
    return ""


def _answers(classifier: "Classifier", rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    readings = classifier.read_many(
        [(_word(row, "subject"), row["text"], _word(row, "channel") or "email") for row in rows]
    )
    return [_answer(row, reading) for row, reading in zip(rows, readings, strict=True)]


def _word(row: dict[str, Any], name: str) -> str:
    return str(row.get(name) or "")


def _answer(row: dict[str, Any], reading: "Reading") -> dict[str, Any]:
    from bot.decision.first import decide_first
    from bot.decision.values import Action, Decision, Facts

    if "fault" in row:
        decision = Decision(Action.ASK_A_PERSON, row["fault"])
    else:
        decision = decide_first(reading, Facts(row["text"], channel=_word(row, "channel") or "email"))
    return {
        "id": row.get("id"),
        "kind": reading.kind.value,
        "confidence": reading.confidence,
        "dissatisfied": reading.dissatisfied,
        "survey": reading.survey,
        "wants_action": reading.wants_action,
        "explicit": reading.explicit,
        "topic": reading.topic.value,
        "signals": sorted(signal.value for signal in reading.signals),
        "action": decision.action.value,
        "reason": decision.reason,
        "because": [[word, round(weight, 4)] for word, weight in reading.because],
        "model": reading.model,
        **_choice(row, reading),
    }


def _choice(row: dict[str, Any], reading: "Reading") -> dict[str, str]:
    """What the answer to an offered choice is, where the line says that one is awaited."""
    from bot.choice import read_answer

    if row.get("awaiting") != "choice":
        return {}
    said = read_answer(row["text"], learnt=reading.choice).value
    return {"choice": said if said in ("yes", "no") else "unclear"}
