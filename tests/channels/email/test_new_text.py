"""Does the cutter leave the new words, all of them, and where it can nothing else?"""

import time

import pytest

from channels.email.new_text import REPLY_MARK, new_text

BLOCK = "From: Example Homes <housing@example.org>\nSent: Tuesday, 3 March 2026 10:15\nTo: Bob <b@example.net>\nSubject: x\n\nDear Bob"
CUT = {
    "gmail": ("YES\n\nOn Tue, 3 Mar 2026 at 09:00, Homes <h@example.org> wrote:\n\n> Dear Bob\n>\n", "YES"),
    "gmail, wrapped": (
        "YES\n\nOn Tue, 3 Mar 2026 at 09:00, Example Homes\n<h@example.org> wrote:\n\n> Dear Bob\n",
        "YES",
    ),
    "outlook": (f"Still cold.\n\n{BLOCK}", "Still cold."),
    "outlook with a line": (f"Still cold.\n________________________________\n{BLOCK}", "Still cold."),
    "outlook on a phone": (
        f"Still cold.\n\nGet Outlook for iOS<https://aka.ms/x>\n______________\n{BLOCK}",
        "Still cold.",
    ),
    "outlook in one line": (
        "Cold\n\nFrom: Homes Sent: 3 March 2026 10:15 To: Bob Subject: x\nDear Bob",
        "Cold",
    ),
    "original message": ("Cold\n\n-----Original Message-----\nDear Bob", "Cold"),
    "apple": (
        "Cold\n\nSent from my iPhone\n\n> On 3 Mar 2026, at 10:15, Homes <h@example.org> wrote:\n> \n> Dear\n",
        "Cold",
    ),
    "yahoo": (
        "Cold\n\n On Tuesday, 3 March 2026 at 10:15:30 GMT, Homes <h@example.org> wrote:  \n \n Dear\n",
        "Cold",
    ),
    "samsung": (f"Cold\n\n\nSent from my Galaxy\n\n-------- Original message --------\n{BLOCK}", "Cold"),
    "welsh": (
        "Oer.\n\nAr Maw, 3 Maw 2026 am 10:15, Cartrefi <h@example.org>\nysgrifennodd:\n\n> Annwyl\n",
        "Oer.",
    ),
    "welsh header block": (
        "Oer.\n\nOddi wrth: Cartrefi <h@example.org>\nAnfonwyd: 3 Mawrth\nAt: Bob\nPwnc: x\n\nAnnwyl",
        "Oer.",
    ),
    "our mark": (f"YES\n\n{REPLY_MARK}\nDear Bob\n\nHow to complain: write here.", "YES"),
    "our mark, quoted": (f"YES\n\n> {REPLY_MARK}\n> Dear Bob\n", "YES"),
    "our mark below an attribution": (
        f"YES\nOn Tue, 3 Mar 2026 at 09:00, H <h@example.org> wrote:\n{REPLY_MARK}\nDear",
        "YES",
    ),
    "answer below the quote": (
        "On Tue, 3 Mar 2026 at 09:00, H <h@example.org> wrote:\n> Fixed?\n\nNo.",
        "No.",
    ),
    "signature": ("Fix it\n-- \nBob Jones\n12 Elm Road\n07700 900123\n", "Fix it"),
}
KEPT = {
    "what the plumber wrote": "Hello\n\nOn Monday the plumber wrote:\nI will come tomorrow.\nHe never came.",
    "what an officer wrote": "Dear all\nOn 12 March 2026 at 10:15 your officer wrote:\nwe will fix it.\nHe did not.",
    "dates of a time without heating": "No heating\nFrom: 3 March\nTo: 9 March\nand nobody came.",
    "a form": "New enquiry\nFrom: bob@example.net\nDate: 3 May\nSubject: Leak\nMessage: the ceiling leaks",
    "a form filled in by hand": "Name: Bob\nDate: 3 May\nSubject: Leak\nFrom: flat 3\nMy ceiling leaks",
    "lines of dashes": "Hello\n--\nMy boiler is broken and nobody comes.\n--\nPlease help me",
    "a postscript below the signature": "Fix it\n-- \nBob Jones\nPS I want to complain",
    "a quote and an answer": "> Is it fixed?\n\nNo it is not",
    "nothing but a quote": "> hello\n> there",
    "a forwarded message": "See this.\n\n---------- Forwarded message ---------\nFrom: A <a@example.net>\nDate: 1 May\n\nDamp is back",
    "a last line about a phone": "no heat\nGet me a plumber on my mobile",
    "a last line about post": "I want my deposit\nSent by mail on Tuesday, nobody answered.",
    "answers announced below": f"Please see my answers below in red.\n\n{BLOCK}\nNO IT IS NOT FIXED",
    "writing below our mark": f"{REPLY_MARK}\nDear Bob\n\nYES please complain",
}


@pytest.mark.parametrize(("text", "new"), CUT.values(), ids=CUT.keys())
def test_older_messages_and_signatures_are_cut(text: str, new: str) -> None:
    assert new_text(text) == new


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_what_may_be_the_residents_own_is_kept(text: str) -> None:
    assert new_text(text) == text


def test_answers_between_quoted_lines_keep_what_they_answer() -> None:
    text = "On Tue, 3 Mar 2026 at 09:00, H <h@example.org> wrote:\n> Is it fixed?\nNo.\n> Can we close it?\nNo way.\n"

    assert new_text(text) == "> Is it fixed?\nNo.\n> Can we close it?\nNo way."


def test_nothing_stays_nothing() -> None:
    assert new_text("") == new_text(" \n\n") == ""


@pytest.mark.parametrize(
    "piece",
    [
        "On 1 wrote:\n",
        "On Tue, 3 Mar 2026 at 10:15, H <h@e.uk> wrote:\n",
        "On Tue, 3 Mar 2026 at 10:15, H <h@e.uk> wrote:\n> x\n",
        "--\n",
        "-- \nSam\n",
        "> x\n",
        "- ",
        "sent from ",
        "From: a@b.uk\n",
        "a:\n",
        "<",
        "_",
        "\n",
        "x\n",
        "This e-mail ",
        "This e-mail\n\n",
        "External\n",
        "begin 644 a\n",
    ],
)
def test_a_text_as_long_as_any_is_cut_in_a_moment(piece: str) -> None:
    started = time.process_time()

    new_text(piece * (1_000_000 // len(piece)))

    assert time.process_time() - started < 1.0
