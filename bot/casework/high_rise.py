"""Is it about a high building, and who is told then? Pure. Building Safety Act 2022 s.93; the landlord's own list of blocks"""

from collections.abc import Sequence
from typing import Final

from bot.landlords.parts import HighRise

RISK: Final = frozenset({"hazard", "emergency"})


def block_named(text: str, blocks: Sequence[str]) -> str:
    """The first block of the list that a text names, by whole words; "" where it names none."""
    said = f" {_plain(text)} "
    return next((block for block in blocks if block.strip() and f" {_plain(block)} " in said), "")


def what_to_do(block: str, rules: HighRise, stage: int) -> str:
    """The sentence for whoever has the complaint: who is told, who answers, and who comes after us."""
    told = f"Tell {', '.join(rules.told)}. " if rules.told else ""
    answers = rules.stage_1_by if stage == 1 else rules.stage_2_by
    answered = f"{answers} answers stage {stage}. " if answers else ""
    then = f"After us, they can go to {rules.then}." if rules.then else ""
    return f"{block} is a high building. {told}{answered}{then}".strip()


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
