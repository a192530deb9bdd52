"""What is on record of a version of the classifier, and of its being let read? For a list, and for the database. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.store.system import ModelVersionRow
from classifiers.examples import CORRECTIONS
from classifiers.promotions import Promotion
from classifiers.registry import Version


def row_of(promotion: Promotion) -> ModelVersionRow:
    """A promotion as the database keeps it, with how it came about where that was out of the ordinary."""
    how = "Forced." if promotion.forced else "Rolled back." if promotion.rolled_back else ""
    return ModelVersionRow(
        version=promotion.version,
        promoted_by=promotion.by,
        promoted_at=datetime.fromisoformat(promotion.at),
        reason=f"{how} {promotion.reason}".strip(),
    )


def as_plain(version: Version, promotions: Sequence[Promotion]) -> dict[str, Any]:
    """One version fit for JSON; null for what is not known of it.

    Args:
        promotions: of every version, oldest first.
    """
    test = version.meta.get("test") or {}
    last = next((each for each in reversed(promotions) if each.version == version.name), None)
    return {
        "version": version.name,
        "reads": version.is_current,
        "created": version.created,
        "rows": version.rows,
        "corrections": _corrections(version.meta),
        "missed": test.get("missed_complaints"),
        "needless": test.get("needless_offers"),
        "macro_f1": test.get("macro_f1"),
        "test_hash": version.meta.get("test_hash", ""),
        "promoted_by": last.by if last else "",
        "promoted_at": last.at if last else "",
        "reason": last.reason if last else "",
        "forced": last.forced if last else False,
    }


def _corrections(meta: Mapping[str, Any]) -> int | None:
    """How many rows of staff's corrections taught it; None where its record does not say."""
    batches = meta.get("batches", {}).get("train", ())
    none = None if any(batch.startswith(CORRECTIONS) for batch in batches) else 0
    counted: int | None = meta.get("corrections", none)
    return counted
