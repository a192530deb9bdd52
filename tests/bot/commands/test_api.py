"""`hark api`: which other systems may call, and with what."""

from tests.bot.commands.conftest import Hark


def test_a_client_is_added_listed_and_revoked(hark: Hark) -> None:
    added = hark("api", "add", "Tenant portal", "--hand-in")
    listed = hark("api", "list")
    revoked = hark("api", "revoke", "1")

    assert (added.status, len(added.lines)) == (0, 2)
    assert added.lines[0].startswith("hark_")
    assert listed.lines == ["1\tTenant portal\thand-in\tworks\tnever used"]
    assert revoked.lines == ["Tenant portal can call no more."]
    assert "revoked" in hark("api", "list").out


def test_one_that_may_do_nothing_is_wrong_use(hark: Hark) -> None:
    ran = hark("api", "add", "Tenant portal")

    assert (ran.status, ran.out) == (2, "")
    assert "--read, --hand-in or both" in ran.err


def test_what_is_not_there_is_said(hark: Hark) -> None:
    assert (
        hark("api", "revoke", "9").status,
        hark("api", "add", "x", "--read", "--landlord", "y").status,
    ) == (1, 1)
