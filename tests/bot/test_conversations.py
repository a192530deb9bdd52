"""Which conversation does a message belong to?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversations import answer_address, digest_of, thread_ids, token_in
from channels.messages import Attachment, ReplyAddress
from tests.builders import an_incoming


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
