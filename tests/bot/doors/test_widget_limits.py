"""One page may do little in a minute; a house with one address for many may do much, and nobody waits for long."""

from datetime import UTC, datetime, timedelta

from bot.doors.widget_limits import POSTS, Limits, Rule

NOW = datetime(2026, 11, 2, 9, 12, tzinfo=UTC)
RULE = Rule(session=2, address=4, landlord=100)


def test_a_session_waits_until_its_oldest_act_is_a_minute_old() -> None:
    limits, who = Limits(), {"session": "1"}
    done = [limits.wait("post", RULE, who, NOW + timedelta(seconds=second)) for second in (0, 10, 20)]

    assert done == [0, 0, 40]
    assert limits.wait("post", RULE, who, NOW + timedelta(seconds=61)) == 0


def test_neighbours_behind_one_address_do_not_wait_for_each_other() -> None:
    limits = Limits()
    scheme = [
        limits.wait("post", POSTS, {"session": str(number), "address": "192.0.2.1"}, NOW)
        for number in range(200)
    ]

    assert set(scheme) == {0}


def test_what_must_wait_is_not_counted() -> None:
    limits = Limits()
    for number in range(4):
        limits.wait("post", RULE, {"session": str(number), "address": "192.0.2.1"}, NOW)

    waits = [limits.wait("post", RULE, {"session": "9", "address": "192.0.2.1"}, NOW) for _ in range(3)]

    assert waits == [60, 60, 60]
    assert limits.wait("post", RULE, {"session": "9"}, NOW) == 0
