"""What can a message be? The labels of `training_data/GUIDE.md`, and nothing else.

The order in each tuple is the order of columns in every array and file.
"""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    COMPLAINT = "complaint"  # Code 1.2, 1.3
    SERVICE_REQUEST = "service_request"  # Code 1.4
    SURVEY_FEEDBACK = "survey_feedback"  # Code 1.6
    ENQUIRY = "enquiry"


class Topic(StrEnum):
    REPAIRS = "repairs"
    DAMP_MOULD = "damp_mould"
    HEATING = "heating"
    ASB = "asb"
    ESTATE = "estate"
    BUILDING_SAFETY = "building_safety"
    MONEY = "money"
    TENANCY = "tenancy"
    LETTINGS = "lettings"
    SERVICE = "service"
    OTHER = "other"


class Signal(StrEnum):
    EMERGENCY = "emergency"
    DAMP_MOULD = "damp_mould"
    VULNERABLE = "vulnerable"
    ADJUSTMENT = "adjustment"
    REPRESENTATIVE = "representative"
    LEGAL = "legal"
    HAZARD = "hazard"
    REPEAT = "repeat"
    SAFEGUARDING = "safeguarding"
    DOMESTIC_ABUSE = "domestic_abuse"
    AT_RISK = "at_risk"
    SELF_HARM = "self_harm"
    SAFE_CONTACT = "safe_contact"
    ASB = "asb"
    BUILDING_SAFETY = "building_safety"
    STAFF_CONDUCT = "staff_conduct"
    ESCALATION = "escalation"
    ANSWER_OVERDUE = "answer_overdue"
    DECLINES_COMPLAINT = "declines_complaint"
    DATA_PROTECTION = "data_protection"
    COMPLIMENT = "compliment"
    GROUP = "group"
    DISCRIMINATION = "discrimination"


class Choice(StrEnum):
    """What a message says where it answers "do you want us to look into this as a complaint?". Code: 1.3"""

    YES = "yes"
    NO = "no"
    CALL = "call"
    UNCLEAR = "unclear"


CHANNELS: Final = ("email", "telegram", "widget", "survey", "phone", "letter")
