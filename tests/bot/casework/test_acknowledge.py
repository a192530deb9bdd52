"""What must an acknowledgement hold before it counts?"""

import pytest

from bot.casework.acknowledge import PointDraft, what_is_missing

OURS = PointDraft("The leak", "yes")
NOT_OURS = PointDraft("The bins", "no", reason="the council collects them", who="The council")


@pytest.mark.provision("5.6", "5.7")
@pytest.mark.parametrize(
    ("points", "provisions"),
    [
        pytest.param([], ["5.6"], id="no points at all"),
        pytest.param([OURS], [], id="one point of ours"),
        pytest.param([PointDraft("The leak")], [], id="still being checked is said honestly"),
        pytest.param([OURS, NOT_OURS], [], id="ours and not ours with its reason"),
        pytest.param([PointDraft("  ", "yes")], ["5.6", "5.6"], id="a blank point is no definition"),
        pytest.param([OURS, PointDraft("", "yes")], ["5.6"], id="one of two is blank"),
        pytest.param([PointDraft("The bins", "no")], ["5.7"], id="not ours without a why"),
        pytest.param([PointDraft("The bins", "no", reason="not ours")], ["5.7"], id="not ours without a who"),
        pytest.param([PointDraft("The bins", "no", reason=" ", who=" ")], ["5.7"], id="blanks are no why"),
        pytest.param([PointDraft("The bins", "maybe")], ["5.7"], id="an unknown answer"),
    ],
)
def test_each_thing_missing_is_named_with_its_provision(
    points: list[PointDraft], provisions: list[str]
) -> None:
    missing = what_is_missing(points)

    assert [sentence.rpartition("(")[2].rstrip(").") for sentence in missing] == provisions


def test_an_outcome_need_not_be_known() -> None:
    assert what_is_missing([OURS]) == []
