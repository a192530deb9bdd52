"""The encoder sees the writer's own words, the two ends of a long message, and each piece knows its word."""

from classifiers.encoder.text import FIRST, LAST, keep_ends, shown_text, words_of_pieces
from classifiers.words import parse_message


def test_the_door_and_the_subject_stand_before_the_words() -> None:
    message = parse_message("Tap", "It  drips.\n\nJoan", "email")

    assert shown_text(message) == "email: Tap. It drips. Joan"


def test_what_a_message_quotes_is_not_shown() -> None:
    message = parse_message("", "Thank you\n> How do I complain?", "email")

    assert "complain" not in shown_text(message)


def test_a_message_that_is_nothing_but_history_is_shown_whole() -> None:
    assert "nobody came" in shown_text(parse_message("", "> nobody came", "email"))


def test_a_long_message_keeps_its_two_ends() -> None:
    kept = keep_ends(list(range(1000)))

    assert kept == [*range(FIRST), *range(1000 - LAST, 1000)]
    assert keep_ends([1, 2, 3]) == [1, 2, 3]


def test_each_piece_knows_the_word_it_lies_in() -> None:
    message = parse_message("Tap", "It drips\n> quoted\nJoan", "email")
    text = shown_text(message)
    spans = [
        (0, 0),
        (0, 5),
        (text.index("Tap"), text.index("Tap") + 3),
        (text.index("ps"), text.index("ps") + 2),
    ]
    spans.append((text.index("Joan"), len(text)))

    places = words_of_pieces(message, text, spans)

    assert places[:2] == [-1, -1]
    assert [message.words[place].as_written for place in places[2:]] == ["Tap", "drips", "Joan"]
