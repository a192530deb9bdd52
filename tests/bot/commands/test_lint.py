"""`hark lint`: a line a departure, with file and provision; 1 where any departs, 2 for wrong use."""

from pathlib import Path

from tests.bot.commands.conftest import REPOSITORY, Hark

PROFILES = REPOSITORY / "bot" / "landlords" / "profiles"


def test_the_example_is_faultless_and_nothing_is_left_behind(hark: Hark, folder: Path) -> None:
    ran = hark("lint", str(PROFILES / "example.toml"))

    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert list(folder.iterdir()) == []


def test_each_line_says_file_provision_and_what_departs(hark: Hark) -> None:
    file = str(PROFILES / "berneslai.toml")

    ran = hark("lint", str(PROFILES / "example.toml"), file)

    assert ran.status == 1
    assert f"{file}: 6.9f: The stage 1 answer does not tell what is still to be done." in ran.lines
    assert all(line.startswith(f"{file}: ") for line in ran.lines)


def test_a_file_that_is_not_there_is_said_and_the_others_are_still_read(hark: Hark) -> None:
    ran = hark("lint", "nowhere.toml", str(PROFILES / "tamworth.toml"))

    assert ran.status == 1
    assert "nowhere.toml: it cannot be read" in ran.err
    assert len(ran.lines) == 16


def test_what_is_not_stated_is_said_on_request_and_is_no_departure(hark: Hark) -> None:
    ran = hark("lint", "--unset", str(PROFILES / "example.toml"))

    assert (ran.status, ran.out) == (0, "")
    assert "not stated: " in ran.err


def test_no_file_is_wrong_use(hark: Hark) -> None:
    assert hark("lint").status == 2
