"""In which three ways can a door fail, and what must then be done?

ChannelError
  CannotParse   kept raw, put in the queue of unreadable messages, a person looks; never dropped
  TryAgain      network, lock, rate limit: the same act may work later
  GiveUp        permanent: address refused, bot blocked; staff need another way to reach the person
"""


class ChannelError(Exception):
    """Something at a door went wrong."""


class CannotParse(ChannelError):
    """The message could not be read. Its raw bytes are kept; open it from the list of unreadable messages."""


class TryAgain(ChannelError):
    """This did not work now and may work later.

    Args:
        why: one sentence for staff, without a resident's words.
        retry_after_seconds: what the other side asked for, if it did.
    """

    def __init__(self, why: str, *, retry_after_seconds: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after_seconds = retry_after_seconds


class GiveUp(ChannelError):
    """This will never work as it stands; reach the resident another way.

    Args:
        why: one sentence for staff, without a resident's words.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
