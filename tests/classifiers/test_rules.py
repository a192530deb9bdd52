"""What must never be missed is found by plain rules, and what only sounds like it is not. Code: 1.3, 5.10, 6.10."""

import time

import pytest

from classifiers.labels import Signal
from classifiers.rules import find_rules

FOUND = [
    ("strong smell of gas in the hallway", Signal.EMERGENCY),
    ("I can smell gas by the cooker", Signal.HAZARD),
    ("theres a gas leak i think", Signal.EMERGENCY),
    ("CO ALARM GOING OFF", Signal.EMERGENCY),
    ("they said it was carbon monoxide", Signal.EMERGENCY),
    ("the kitchen is on fire", Signal.EMERGENCY),
    ("had a small fire in the kitchen last night", Signal.EMERGENCY),
    ("the socket is sparking", Signal.EMERGENCY),
    ("it sparked last night so I turned it off, bare wires behind it", Signal.EMERGENCY),
    ("my flat is flooding", Signal.EMERGENCY),
    ("water pouring in through the ceiling", Signal.EMERGENCY),
    ("raw sewage coming up in the bath", Signal.EMERGENCY),
    ("the bedroom ceiling has come down", Signal.EMERGENCY),
    ("we are trapped in the lift", Signal.EMERGENCY),
    ("I want to die", Signal.SELF_HARM),
    ("i dont want to be here anymore", Signal.SELF_HARM),
    ("sometimes I think about ending it all", Signal.SELF_HARM),
    ("I feel suicidal", Signal.SAFEGUARDING),
    ("my ex keeps threatening me", Signal.DOMESTIC_ABUSE),
    ("my husband hit me last night", Signal.DOMESTIC_ABUSE),
    ("fleeing domestic violence with two kids", Signal.SAFEGUARDING),
    ("please do not ring the house, he checks my phone", Signal.SAFE_CONTACT),
    ("Don’t email me, my husband reads my emails", Signal.SAFE_CONTACT),
    ("it is not safe to call", Signal.SAFE_CONTACT),
    ("I want this complaint taken to stage 2", Signal.ESCALATION),
    ("please escalate my complaint", Signal.ESCALATION),
    ("I am not happy with your response to my complaint", Signal.ESCALATION),
    ("I'm blind so letters are no use", Signal.ADJUSTMENT),
    ("my mum is deaf", Signal.ADJUSTMENT),
    ("I can't read your letters", Signal.ADJUSTMENT),
    ("please ring me instead of writing", Signal.ADJUSTMENT),
    ("could I have it in large print", Signal.ADJUSTMENT),
    ("I need a BSL interpreter", Signal.ADJUSTMENT),
]
NOT_FOUND = [
    ("who do I ring about my gas bill?", Signal.EMERGENCY),
    ("the smoke alarm has a low battery beep", Signal.EMERGENCY),
    ("I need a new carbon monoxide alarm, mine is out of date", Signal.EMERGENCY),
    ("gas leak back in spring was dealt with inside an hour", Signal.EMERGENCY),
    ("there is a fire drill on Tuesday", Signal.EMERGENCY),
    ("the fire door on the landing does not shut", Signal.EMERGENCY),
    ("the gas fire needs its service", Signal.EMERGENCY),
    ("the new lad on your chat was on fire today!! 5 stars", Signal.EMERGENCY),
    ("the new kitchen sparks joy", Signal.EMERGENCY),
    ("my inbox is flooded with emails", Signal.EMERGENCY),
    ("one radiator is cold", Signal.EMERGENCY),
    ("this wallpaper is killing me", Signal.SELF_HARM),
    ("I don't want to be here when they drill", Signal.SELF_HARM),
    ("dying to see the new kitchen", Signal.SELF_HARM),
    ("my husband reads the meter", Signal.SAFE_CONTACT),
    ("please don't ring before nine, I work nights", Signal.SAFE_CONTACT),
    ("my husband hit the roof when he saw the bill", Signal.DOMESTIC_ABUSE),
    ("a poster about domestic abuse in the lobby", Signal.DOMESTIC_ABUSE),
    ("when does stage 2 of the window works start?", Signal.ESCALATION),
    ("for my dissertation: what is stage 2 of a complaint?", Signal.ESCALATION),
    ("the roller blind is broken", Signal.ADJUSTMENT),
    ("it fell on deaf ears", Signal.ADJUSTMENT),
    ("you turned a blind eye", Signal.ADJUSTMENT),
    ("I cannot read the meter", Signal.ADJUSTMENT),
    ("please ring me when you can", Signal.ADJUSTMENT),
]
CHOSEN = [
    "I want to make a complaint",
    "I would like to make a formal complaint about your plumber",
    "please log this as a complaint",
    "I wish to complain",
    "can i put in a complaint about the cleaning",
    "treat this as a formal complaint",
    "this is a formal complaint",
    "put this through as a complaint",
    "i want it taken to stage 2, your response to my complaint was poor",
    "Not my wish to bother you. I am raising a complaint about the repairs team",
]
NOT_CHOSEN = [
    "I want to complain about my neighbour",
    "I wish to make a formal complaint against the occupiers of No 5",
    "I want to make an official complaint about the people at number 23",
    "Areet, just wantin to put in a complaint aboot next door like",
    "I don't want to make a complaint",
    "I am not complaining but the gate is broken",
    "please don't log it as a complaint",
    "If you want to make a complaint, write to us.",
    "Would you like to make a complaint? No thank you",
    "I was going to make a complaint but it is done now",
    "I am a student and would like to know how tenants make a complaint for my dissertation",
    "I will go to the Ombudsman",
    "Thanks.\n\nOn Monday Housing wrote:\n> you said: I want to make a complaint",
]


@pytest.mark.parametrize(("text", "signal"), FOUND)
def test_danger_risk_and_need_are_found_in_plain_words(text: str, signal: Signal) -> None:
    assert signal in find_rules("", text).signals


@pytest.mark.parametrize(("text", "signal"), NOT_FOUND)
def test_what_only_sounds_like_it_is_left_to_the_model(text: str, signal: Signal) -> None:
    assert signal not in find_rules("", text).signals


@pytest.mark.parametrize("text", CHOSEN)
def test_a_resident_who_asks_to_complain_has_chosen(text: str) -> None:
    found = find_rules("", text)

    assert found.explicit
    assert found.words[0] in text


@pytest.mark.parametrize("text", NOT_CHOSEN)
def test_a_complaint_not_made_about_us_is_not_a_choice(text: str) -> None:
    assert not find_rules("", text).explicit


def test_one_sentence_does_not_excuse_another() -> None:
    found = find_rules(
        "", "I don't want to make a complaint about Dave. I want to make a complaint about the office."
    )

    assert found.explicit


def test_the_subject_is_read_too() -> None:
    assert Signal.EMERGENCY in find_rules("Smell of gas", "flat 3").signals


@pytest.mark.parametrize(
    "text",
    ["a " * 2000, "not " * 1000, "i want to " * 400, "water " * 700, "complaint " * 400, "my husband " * 360],
)
def test_no_message_makes_the_rules_slow(text: str) -> None:
    began = time.process_time()

    find_rules("", text)

    assert time.process_time() - began < 1.0
