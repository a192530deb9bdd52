"""Are names replaced where they are known and where they show themselves, and words that only look like names left?"""

import pytest

from bot.redacted_names import Known, replace_names

SAM = Known(("Sam Adeyemi-Okafor",))


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("This is Sam Adeyemi-Okafor again.", "This is Sam Example again."),
        ("SAM ADEYEMI OKAFOR HERE", "Sam Example HERE"),
        ("ask for sam, or for mrs okafor", "ask for Sam, or for mrs Example"),
        ("Adeyemi's tap drips", "Example's tap drips"),
        ("a sample of adeyemia", "a sample of adeyemia"),
    ],
)
def test_a_known_name_is_replaced_whole_and_in_part(text: str, redacted: str) -> None:
    assert replace_names(text, SAM) == redacted


def test_two_known_people_do_not_become_one() -> None:
    text = replace_names("Bertha Quigg wrote for Ida Morrow.", Known(("Ida Morrow", "Bertha Quigg")))

    assert text == "Alex Sample wrote for Sam Example."


@pytest.mark.parametrize(
    ("name", "text", "redacted"),
    [
        ("Will May", "Will you come in may? I will. Will", "Sam you come in may? I will. Sam"),
        ("Ruairí O'Brien", "ruairi o’brien rang, OBrien", "Sam Example rang, Example"),
        ("Jo Li", "jo and Jo Li", "jo and Sam Example"),
        ("王小明", "我是王小明的邻居", "我是Sam的邻居"),
        ("Mrs D. Pargeter", "Mrs Pargeter, d for done", "Mrs Sam, d for done"),
        ("", "nobody is named", "nobody is named"),
    ],
)
def test_names_are_found_as_people_write_them(name: str, text: str, redacted: str) -> None:
    assert replace_names(text, Known((name,))) == redacted


SHOWN = [
    pytest.param("Fix it.\nKind regards\nMaureen Tuckett", "Tuckett", id="under a closing"),
    pytest.param("Fix it.\nThanks,\n\nkelly", "kelly", id="under a closing, in small letters"),
    pytest.param("Fix it. Thanks, Kelly", "Kelly", id="beside a closing"),
    pytest.param("My name is Joyce Tillotson and I am cold", "Tillotson", id="my name is"),
    pytest.param("MY NAME IS JOYCE TILLOTSON AND I AM COLD", "TILLOTSON", id="in capitals"),
    pytest.param("This is Winston Achebe from upstairs", "Achebe", id="this is"),
    pytest.param("Mr Jan Paul Zielinski came", "Zielinski", id="after a title"),
    pytest.param("Cllr P. Hendrick writes", "Hendrick", id="a councillor"),
    pytest.param("my daughter Aisha has asthma", "Aisha", id="a relative"),
    pytest.param("your officer Darren was rude", "Darren", id="one of us"),
    pytest.param("Name: Abdi Yusuf\nProblem: tap", "Yusuf", id="in a form"),
]


@pytest.mark.parametrize(("text", "name"), SHOWN)
def test_a_name_that_shows_itself_is_replaced(text: str, name: str) -> None:
    assert name.lower() not in replace_names(text, Known()).lower()


@pytest.mark.parametrize(
    "text",
    [
        "Thanks. Please ring me on Monday.",
        "I am Polish and my English is bad.",
        "It's The third time, This is Not good enough.",
        "My son is ill and my neighbour Is loud.",
        "Many thanks for the visit in June",
    ],
)
def test_words_that_only_stand_where_names_stand_are_left(text: str) -> None:
    assert replace_names(text, Known()) == text
