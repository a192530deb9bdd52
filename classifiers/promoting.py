"""May this version read from now on? Not where it misses more complaints than the one that reads.

Held against each other are figures on the same messages: those of the two records where both were tested on the same
rows and read as they did then, else what both read now in the test rows at hand. Code: 1.3.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from classifiers.encoder.running import find_encoder
from classifiers.errors import ClassifierError, ModelRefused
from classifiers.evaluate import missed
from classifiers.examples import Example, load_folder
from classifiers.labels import Kind
from classifiers.naming import get_previous
from classifiers.predict import Classifier
from classifiers.promotions import Promotion, as_instant
from classifiers.registry import find_current, let_read, load_classifier, read_meta
from classifiers.splits import SPLITS_FILE, divide, load_splits

Rows = Sequence[Example]
Share = Mapping[str, Any]  #: as `classifiers.evaluate.share` counts it

TRAINING_DATA: Final = SPLITS_FILE.parent


def load_test_rows(folder: Path = TRAINING_DATA) -> Rows:
    """The rows of the batches that only test; none where the folder is not there."""
    return divide(load_folder(folder), load_splits(folder / SPLITS_FILE.name)).test


def promote(
    registry_dir: Path,
    version: str,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    force: bool = False,
    test_rows: Callable[[], Rows] = load_test_rows,
) -> Promotion | None:
    """Let this version read from now on.

    Args:
        force: let it read whatever its figures say; counts only with a reason.
        test_rows: messages for both to read, where they were not tested on the same.
    Returns:
        what was recorded; None where it reads already.
    Raises:
        ModelMissing: there is no such version.
        ModelMismatch: it cannot be used; the current one stays.
        ModelRefused: it misses more complaints than the current one, or nobody can say; the current one stays.
    """
    candidate, current = load_classifier(registry_dir, version), find_current(registry_dir) or ""
    against = _what_is_against(registry_dir, candidate, current, test_rows)
    if against and not (force and reason.strip()):
        raise ModelRefused(
            f"{against}; to let it read all the same: hark promote {version} --force --reason TEXT."
        )
    promotion = Promotion(version, by, as_instant(at), reason=reason.strip(), forced=bool(against))
    return let_read(registry_dir, promotion)


def roll_back(registry_dir: Path, *, by: str, at: datetime, reason: str = "") -> Promotion | None:
    """Let the version read again that did before; done twice, it goes two back. No figures stand in its way.

    Returns:
        what was recorded.
    Raises:
        ModelMissing: none read before, or it is gone.
        ModelMismatch: it cannot be used any more; the current one stays.
    """
    promotion = Promotion(
        get_previous(registry_dir), by, as_instant(at), reason=reason.strip(), rolled_back=True
    )
    return let_read(registry_dir, promotion)


def what_it_costs(registry_dir: Path, promotion: Promotion) -> str:
    """In a sentence, that the promoted version makes more needless offers than the one before; "" where it does not."""
    if not promotion.previous:
        return ""
    try:
        shares = _shares_in_records(registry_dir, promotion.version, promotion.previous, of="needless_offers")
    except ClassifierError:  # the one before may be gone or damaged; what reads now is not
        return ""
    if shares is None or shares[0]["count"] <= shares[1]["count"]:
        return ""
    new, old = (f"{share['count']} of {share['of']}" for share in shares)
    return (
        f"It offers the choice needlessly to {new} who only ask for something; the one before did to {old}."
    )


def batches_learnt_from(meta: Mapping[str, Any]) -> frozenset[str]:
    """The batches that taught a version or set its thresholds: it reads those too well."""
    batches = meta.get("batches", {})
    return frozenset(name for side in ("train", "calibrate") for name in batches.get(side, ()))


def _what_is_against(
    registry_dir: Path, candidate: Classifier, current: str, test_rows: Callable[[], Rows]
) -> str:
    """Why this version should not read in place of the current one, "" where nothing is against it."""
    if current in ("", candidate.version):
        return ""
    both = f"{candidate.version} and {current}, which reads now,"
    try:
        shares = _shares_in_records(registry_dir, candidate.version, current) or _shares_read_now(
            registry_dir, candidate, current, test_rows()
        )
    except ClassifierError as error:
        return f"{both} cannot be held against each other ({str(error).rstrip('.')})"
    if shares is None:
        return f"{both} were not tested alike on the same messages, and no test messages are here that taught neither"
    return weigh(candidate.version, current, *shares)


def weigh(candidate: str, current: str, new: Share, old: Share) -> str:
    """What the shares of missed complaints say against a version, "" where it misses no more than the current one."""
    if new["count"] * old["of"] <= old["count"] * new["of"]:
        return ""
    return (
        f"{candidate} leaves {_said(new)} with neither the offer nor a log, "
        f"and {current}, which reads now, {_said(old)}"
    )


def _said(share: Share) -> str:
    return f"{share['count']} of {share['of']} complaints ({100 * share['count'] / share['of']:.1f}%)"


def _shares_in_records(
    registry_dir: Path, candidate: str, current: str, *, of: str = "missed_complaints"
) -> tuple[Share, Share] | None:
    """What both did in their tests; None where those were not on the same rows, or one reads otherwise by now."""
    new, old = read_meta(registry_dir, candidate), read_meta(registry_dir, current)
    if not new.get("test_hash") or new["test_hash"] != old.get("test_hash"):
        return None
    if not (_reads_as_tested(new) and _reads_as_tested(old)):
        return None
    shares = new["test"][of], old["test"][of]
    return shares if shares[0]["of"] else None


def _reads_as_tested(meta: Mapping[str, Any]) -> bool:
    """Whether the encoder is here that taught it; without, it reads by words alone and its figures do not hold."""
    encoder = find_encoder()
    return meta.get("encoder", "") in ("", encoder.sha256 if encoder else "")


def _shares_read_now(
    registry_dir: Path, candidate: Classifier, current: str, rows: Rows
) -> tuple[Share, Share] | None:
    """What both miss in these rows; None where no complaint is among those that taught neither."""
    learnt_from = batches_learnt_from(read_meta(registry_dir, candidate.version)) | batches_learnt_from(
        read_meta(registry_dir, current)
    )
    complaints = [row for row in rows if row.kind is Kind.COMPLAINT and row.batch not in learnt_from]
    if not complaints:
        return None
    return _missed_by(candidate, complaints), _missed_by(load_classifier(registry_dir, current), complaints)


def _missed_by(classifier: Classifier, rows: Rows) -> Share:
    return missed(zip(rows, classifier.read_many([row.message for row in rows]), strict=True))
