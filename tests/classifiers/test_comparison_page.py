"""A complaints officer can read what would change, worst first."""

from dataclasses import replace

import pytest

from classifiers.comparing import Comparison, compare
from classifiers.comparison_page import LONGEST, render_comparison, shorten
from classifiers.examples import Example
from classifiers.labels import Kind, Topic
from tests.builders import a_reading, an_unhappy_reading
from tests.classifiers.test_comparing import Told, a_row


@pytest.fixture
def comparison(rows: tuple[Example, ...]) -> Comparison:
    """Of three messages, a complaint loses the choice, a request gets it no more, a third stays."""
    examples = [
        a_row(rows, 1, Kind.SERVICE_REQUEST, text="The tap drips."),
        a_row(rows, 2, Kind.COMPLAINT, subject="Again", text="Nobody\ncame.", topic=Topic.DAMP_MOULD),
        a_row(rows, 3, Kind.ENQUIRY),
    ]
    calm, unhappy = a_reading(), an_unhappy_reading()
    damp = replace(unhappy, topic=Topic.DAMP_MOULD)
    return compare(Told("heads-a", [unhappy, damp, calm]), Told("heads-b", [calm, calm, calm]), examples)


def test_the_page_says_in_plain_words_what_changed_and_what_is_true(comparison: Comparison) -> None:
    page = render_comparison(comparison)

    assert page.startswith("3 messages, read by heads-a (before) and by heads-b (now)\n")
    assert (
        "2 messages are read otherwise: 1 for the worse, 1 for the better, 0 wrong before and wrong now."
        in page
    )
    assert page.endswith(
        "1. Worse: gets the choice to complain no longer, was read as a complaint and now as a service request, "
        "topic was damp mould and is now repairs. [r2]\n"
        "   People said: a complaint about damp mould.\n"
        "   Again: Nobody came.\n"
        "\n"
        "2. Better: gets the choice to complain no longer, was read as a complaint and now as a service request. "
        "[r1]\n"
        "   People said: a service request about repairs.\n"
        "   The tap drips.\n"
    )


def test_the_figures_stand_beside_each_other(comparison: Comparison) -> None:
    lines = {line[:50].strip(): line[50:].split("  ") for line in render_comparison(comparison).splitlines()}

    def of(title: str) -> list[str]:
        return [cell.strip() for cell in lines[title] if cell.strip()]

    assert of("Complaints that got neither the offer nor a log") == ["0 of 1 (0.0%)", "1 of 1 (100.0%)"]
    assert of("Requests and enquiries offered it needlessly") == ["1 of 2 (50.0%)", "0 of 2 (0.0%)"]
    assert of("Complaint: found") == ["1 of 1 (100.0%)", "0 of 1 (0.0%)"]
    assert of("Complaint: right when said") == ["1 of 2 (50.0%)", "none there"]
    assert of("Service request: found") == ["0 of 1 (0.0%)", "1 of 1 (100.0%)"]
    assert of("Survey answer: found") == ["none there", "none there"]


def test_what_is_not_shown_is_counted(comparison: Comparison) -> None:
    page = render_comparison(comparison, most=1)

    assert "[r2]" in page
    assert "[r1]" not in page
    assert page.endswith("\n1 more is not shown.\n")
    assert render_comparison(comparison, most=0).endswith("\n2 more are not shown.\n")


def test_where_nothing_changed_it_says_so(rows: tuple[Example, ...]) -> None:
    read = [a_reading(explicit=False)]

    page = render_comparison(compare(Told("a", read), Told("b", read), rows[:1]))

    assert page.endswith("\nNo message is read otherwise.\n")


def test_asking_outright_is_said(rows: tuple[Example, ...]) -> None:
    row = a_row(rows, 1, Kind.COMPLAINT, explicit=True)
    was, now = an_unhappy_reading(), an_unhappy_reading(explicit=True)

    page = render_comparison(compare(Told("a", [was]), Told("b", [now]), [row]))
    back = render_comparison(compare(Told("a", [now]), Told("b", [was]), [row]))

    assert "1 message is read otherwise" in page
    assert "1. Better: now read as asking to complain. [r1]" in page
    assert "1. Worse: no longer read as asking to complain. [r1]" in back
    assert "People said: a complaint about repairs, which asks outright to complain." in page


def test_a_long_message_is_cut_and_cannot_command_the_terminal(rows: tuple[Example, ...]) -> None:
    row = replace(rows[0], subject="", text="\x1b[2Jcold\u202e again. " + "so " * 200)

    shown = shorten(row)

    assert shown.startswith("[2Jcold again. so so")
    assert shown.endswith("so…")
    assert len(shown) <= LONGEST
    assert shown.isprintable()
