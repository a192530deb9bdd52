"""`hark staff add`: the one-time link alone on stdout."""

import re

import pytest

from tests.bot.commands.conftest import Hark

LINK = re.compile(r"http://127\.0\.0\.1:8080/console/welcome/[0-9a-f]{64}\n")


def test_a_new_administrator_gets_a_link(hark: Hark) -> None:
    ran = hark("staff", "add", "grace@example.org", "--name", "Grace Oyelaran")

    assert ran.status == 0
    assert LINK.fullmatch(ran.out)
    assert ran.err == "The link works once, for seven days:\n"


def test_added_again_they_get_a_new_link(hark: Hark) -> None:
    first, second = (hark("staff", "add", "grace@example.org", "--role", "triage") for _ in range(2))

    assert (first.status, second.status) == (0, 0)
    assert first.out != second.out


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (
            ["--role", "king"],
            "hark: There is no role king; there are: member_responsible, contractor, triage",
        ),
        (["--landlord", "elsewhere"], "hark: There is no landlord elsewhere."),
    ],
)
def test_what_is_not_there_is_one_sentence(hark: Hark, option: list[str], says: str) -> None:
    ran = hark("staff", "add", "grace@example.org", *option)

    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(says)
