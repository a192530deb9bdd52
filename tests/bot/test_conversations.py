"""Which conversation does a message belong to?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversations import (
    answer_address,
    digest_of,
    mailbox_of,
    names_itself,
    same_words,
    thread_ids,
    token_in,
    written_by,
)
from channels.email.parse import parse
from channels.messages import Attachment, ReplyAddress
from tests.builders import an_arrival, an_incoming


@pytest.mark.parametrize(
    ("in_reply_to", "references", "ids"),
    [
        pytest.param("", (), (), id="a first message"),
        pytest.param(
            "<3@x>",
            ("<1@x>", "<2@x>", "<3@x>"),
            ("<3@x>", "<2@x>", "<1@x>"),
            id="the nearest comes first, once",
        ),
        pytest.param("", ("<1@x>", "<2@x>"), ("<2@x>", "<1@x>"), id="only references"),
        pytest.param("<9@x>", (), ("<9@x>",), id="only a reply"),
        pytest.param("", ("", "<1@x>"), ("<1@x>",), id="blanks are no ids"),
    ],
)
def test_the_mails_answered_are_named_nearest_first(
    in_reply_to: str, references: tuple[str, ...], ids: tuple[str, ...]
) -> None:
    assert thread_ids(an_incoming(in_reply_to=in_reply_to, references=references)) == ids


@pytest.mark.parametrize(
    ("recipient", "token"),
    [
        ("housing+abcdefgh23@example.org", "abcdefgh23"),
        ("Housing+ABCDEFGH23@Example.org", "abcdefgh23"),
        ("housing@example.org", ""),
        ("housing+short@example.org", ""),
        ("housing+abcdefgh23", ""),
        ("housing+not a token@example.org", ""),
        ("", ""),
    ],
)
def test_our_token_is_found_in_the_address_written_to(recipient: str, token: str) -> None:
    assert token_in(recipient) == token


def test_a_conversation_is_known_by_where_its_answers_go() -> None:
    incoming = an_incoming(
        from_address="forms@example.net", reply_to=ReplyAddress("email", " Sam.Okafor@Example.NET ")
    )

    assert answer_address(incoming) == "sam.okafor@example.net"


def test_the_same_mail_twice_has_one_digest() -> None:
    assert digest_of(an_incoming("Help")) == digest_of(an_incoming("Help", message_id="<other@example.net>"))


@pytest.mark.parametrize(
    "changed",
    [
        {"full_text": "Help, now"},
        {"subject": "Another"},
        {"from_address": "stranger@example.net"},
        {"attachments": (Attachment("a.jpg", "image/jpeg", 3, "ab" * 32),)},
    ],
    ids=["words", "subject", "sender", "file"],
)
def test_another_mail_that_reuses_a_message_id_is_told_apart(changed: dict[str, object]) -> None:
    assert digest_of(an_incoming("Help")) != digest_of(an_incoming("Help", **changed))


@settings(deadline=None)
@given(st.text())
def test_no_text_whatever_makes_a_digest_fail(text: str) -> None:
    assert len(digest_of(an_incoming(text, subject=text))) == 64


def test_half_a_character_makes_no_digest_fail() -> None:
    assert len(digest_of(an_incoming("\ud800"))) == 64


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        ("desk+42@robot.example", "desk@robot.example"),
        ("sam@example.net", "sam@example.net"),
        ("nobody:abc", "nobody:abc"),
        ("", ""),
    ],
)
def test_a_tag_is_another_address_of_the_same_mailbox(address: str, mailbox: str) -> None:
    assert mailbox_of(address) == mailbox


def test_what_a_form_brought_was_written_by_whoever_typed_their_address() -> None:
    mail = {"from_address": "webform@example.org", "reply_to": ReplyAddress("email", "sam@example.net")}

    assert written_by(an_incoming(**mail, brought_by="form")) == "sam@example.net"
    assert written_by(an_incoming(**mail)) == "webform@example.org"


def test_a_made_message_id_is_no_name() -> None:
    assert names_itself(an_incoming())
    assert not names_itself(an_incoming(message_id="<0123@unnamed.invalid>"))


def test_the_made_ids_of_the_parser_are_known_as_such() -> None:
    assert not names_itself(parse(an_arrival(b"Subject: x\r\n\r\nx\r\n"), our_addresses=frozenset()))


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("The damp\nis back.", "> The damp is\n> back.", True),
        ("The damp is back.", "The damp is back again.", False),
        ("", "", False),
    ],
)
def test_the_same_words_are_known_however_they_are_broken(text: str, other: str, same: bool) -> None:
    assert same_words(text, other) is same
