"""Is the right advice chosen for a danger, and does every possible hazard start its clock?"""

import pytest

from bot.casework.hazards import danger_kind, danger_of, hazard_kind
from classifiers.labels import Signal, Topic
from tests.builders import a_reading

DANGERS = {
    "gas": """I can smell gas in the hall
There's a strong smell of gas
gas leak under the sink
the whole kitchen stinks of gas
It smells like gas in here
whiff of gas by the boiler
My gas fire smells of gas
I think the gas is leaking
it smells like rotten eggs by the meter""",
    "fumes": """The carbon monoxide alarm went off
CO alarm is beeping
fumes coming from the boiler
My C.O. detector is sounding""",
    "fire": """There is a fire in the bin store
smoke coming from the socket
there are flames in the stairwell
burning smell from the fuse box
smoke is pouring out of flat 4
it smells of burning plastic""",
    "water_electrics": """Water is coming through the light fitting
water dripping onto the sockets
The light is full of water
leak from upstairs running into the fuse box
It's leaking through the lights
The sockets are wet
water is running down into the consumer unit""",
    "power": """The socket sparked last night
exposed wires in the hall
No electricity since this morning
my electrics have gone off
the power is out
I got an electric shock from the cooker
we have lost all power
bare wires hanging""",
    "flood": """burst pipe in the bathroom
Water is pouring through the ceiling
my ceiling has come down
the ceiling fell in the bedroom
The flat is flooded
a pipe has burst
water everywhere""",
    "other": """The front door won't lock
I am trapped in the lift
the fire door will not close and the front door is gone
the fire exit is blocked
The lights in the stairwell are dim
my toilet is blocked and it's the only one
no heating and a new baby
he is threatening me on the landing
the fire brigade had to get me out of the lift""",
}
ROWS = [(kind, text) for kind, texts in DANGERS.items() for text in texts.splitlines()]


@pytest.mark.parametrize(("kind", "text"), ROWS, ids=[text for _, text in ROWS])
def test_the_advice_that_comes_first_fits_the_danger(kind: str, text: str) -> None:
    assert danger_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "hazard"),
    [
        ("there is black mould round the window", "damp_mould"),
        ("condensation runs down the wall", "damp_mould"),
        ("I smell gas", "explosion"),
        ("CO alarm keeps going", "carbon_monoxide_fumes"),
        ("the fire door is wedged open", "fire"),
        ("the socket is hanging off", "electrical"),
        ("big crack in the wall", "structure"),
        ("it is freezing, no heating", "excess_cold"),
        ("The flat overheats", "excess_heat"),
        ("I tripped on the loose step", "falls"),
        ("sewage in the bath", "sanitation_drainage"),
        ("we have rats", "hygiene_pests_refuse"),
        ("the front door does not lock", "entry_by_intruders"),
        ("the kitchen worktop is rotten", "food_safety"),
        ("something is wrong with our block", "other"),
        ("it is unsafe", "other"),
    ],
)
def test_a_possible_hazard_gets_its_kind(text: str, hazard: str) -> None:
    assert hazard_kind(a_reading(signals=frozenset({Signal.HAZARD})), text) == hazard


def test_damp_is_damp_whatever_the_words() -> None:
    assert hazard_kind(a_reading(signals=frozenset({Signal.DAMP_MOULD})), "the wall is wet") == "damp_mould"
    assert (
        hazard_kind(a_reading(signals=frozenset({Signal.HAZARD}), topic=Topic.DAMP_MOULD), "it is bad")
        == "damp_mould"
    )


def test_words_alone_make_no_hazard() -> None:
    assert hazard_kind(a_reading(), "What is your policy on damp?") == ""


@pytest.mark.parametrize(
    ("signals", "danger"),
    [
        (set(), ""),
        ({Signal.HAZARD}, "hazard"),
        ({Signal.EMERGENCY}, "emergency"),
        ({Signal.EMERGENCY, Signal.HAZARD}, "emergency"),
    ],
)
def test_an_emergency_outranks_a_hazard(signals: set[Signal], danger: str) -> None:
    assert danger_of(a_reading(signals=frozenset(signals))) == danger
