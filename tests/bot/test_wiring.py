"""What nobody has checked for too long is said, so that no text names a door that is shut."""

from datetime import date

from bot.landlords.loading import load_profiles
from bot.settings import EXAMPLE
from bot.wiring import out_of_date

PROFILES = load_profiles(EXAMPLE).profiles


def test_lines_checked_this_month_are_not_remarked_on() -> None:
    assert out_of_date(PROFILES, date(2026, 11, 22)) == []


def test_lines_unchecked_for_more_than_180_days_are_named_with_their_day() -> None:
    (fault,) = out_of_date(PROFILES, date(2027, 6, 1))

    assert "2026-11-22" in fault
    assert "(3.7)" in fault


def test_the_end_of_the_list_of_bank_holidays_is_said_a_year_before() -> None:
    assert any("bank holidays" in fault for fault in out_of_date(PROFILES, date(2035, 3, 1)))


def test_a_nation_whose_lines_are_from_memory_is_told_so() -> None:
    welsh = [profile.model_copy(update={"nation": "wales"}) for profile in PROFILES]

    assert any("2026-01-01" in fault for fault in out_of_date(welsh, date(2026, 11, 22)))
