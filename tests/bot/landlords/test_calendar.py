"""Bank holidays: days that were once got wrong somewhere, kept as a list that must never change."""

from datetime import date

import pytest

from bot.landlords.calendar import LAST_DAY, bank_holidays, ends_soon, overridden

ALL = ("england", "wales", "scotland", "northern-ireland")
NOT_SCOTLAND = ("england", "wales", "northern-ireland")


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        pytest.param(date(2020, 5, 8), ALL, id="ve-day-moved"),
        pytest.param(date(2020, 5, 4), (), id="the-monday-ve-day-replaced"),
        pytest.param(date(2022, 6, 2), ALL, id="spring-moved-for-the-platinum-jubilee"),
        pytest.param(date(2022, 6, 3), ALL, id="platinum-jubilee"),
        pytest.param(date(2022, 5, 30), (), id="the-monday-the-jubilee-replaced"),
        pytest.param(date(2022, 9, 19), ALL, id="state-funeral"),
        pytest.param(date(2023, 5, 8), ALL, id="coronation"),
        pytest.param(date(2021, 12, 27), ALL, id="christmas-2021-substitute"),
        pytest.param(date(2021, 12, 28), ALL, id="boxing-day-2021-substitute"),
        pytest.param(date(2022, 12, 26), ALL, id="boxing-day-2022"),
        pytest.param(date(2022, 12, 27), ALL, id="christmas-2022-substitute"),
        pytest.param(date(2026, 12, 28), ALL, id="boxing-day-2026-substitute"),
        pytest.param(date(2027, 12, 27), ALL, id="christmas-2027-substitute"),
        pytest.param(date(2028, 1, 3), ALL, id="new-year-2028-substitute"),
        pytest.param(date(2028, 1, 4), ("scotland",), id="second-of-january-2028-substitute"),
        pytest.param(date(2027, 1, 4), ("scotland",), id="second-of-january-2027-substitute"),
        pytest.param(date(2024, 4, 1), NOT_SCOTLAND, id="easter-monday-2024"),
        pytest.param(date(2026, 4, 6), NOT_SCOTLAND, id="easter-monday-2026"),
        pytest.param(date(2026, 8, 31), NOT_SCOTLAND, id="late-summer"),
        pytest.param(date(2026, 8, 3), ("scotland",), id="scottish-summer"),
        pytest.param(date(2025, 12, 1), ("scotland",), id="st-andrews-on-a-monday"),
        pytest.param(date(2026, 11, 30), ("scotland",), id="st-andrews"),
        pytest.param(date(2026, 6, 15), ("scotland",), id="world-cup"),
        pytest.param(date(2026, 3, 17), ("northern-ireland",), id="st-patricks"),
        pytest.param(date(2024, 3, 18), ("northern-ireland",), id="st-patricks-moved"),
        pytest.param(date(2026, 7, 13), ("northern-ireland",), id="boyne-moved"),
    ],
)
def test_a_day_is_a_bank_holiday_in_these_nations_and_no_others(day: date, nations: tuple[str, ...]) -> None:
    assert tuple(nation for nation in ALL if day in bank_holidays(nation)) == nations


def test_every_bank_holiday_of_2026_in_england() -> None:
    in_2026 = [day for day in bank_holidays("england") if day.year == 2026]

    assert [f"{day:%-d %b}" for day in in_2026] == [
        "1 Jan", "3 Apr", "6 Apr", "4 May", "25 May", "31 Aug", "25 Dec", "28 Dec",
    ]  # fmt: skip


def test_a_bank_holiday_is_never_at_a_weekend() -> None:
    assert [day for nation in ALL for day in bank_holidays(nation) if day.weekday() > 4] == []


def test_a_landlords_own_proclaimed_day_counts_for_it_alone() -> None:
    local = date(2026, 9, 21)

    with_local = bank_holidays("scotland", extra=frozenset({local}))

    assert with_local[local] == "local holiday"
    assert local not in bank_holidays("scotland")


def test_a_proclaimed_day_and_a_withdrawn_one_are_applied_by_nation() -> None:
    whitsun, jubilee = date(2031, 5, 26), date(2031, 6, 6)
    overrides = {
        "extra": [{"date": jubilee, "name": "Jubilee", "nations": ["england"]}],
        "withdrawn": [{"date": whitsun, "nations": ["england"]}],
    }

    in_england = overridden({whitsun: "Spring"}, overrides, nation="england")
    in_wales = overridden({whitsun: "Spring"}, overrides, nation="wales")

    assert in_england == {jubilee: "Jubilee"}
    assert in_wales == {whitsun: "Spring"}


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(ValueError, match="no nation “cornwall”"):
        bank_holidays("cornwall")


def test_the_end_of_the_list_is_said_a_year_before() -> None:
    assert ends_soon(date(2026, 11, 22)) == ""
    assert LAST_DAY.isoformat() in ends_soon(date(2035, 1, 1))
