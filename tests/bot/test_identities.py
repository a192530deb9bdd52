"""Are names, postcodes and addresses known again however people type them, and are others not?"""

import pytest

from bot.identities import is_postcode_of, is_surname_of, masked, normal_postcode, read_address


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("okafor", "Sam Okafor"),
        ("Sam Okafor", "Sam Okafor"),
        ("O’Brien", "Áine O'Brien"),
        ("Smith-Jones", "Pat Smith-Jones"),
        ("de Souza", "Ana de Souza"),
        ("Souza", "Ana de Souza"),
        ("Lopez", "María López"),
        ("Okafor", "Okafor, Sam"),
    ],
)
def test_a_surname_is_known_again(typed: str, name: str) -> None:
    assert is_surname_of(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"), [("Sam", "Sam Okafor"), ("", "Sam Okafor"), ("", ""), ("x", ""), ("for", "Sam Okafor")]
)
def test_another_name_is_not(typed: str, name: str) -> None:
    assert not is_surname_of(typed, name)


def test_a_postcode_is_known_again_however_it_is_spaced() -> None:
    assert is_postcode_of(" m1  1ae", "M11AE")
    assert not is_postcode_of("M1 1AF", "M11AE")
    assert not is_postcode_of("", "")
    assert normal_postcode("not one") == ""


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Sam@Example.NET ", ("email", "sam@example.net")),
        ("07700 900123", ("text", "+447700900123")),
        ("+44 (7700) 900-123", ("text", "+447700900123")),
        ("sam", None),
        ("a@b.example,c@d.example", None),
        ("020 7946 0000", None),
    ],
)
def test_an_address_is_read(typed: str, read: tuple[str, str] | None) -> None:
    assert read_address(typed) == read


def test_an_address_is_shown_to_its_owner_alone() -> None:
    assert masked("sam.okafor@example.net") == "s…@example.net"
    assert masked("+447700900123") == "…0123"
