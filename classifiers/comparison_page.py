"""How is a comparison of two versions set out for a complaints officer?"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from classifiers.comparing import Answer, Change, Comparison, Turn
from classifiers.examples import Example
from classifiers.labels import Kind

LONGEST: Final = 160  # characters shown of a message
KINDS: Final = {
    Kind.COMPLAINT: "a complaint",
    Kind.SERVICE_REQUEST: "a service request",
    Kind.SURVEY_FEEDBACK: "a survey answer",
    Kind.ENQUIRY: "an enquiry",
}
SHARES: Final = (
    ("missed_complaints", "Complaints that got neither the offer nor a log"),
    ("needless_offers", "Requests and enquiries offered it needlessly"),
    ("unsure", "Left to a person for want of certainty"),
    ("accuracy", "Kind read right"),
)


def render_comparison(comparison: Comparison, *, most: int = 20) -> str:
    """Set a comparison out in plain words.

    Args:
        most: how many of the changed messages are shown, worse ones first.
    """
    lines = [*_figures(comparison), "", _summary(comparison)]
    for number, change in enumerate(comparison.changes[:most], start=1):
        lines += ["", *_change(number, change)]
    left = len(comparison.changes) - most
    if left > 0:
        lines += ["", f"{left} more {'is' if left == 1 else 'are'} not shown."]
    return "\n".join(lines) + "\n"


def _figures(comparison: Comparison) -> Iterator[str]:
    was, now = comparison.figures_was, comparison.figures_now
    yield f"{was['messages']} messages, read by {comparison.was} (before) and by {comparison.now} (now)"
    yield ""
    yield _columns("", "before", "now")
    for key, title in SHARES:
        yield _columns(title, _share(was[key]), _share(now[key]))
    for kind, name in KINDS.items():
        title = name.partition(" ")[2].capitalize()
        yield _columns(f"{title}: found", _found(was, kind), _found(now, kind))
        yield _columns(f"{title}: right when said", _right(was, kind), _right(now, kind))


def _columns(title: str, before: str, now: str) -> str:
    return f"{title:<50}{before:<22}{now}".rstrip()


def _share(share: Mapping[str, Any]) -> str:
    return _of(share["count"], share["of"])


def _of(count: int, of: int) -> str:
    return f"{count} of {of} ({100 * count / of:.1f}%)" if of else "none there"


def _found(figures: Mapping[str, Any], kind: Kind) -> str:
    line = figures["confusion"][kind]
    return _of(line[kind], sum(line.values()))


def _right(figures: Mapping[str, Any], kind: Kind) -> str:
    confusion = figures["confusion"]
    return _of(confusion[kind][kind], sum(line[kind] for line in confusion.values()))


def _summary(comparison: Comparison) -> str:
    if not comparison.changes:
        return "No message is read otherwise."
    counted = [
        f"{comparison.count(turn)} {said}"
        for turn, said in (
            (Turn.WORSE, "for the worse"),
            (Turn.BETTER, "for the better"),
            (Turn.NEITHER, "wrong before and wrong now"),
        )
    ]
    number = len(comparison.changes)
    return f"{number} {'message is' if number == 1 else 'messages are'} read otherwise: {', '.join(counted)}."


def _change(number: int, change: Change) -> Iterator[str]:
    yield f"{number}. {change.turn.capitalize()}: {', '.join(_changed(change))}. [{change.row.id}]"
    yield f"   People said: {_truth(change.truth)}."
    yield f"   {shorten(change.row)}"


def _changed(change: Change) -> Iterator[str]:
    was, now = change.was, change.now
    if was.offered != now.offered:
        yield "gets the choice to complain now" if now.offered else "gets the choice to complain no longer"
    if was.kind is not now.kind:
        yield f"was read as {KINDS[was.kind]} and now as {KINDS[now.kind]}"
    if was.explicit != now.explicit:
        yield "now read as asking to complain" if now.explicit else "no longer read as asking to complain"
    if was.topic is not now.topic:
        yield f"topic was {_words(was.topic)} and is now {_words(now.topic)}"


def _truth(truth: Answer) -> str:
    asks = ", which asks outright to complain" if truth.explicit else ""
    return f"{KINDS[truth.kind]} about {_words(truth.topic)}{asks}"


def _words(label: str) -> str:
    return label.replace("_", " ")


def shorten(row: Example) -> str:
    """The message on one line, cut where it is long; what a terminal would obey rather than show is left out."""
    whole = f"{row.subject}: {row.text}" if row.subject else row.text
    shown = "".join(letter if letter.isprintable() else " " for letter in whole)
    line = " ".join(shown.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
