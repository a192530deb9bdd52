"""Is the address of the person behind a form found, and never one of ours?"""

import pytest

from channels.email.forms import find_person
from channels.email.parts import open_message

OURS = ("housing@example.org", "webform@example.org")


def person(text: str, field: str = "Your email", headers: str = "Subject: x") -> tuple[str, str]:
    return find_person(
        open_message(f"{headers}\r\n\r\n{text}".encode()), text, field, is_ours=lambda one: one in OURS
    )


@pytest.mark.parametrize(
    "text",
    [
        "Your email: sam@example.net",
        "Name: Sam\n- Your email: Sam@Example.net\nMessage: my email is other@example.net",
        "*Your email:* sam@example.net",
        "Your email\nsam@example.net\nMessage\nThe tap drips.",
        "Your email\n\n  <sam@example.net>\n",
        "| Your email | sam@example.net |",
        "Your email = sam@example.net.",
        "YOUR EMAIL\tsam@example.net",
        "Your email: housing@example.org\nYour email: sam@example.net",
    ],
)
def test_the_address_under_the_label_is_found(text: str) -> None:
    assert person(text) == ("", "sam@example.net")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Your email: not given",
        "I wrote to your email housing@example.org and to sam@example.net",
        "Your emails: sam@example.net",
        "Your email:\n",
        "Your email: webform@example.org",
        "Message: give Your email: sam@example.net",
    ],
)
def test_where_none_is_given_none_is_made_up(text: str) -> None:
    assert person(text) == ("", "")


def test_a_header_goes_before_a_label_and_gives_a_name() -> None:
    headers = "Reply-To: Housing <housing@example.org>, Sam Okafor <sam@example.net>"

    assert person("Reply-To: x@example.com", "Reply-To", headers) == ("Sam Okafor", "sam@example.net")


def test_a_header_that_is_not_there_is_looked_for_as_a_label() -> None:
    assert person("Reply-To: sam@example.net", "Reply-To") == ("", "sam@example.net")
