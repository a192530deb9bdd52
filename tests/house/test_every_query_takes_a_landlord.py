"""No query of the store can forget whose rows it asks for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

STORE = Path(__file__).parents[2] / "bot" / "store"
WHOSE = {"landlord_id", "landlord_ids", "viewer"}  # a viewer carries the landlord of a member of staff
EXEMPT = {
    ("system.py", "take_lease"): "a lease is the installation's: one process at a time, whoever it serves",
    (
        "system.py",
        "find_bookmark",
    ): "a bookmark is a channel's: how far it has read, before any landlord is known",
    ("doors.py", "save_bookmark"): "as above",
    ("system.py", "list_landlords"): "it asks which landlords there are",
}
Function = ast.AsyncFunctionDef


def public_queries() -> Iterator[tuple[str, Function]]:
    for file in sorted(STORE.glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield file.name, node


def arguments(function: Function) -> set[str]:
    return {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}


def uses_whose(function: Function) -> bool:
    named = {node.id for part in function.body for node in ast.walk(part) if isinstance(node, ast.Name)}
    return bool(named & WHOSE & arguments(function))


QUERIES = [pytest.param(file, query, id=f"{file}:{query.name}") for file, query in public_queries()]


@pytest.mark.parametrize(("file", "query"), QUERIES)
def test_a_query_takes_a_landlord_and_asks_by_it(file: str, query: Function) -> None:
    assert uses_whose(query) or (file, query.name) in EXEMPT


def test_a_query_that_forgot_its_landlord_is_found() -> None:
    forgot = ast.parse(
        "async def list_all(session, landlord_id):\n    return await session.exec(select(CaseRow))"
    ).body[0]

    assert isinstance(forgot, Function)
    assert not uses_whose(forgot)


def test_no_exemption_outlives_its_query() -> None:
    there = {(file, query.name) for file, query in public_queries()}

    assert set(EXEMPT) <= there
