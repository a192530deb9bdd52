"""Does a silent name server keep mail waiting?"""

from collections.abc import Sequence

import pytest

from channels.email.text_records import NameServerSilent, TextRecords


def test_what_the_name_server_says_is_handed_on_without_the_last_dot() -> None:
    asked: list[str] = []

    def resolve(name: str) -> Sequence[str]:
        asked.append(name)
        return ["v=DMARC1; p=none"]

    found = TextRecords(resolve)("_dmarc.example.net.")

    assert (asked, found) == (["_dmarc.example.net"], ["v=DMARC1; p=none"])


def test_one_that_does_not_answer_is_left_alone_for_a_minute() -> None:
    asked: list[str] = []
    now = [100.0]

    def resolve(name: str) -> Sequence[str]:
        asked.append(name)
        raise TimeoutError

    records = TextRecords(resolve, seconds=lambda: now[0])
    for passed in (0.0, 1.0, 58.0, 2.0):
        now[0] += passed
        with pytest.raises(NameServerSilent):
            records("example.net")

    assert len(asked) == 2
