"""A postal address in one line becomes the lines of an envelope."""

import pytest

from channels.notify.addresses import address_lines, what_is_wrong


def test_the_lines_stand_in_their_order() -> None:
    lines = address_lines("Sam Okafor; 4 Alder Court; Manchester; M60 0AB")

    assert list(lines.values()) == ["Sam Okafor", "4 Alder Court", "Manchester", "M60 0AB"]
    assert list(lines)[-1] == "address_line_4"
    assert what_is_wrong(lines) == ""


def test_the_name_is_put_first_where_the_address_does_not_begin_with_it() -> None:
    assert address_lines("4 Alder Court; M60 0AB", name="Sam Okafor")["address_line_1"] == "Sam Okafor"
    assert len(address_lines("sam okafor; 4 Alder Court; M60 0AB", name="Sam Okafor")) == 3


def test_an_address_that_lost_its_capitals_has_them_on_the_envelope() -> None:
    lines = address_lines("sam okafor; flat 4a, st john's court; manchester; m60 0ab")

    assert list(lines.values()) == ["Sam Okafor", "Flat 4a, St John's Court", "Manchester", "M60 0AB"]
    assert address_lines("McBride House; DN1 2AB")["address_line_1"] == "McBride House"


def test_a_name_is_left_out_where_there_is_no_room_for_it() -> None:
    assert len(address_lines("1;2;3;4;5;6;7", name="Sam Okafor")) == 7


@pytest.mark.parametrize("address", ["", "4 Alder Court; M60 0AB", "1;2;3;4;5;6;7;8"])
def test_an_address_that_no_letter_can_go_to_is_named_as_such(address: str) -> None:
    assert what_is_wrong(address_lines(address)).startswith("The postal address is not complete")
