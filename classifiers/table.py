"""How are the figures of a model set out for someone who runs a complaints team?"""

from collections.abc import Iterator, Mapping
from typing import Any

Figures = Mapping[str, Any]


def render_table(figures: Figures, *, baselines: Mapping[str, Figures] | None = None) -> str:
    """Set out what `evaluate` counted, in plain text.

    Args:
        baselines: figures of other readers on the same messages, by name.
    """
    lines = [*_summary(figures), "", *_kinds(figures), "", *_confusion(figures), "", *_signals(figures)]
    for key, title in (
        ("by_channel", "Channel"),
        ("by_length", "Length"),
        ("by_language", "Language"),
        ("by_register", "Register"),
    ):
        lines += ["", *_groups(title, figures[key])]
    if baselines:
        lines += ["", *_baselines(figures, baselines)]
    return "\n".join(lines) + "\n"


def _summary(figures: Figures) -> Iterator[str]:
    yield f"{figures['messages']} messages"
    yield f"  Complaints that got neither the offer nor a log   {_share(figures['missed_complaints'])}"
    yield f"    of these a person decides, who gives the choice {_share(figures['missed_but_a_person_decides'])}"
    yield f"  Requests and enquiries offered it needlessly      {_share(figures['needless_offers'])}"
    yield f"  Left to a person for want of certainty            {_share(figures['unsure'])}"
    yield f"  Kind read right                                   {_share(figures['accuracy'])}"
    yield f"  Mean F1 of the four kinds {figures['macro_f1']:.3f}, of the topics {figures['topic_macro_f1']:.3f}"
    yield f"  A claimed 80% is off by {100 * figures['calibration_error']:.1f} points on average"


def _share(share: Figures) -> str:
    return (
        f"{share['count']:>4} of {share['of']:<5} {100 * share['share']:5.1f}%  "
        f"(between {100 * share['low']:.1f}% and {100 * share['high']:.1f}%)"
    )


def _kinds(figures: Figures) -> Iterator[str]:
    yield f"{'Answer':<22}{'there':>7}{'right when said':>18}{'found':>9}  {'interval':<16}{'F1':>6}"
    for name, line in {
        **figures["kinds"],
        "explicit": figures["explicit"],
        "wants_action": figures["wants_action"],
    }.items():
        yield _answer(name, line)


def _answer(name: str, line: Figures) -> str:
    interval = f"{100 * line['recall_low']:.0f}-{100 * line['recall_high']:.0f}%"
    return f"{name:<22}{line['of']:>7}{100 * line['precision']:>17.0f}%{100 * line['recall']:>8.0f}%  {interval:<16}{line['f1']:>6.2f}"


def _confusion(figures: Figures) -> Iterator[str]:
    names = list(figures["confusion"])
    yield f"{'People said':<22}" + "".join(f"{'read ' + name:>22}" for name in names)
    for name, line in figures["confusion"].items():
        yield f"{name:<22}" + "".join(f"{line[other]:>22}" for other in names)


def _signals(figures: Figures) -> Iterator[str]:
    yield f"{'Signal or topic':<22}{'there':>7}{'right when said':>18}{'found':>9}  {'interval':<16}{'F1':>6}"
    for name, line in {
        **figures["signals"],
        **{f"topic {name}": line for name, line in figures["topics"].items()},
    }.items():
        if line["of"]:
            yield _answer(name, line)


def _groups(title: str, groups: Mapping[str, Figures]) -> Iterator[str]:
    yield f"{title:<22}{'messages':>9}{'kind right':>12}   missed complaints                  needless offers"
    for name, line in groups.items():
        yield (
            f"{name:<22}{line['messages']:>9}{100 * line['accuracy']:>11.0f}%   "
            f"{_short(line['missed_complaints']):<35}{_short(line['needless_offers'])}"
        )


def _short(share: Figures) -> str:
    return (
        f"{share['count']} of {share['of']} (up to {100 * share['high']:.0f}%)"
        if share["of"]
        else "none there"
    )


def _baselines(figures: Figures, baselines: Mapping[str, Figures]) -> Iterator[str]:
    yield f"{'Against':<22}{'mean F1':>9}{'missed':>9}{'needless':>10}"
    for name, line in {"this model": figures, **baselines}.items():
        yield (
            f"{name:<22}{line['macro_f1']:>9.3f}{100 * line['missed_complaints']['share']:>8.1f}%"
            f"{100 * line['needless_offers']['share']:>9.1f}%"
        )
