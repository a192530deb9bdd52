"""What do the tests of this door stand on? A copy of Notify's API on loopback, and an account there."""

from collections.abc import Iterator

import pytest

from channels.notify.account import Account
from tests.notify_api import KEY, LETTER, TEXT, TOKEN, NotifyApi, a_notify_api


@pytest.fixture
def notify() -> Iterator[NotifyApi]:
    """The copy of Notify's API."""
    with a_notify_api() as api:
        yield api


@pytest.fixture
def account(notify: NotifyApi) -> Account:
    """The example landlord's account there."""
    return Account("example", KEY, notify.base_url, TOKEN, TEXT, LETTER)
