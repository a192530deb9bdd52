"""Every provision that Hark must keep has a rule, a test and a place where it is seen; `docs/code.md` says so truly."""

import re

import pytest

from bot.__main__ import app as commands
from bot.desk import link_routes
from bot.landlords.provisions import load_provisions
from bot.my import again, choice, done, policy
from bot.my import page as page_of_resident
from tests.house import code_page
from tests.house.code_page import PAGE, Row, page, rows, seen_by_provision
from tests.house.test_readme_commands import commands_of
from tests.web_house import WebHouse, a_web_house

ROWS = rows()


@pytest.fixture
async def web(tmp_path_factory: pytest.TempPathFactory) -> WebHouse:
    return await a_web_house(tmp_path_factory.mktemp("house"))


def by_number(row: Row) -> str:
    return row.provision.id


def test_there_is_a_row_for_each_of_the_72() -> None:
    assert len(ROWS) == load_provisions().meta["provisions"] == 72


@pytest.mark.parametrize("row", [row for row in ROWS if row.must_be_proved], ids=by_number)
def test_what_hark_must_keep_has_a_test_that_proves_it(row: Row) -> None:
    assert row.tests, f"mark a test with @pytest.mark.provision({row.provision.id!r})"


@pytest.mark.parametrize("row", [row for row in ROWS if row.must_be_proved], ids=by_number)
def test_what_hark_must_keep_has_a_rule_that_names_it(row: Row) -> None:
    assert row.rules, f"name it in a docstring: Code: {row.provision.id}"


def test_a_provision_without_a_test_would_show() -> None:
    without = Row(ROWS[0].provision, ROWS[0].rules, [], ROWS[0].seen)

    assert without.must_be_proved
    assert not without.tests


def test_no_test_is_marked_with_a_provision_that_does_not_exist() -> None:
    assert set(code_page.tests_by_provision()) <= set(load_provisions().by_id)


def test_every_place_named_is_there(web: WebHouse) -> None:
    rooms = (again, choice, done, link_routes, page_of_resident, policy)
    routes = {getattr(route, "path", "") for room in rooms for route in room.router.routes}
    routes |= {re.sub(r":path(?=})", "", path) for path in web.app.openapi()["paths"]}
    names = set(commands_of(commands))
    first = {name.rsplit(" ", 1)[0] for name in names}
    named = {place for places in seen_by_provision().values() for place in places}

    assert set(seen_by_provision()) == set(load_provisions().by_id)
    assert {place for place in named if place.startswith("hark ")} <= names | first
    assert {place for place in named if place.startswith("/")} <= routes


def test_the_page_is_as_it_would_be_written_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: make code"
