"""The answer to the choice: plain answers are read, a wrong YES or NO never is, whatever is sent."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.choice import Answer, read_answer, read_done
from classifiers.labels import Choice

TABLES = Path(__file__).parents[1] / "data"
# Name of the file, and the least recall of yes and of no: what was measured, a little lower.
MEASURED = (("choice_answers.jsonl", 0.90, 0.95), ("choice_answers_held_back.jsonl", 0.85, 0.75))

PLAIN = [
    pytest.param("YES", Answer.YES, id="one-word"),
    pytest.param("yess pls", Answer.YES, id="a-typo"),
    pytest.param("Tak, proszę", Answer.YES, id="polish"),
    pytest.param("Oes, os gwelwch yn dda", Answer.YES, id="welsh"),
    pytest.param("Yes, log my complaint. And the tap drips now.", Answer.YES, id="yes-and-a-new-fact"),
    pytest.param("Yes. Still no heating, three weeks now.", Answer.YES, id="yes-and-why"),
    pytest.param("Yes please\n\nKind regards\nD. Okafor\nFlat 9", Answer.YES, id="signed"),
    pytest.param("yes please\njean", Answer.YES, id="signed-in-small-letters"),
    pytest.param("Yes\n\nSent from my iPhone", Answer.YES, id="sent-from-a-phone"),
    pytest.param("Yes\n> Reply YES or NO", Answer.YES, id="above-the-quoted-offer"),
    pytest.param("COMPLAINT", Answer.YES, id="the-word-itself"),
    pytest.param("No thank you", Answer.NO, id="no-with-thanks"),
    pytest.param("no need, he came this morning", Answer.NO, id="no-with-a-reason"),
    pytest.param("This isn't a complaint", Answer.NO, id="not-a-complaint"),
    pytest.param("Dim diolch", Answer.NO, id="no-in-welsh"),
    pytest.param("Can you ring me after 4?", Answer.CALL, id="asks-for-a-call"),
    pytest.param("Yes call me", Answer.CALL, id="yes-to-a-call"),
]
NOT_PLAIN = [
    pytest.param("", id="nothing"),
    pytest.param("yes it is fixed now", id="yes-it-is-fixed"),
    pytest.param("Yes. He came yesterday.", id="yes-he-came"),
    pytest.param("yeah right", id="sarcasm"),
    pytest.param("oh yes please, that'll help", id="sarcasm-with-please"),
    pytest.param("Yes please 🙄", id="sarcasm-in-a-picture"),
    pytest.param("yes but who are you", id="yes-but"),
    pytest.param("yes?", id="a-question"),
    pytest.param("yes and no", id="both"),
    pytest.param("No. Actually yes, log it.", id="changed-in-one-breath"),
    pytest.param("> YES\n\nI have a question about parking", id="only-the-quote-says-yes"),
    pytest.param("From: Repairs\nReply YES", id="only-the-forwarded-mail-says-yes"),
    pytest.param("Yes, I am the tenant", id="yes-to-something-else"),
    pytest.param("I already complained", id="already-complained"),
    pytest.param("She said yes", id="somebody-else-said-yes"),
    pytest.param("they told me to make a complaint", id="was-told-to-complain"),
    pytest.param("please do come on friday", id="please-do-something-else"),
    pytest.param("No hot water again", id="no-that-opens-a-new-trouble"),
    pytest.param("no-one came, sorry", id="no-one"),
    pytest.param("No, it's not fixed", id="no-it-is-not"),
    pytest.param("No thanks, the water comes through the ceiling", id="no-with-a-hazard"),
    pytest.param("No I just want to die", id="no-with-despair"),
    pytest.param("leave it with me", id="leave-it-with-me"),
    pytest.param("Flat no. 4", id="no-is-a-number"),
    pytest.param("yes " * 5000, id="a-letter-without-end"),
]
DONE = [
    pytest.param("DONE", True, id="done"),
    pytest.param("Yes it's fixed now, thank you", True, id="fixed"),
    pytest.param("Done.\n\nJean", True, id="done-and-signed"),
    pytest.param("NOT DONE", False, id="not-done"),
    pytest.param("No, it's still not fixed", False, id="still-not-fixed"),
    pytest.param("yes", None, id="a-bare-yes-answers-the-choice"),
    pytest.param("no", None, id="a-bare-no-answers-the-choice"),
    pytest.param("done?", None, id="a-question"),
    pytest.param("well done 👏", None, id="sarcasm"),
    pytest.param("not done, done now", None, id="both"),
    pytest.param("it will be done friday", None, id="a-promise"),
]


@pytest.mark.parametrize(("text", "answer"), PLAIN)
def test_a_plain_answer_is_read(text: str, answer: Answer) -> None:
    assert read_answer(text) is answer


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain_stays_unclear(text: str) -> None:
    assert read_answer(text) is Answer.UNCLEAR


@pytest.mark.parametrize(("name", "yes_recall", "no_recall"), MEASURED, ids=[name for name, _, _ in MEASURED])
def test_a_yes_or_no_is_never_wrong_and_seldom_missed(name: str, yes_recall: float, no_recall: float) -> None:
    rows = _rows(name)

    read = [(row["text"], row["choice"], read_answer(row["text"])) for row in rows]

    wrong = [row for row in read if row[2] in (Answer.YES, Answer.NO) and row[1] != row[2]]
    assert wrong == []
    assert _recall(read, Answer.YES) >= yes_recall
    assert _recall(read, Answer.NO) >= no_recall


def _recall(read: list[tuple[str, str, Answer]], answer: Answer) -> float:
    found = [got is answer for _, meant, got in read if meant == answer]
    return sum(found) / len(found)


def _rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (TABLES / name).read_text(encoding="utf-8").splitlines()]


def test_no_answer_stands_in_both_files() -> None:
    first, held_back = ({row["text"] for row in _rows(name)} for name, _, _ in MEASURED)

    assert (len(first), len(held_back)) == (120, 200)
    assert not first & held_back


@pytest.mark.parametrize(("text", "done"), DONE)
def test_whether_it_is_done_is_read_from_plain_words_only(text: str, done: bool | None) -> None:
    assert read_done(text) is done


WORDS = st.sampled_from(
    [
        "yes",
        "no",
        "please",
        "not",
        "complaint",
        "call me",
        "done",
        "fixed",
        "if",
        "Jean",
        "4",
        "?",
        ".",
        "\n",
        "> ",
        "🙄",
    ]
)


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert read_answer(text) in Answer
    assert read_done(text) in (True, False, None)


@given(st.sampled_from(["Yes please", "no thanks", "call me"]), st.text(max_size=30))
def test_a_question_is_never_a_yes_or_no(answer: str, rest: str) -> None:
    text = f"{answer} and why? {rest}"

    assert read_answer(text) not in (Answer.YES, Answer.NO)


@pytest.mark.parametrize(
    "text",
    [
        "Aye right. Like ye'd do anything about it",
        "yeah sure, as if",
        "I put yes before but I've changed my mind",
        "I am declining the complaint. Please carry on with the repair.",
        "no problem thank you for the help",
        "please cancel it",
        "yes ofc 🙄",
    ],
)
@pytest.mark.parametrize("learnt", [Choice.YES, Choice.NO])
def test_mockery_politeness_and_a_changed_mind_are_no_answer_whatever_has_been_learnt(
    text: str, learnt: Choice
) -> None:
    assert read_answer(text, learnt=learnt) is Answer.UNCLEAR


def test_what_has_been_learnt_counts_only_where_the_tables_are_silent() -> None:
    told = "go on then, my wife says we have to"

    assert read_answer(told) is Answer.UNCLEAR
    assert read_answer(told, learnt=Choice.YES) is Answer.YES
    assert read_answer("No thanks", learnt=Choice.YES) is Answer.NO
