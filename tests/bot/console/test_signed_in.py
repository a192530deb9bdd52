"""What is read from a form?"""

import pytest
from starlette.datastructures import FormData

from bot.console.signed_in import typed

TYPED = [
    pytest.param("  Jo Lamb \r\nof Alder Vale ", "Jo Lamb \nof Alder Vale", id="line ends and white space"),
    pytest.param("jo\0@example.org", "jo@example.org", id="a NUL, which PostgreSQL does not take"),
    pytest.param("jo\ud800@example.org", "jo@example.org", id="a lone surrogate, which no database takes"),
]


@pytest.mark.parametrize(("sent", "read"), TYPED)
def test_what_was_typed_can_be_stored(sent: str, read: str) -> None:
    assert typed(FormData([("name", sent)]), "name") == read


def test_a_field_that_was_not_sent_is_empty() -> None:
    assert typed(FormData([]), "name") == ""
