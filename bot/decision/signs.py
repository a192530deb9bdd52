"""Which signs in a reading count, beside its kind? Pure. Code: 1.2, 1.6."""

from classifiers.labels import Kind, Signal
from classifiers.reading import Reading

EVEN = 0.5
RISKS = (
    Signal.EMERGENCY,
    Signal.HAZARD,
    Signal.DAMP_MOULD,
    Signal.SAFEGUARDING,
    Signal.DOMESTIC_ABUSE,
    Signal.AT_RISK,
    Signal.SELF_HARM,
    Signal.SAFE_CONTACT,
)
# By their meaning these are never there without dissatisfaction, even where the reading of it falls short.
SHOWS_UNHAPPINESS = (Signal.ESCALATION, Signal.ANSWER_OVERDUE, Signal.DISCRIMINATION)
# What a machine of an MP, a law firm or a web form may pass on, and a newsletter never says.
SPEAKS_FOR_SOMEONE = (
    *RISKS,
    *SHOWS_UNHAPPINESS,
    Signal.REPRESENTATIVE,
    Signal.LEGAL,
    Signal.STAFF_CONDUCT,
    Signal.DATA_PROTECTION,
)


def reads_unhappy(reading: Reading) -> bool:
    """Whether it is dissatisfied; a survey answer is not, whatever its tone. Code: 1.2, 1.6"""
    if reading.kind is Kind.SURVEY_FEEDBACK:
        return False
    return reading.unhappy or reading.kind is Kind.COMPLAINT or reading.has(*SHOWS_UNHAPPINESS)


def plainly_unhappy(reading: Reading) -> bool:
    """More likely unhappy than not: for mail of machines and for thanks, where the offer's low bar would mislead."""
    return reading.kind is Kind.COMPLAINT or reading.dissatisfied >= EVEN or reading.has(*SHOWS_UNHAPPINESS)
