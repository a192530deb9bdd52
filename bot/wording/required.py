"""Which contents does each text owe the resident? The lists, each content with its provision.

Read with `contents.py`. Every text of the register has a list; a test sees to it.
"""

from bot.wording.contents import Content
from bot.wording.contents_of_answers import OF_ANSWERS
from bot.wording.contents_of_others import OF_CODES_AND_ALERTS
from bot.wording.filters import day
from bot.wording.shared_contents import (
    ADJUSTMENTS,
    ANSWER_BY,
    CHOICE,
    COMPANION,
    COMPLAIN,
    COMPLAIN_IN_SURVEY,
    CONTACT_BY,
    DEFINITION,
    EMERGENCY,
    FIRST_TOLD,
    HONEST,
    HOW_TO_COMPLAIN,
    LATER,
    LOGGED,
    LONGER,
    LOOK_AGAIN,
    NEEDS,
    NO,
    NO_REASONS,
    OMBUDSMAN,
    OMBUDSMAN_IN_FULL,
    OWN_CHOICE,
    PEOPLE,
    POLICY,
    POLICY_IN_BODY,
    READ_BY,
    REFERENCE,
    REPRESENTATIVE,
    RING_BY,
    SAME_TREATMENT,
    SEE_WHERE,
    SLOWER,
    SOMEONE_NEW,
    STAGE_1,
    STAGE_2,
    SURVEYED_CASE,
    TEAM,
    TWO_STAGES,
    UNSURE,
    WORDS,
    WORK_GOES_ON,
    WRITE_BY,
    YES,
    had_an_answer,
    printed,
    wants_action,
)

_LISTS: dict[str, tuple[Content, ...]] = {
    "choice_offer": (
        *(WORDS, CHOICE, YES, NO, OWN_CHOICE, LATER, SAME_TREATMENT, WORK_GOES_ON, REPRESENTATIVE, WRITE_BY),
        *(NEEDS, OMBUDSMAN, OMBUDSMAN_IN_FULL, HONEST),
        Content("two stages", "3.4", says=r"two stages", forms=("body",)),
        Content("how long the answer takes", "6.3", says=r"no more than \d+ working days", forms=("body",)),
        Content("someone else looks again", "6.13", says=r"a different person looks again", forms=("body",)),
    ),
    "service_request_receipt": (
        *(REFERENCE, WORDS, TEAM, CONTACT_BY, EMERGENCY, COMPLAIN, NEEDS, HONEST, SEE_WHERE),
        Content("it is a request, not a complaint", "1.4", says=r"as a request.*not as a complaint"),
    ),
    "complaint_logged": (
        *(*LOGGED, WORDS, FIRST_TOLD, STAGE_1, TWO_STAGES, POLICY_IN_BODY, REPRESENTATIVE, SEE_WHERE),
    ),
    "acknowledgement_stage_1": (
        *(REFERENCE, FIRST_TOLD, STAGE_1, TWO_STAGES, OMBUDSMAN_IN_FULL, SEE_WHERE),
        *(*DEFINITION, *PEOPLE),
    ),
    "acknowledgement_guard": (
        *(
            REFERENCE,
            FIRST_TOLD,
            STAGE_1,
            TWO_STAGES,
            OMBUDSMAN_IN_FULL,
            HONEST,
            RING_BY,
            ANSWER_BY,
            COMPANION,
            SEE_WHERE,
        ),
        *(WORK_GOES_ON, POLICY, OMBUDSMAN, LONGER, ADJUSTMENTS, DEFINITION[1], DEFINITION[2]),
        Content("all their words", "5.6", shows=printed(lambda facts: facts.words)),
        Content("when we say what is ours", "5.7", says=r"still checking which", shows=WRITE_BY.shows),
    ),
    "already_logged": (
        *(REFERENCE, SAME_TREATMENT, OMBUDSMAN, HONEST),
        Content(
            "it is logged, and nothing is left to do",
            "1.3",
            says=r"already logged.*do not have to do anything",
        ),
    ),
    "escalation_logged": (
        *LOGGED,
        WORDS,
        STAGE_2,
        SOMEONE_NEW,
        NO_REASONS,
        POLICY_IN_BODY,
        REPRESENTATIVE,
        SEE_WHERE,
    ),
    "acknowledgement_stage_2": (
        *(REFERENCE, STAGE_2, TWO_STAGES, OMBUDSMAN_IN_FULL, NO_REASONS, SEE_WHERE),
        *(*DEFINITION, *PEOPLE),
        Content("someone new looks", "6.13", says=r"no part in the first answer", applies=had_an_answer),
        Content(
            "when they asked again",
            "6.11",
            shows=lambda facts: [day(at) if (at := facts.received_at) else ""],
            applies=had_an_answer,
        ),
    ),
    "definition_confirmed": (REFERENCE, OMBUDSMAN_IN_FULL, *DEFINITION, *PEOPLE, SEE_WHERE),
    "survey_signpost": (
        *(SAME_TREATMENT, OMBUDSMAN, OMBUDSMAN_IN_FULL, POLICY_IN_BODY, HONEST),
        Content("not logged as a complaint", "1.6", says=r"not logged as a complaint"),
        COMPLAIN_IN_SURVEY,
        Content(
            "every other way",
            "3.1, 3.2",
            says=r"tell any of our staff",
            shows=lambda facts: (facts.landlord.phone, facts.landlord.postal_address),
            forms=("body",),
        ),
        Content(
            "who has what is to be put right", "1.4", says=TEAM.says, shows=TEAM.shows, applies=wants_action
        ),
        LOOK_AGAIN,
    ),
    "survey_after_case": (
        *(SURVEYED_CASE, COMPLAIN_IN_SURVEY, LOOK_AGAIN, SAME_TREATMENT, NEEDS, OMBUDSMAN, HONEST),
        Content("not logged as a complaint", "1.6", says=r"not logged as a complaint"),
        Content("the question", "9.2", says=r"how happy are you", forms=("body", "chat")),
        Content("how to answer it", "9.2", says=r"1 (to|is very unhappy).*5 is very happy"),
    ),
    "unsure_receipt": (*UNSURE, SEE_WHERE),
    "attachment_only": UNSURE,
    "too_large": (
        *UNSURE,
        Content("why nobody has read it", "honesty", says=r"too big for our computer.*have not read it"),
        Content(
            "how else to tell us",
            "3.1",
            says=r"in a few words",
            shows=printed(lambda facts: facts.landlord.phone),
        ),
    ),
    "choice_reminder": (
        *(CHOICE, YES, NO, LATER, SAME_TREATMENT, NEEDS, OMBUDSMAN, HONEST, WORDS),
        Content("the last time we ask", "1.3", says=r"last time we ask|not ask again"),
        Content("a call instead", "3.1", says=r"CALL ME"),
    ),
    "emergency_reply": (
        *(REFERENCE, EMERGENCY, OMBUDSMAN, HONEST),
        Content("999", "6.1", says=r"danger.{0,9} ring 999"),
        Content(
            "the choice, once safe", "1.3", says=r"can wait until you are safe|also logged your complaint"
        ),
    ),
    "safe_reply": (
        Content(
            "office hours and number",
            "6.1",
            shows=lambda facts: (facts.landlord.office_hours, facts.landlord.phone),
        ),
    ),
    "safe_page": (
        Content("a person reads it today", "6.1", says=r"one trained person will read this today"),
        Content("999", "6.1", says=r"danger now\? Ring 999"),
        Content("how to ring without speaking", "5.10", says=r"cannot speak on a mobile, press 55"),
        Content("whether it is safe to contact them", "5.10", says=r"is it safe to contact you"),
    ),
    "self_harm_reply": (
        Content("999", "6.1", says=r"hurt yourself now, ring 999"),
        Content("Samaritans", "6.1", says=r"Samaritans .*116 123"),
        Content(
            "who rings today",
            "6.1",
            says=r"will ring you today",
            applies=lambda facts: bool(facts.alert_taken_by),
        ),
    ),
    "open_door": (
        *(WORDS, YES, LATER, SAME_TREATMENT, WORK_GOES_ON, REPRESENTATIVE, OMBUDSMAN, REFERENCE),
        Content("we heard their no", "1.3", says=r"(said|told .+ that) you do not want to complain"),
    ),
    "declined": (
        *(YES, LATER, SAME_TREATMENT, WORK_GOES_ON, OMBUDSMAN, HONEST),
        Content("no complaint is logged", "1.3", says=r"not logged a complaint"),
    ),
    "which_matter": (
        Content("which one", "1.3", says=r"which one do you want"),
        Content(
            "each matter, with its link",
            "1.3",
            shows=lambda facts: (
                [fact for each in facts.matters for fact in (each.reference, each.yes_link)] or [""]
            ),
        ),
        *(OMBUDSMAN, HONEST),
    ),
    "enquiry_receipt": (REFERENCE, WORDS, TEAM, CONTACT_BY, NEEDS, HONEST, SEE_WHERE),
    "ask_again": (
        *(CHOICE, YES, NO, OWN_CHOICE, LATER, SAME_TREATMENT, OMBUDSMAN, HONEST),
        Content("why we ask again", "1.3", says=r"not sure if it means yes or no"),
    ),
    "added_to_case": (REFERENCE, READ_BY, OMBUDSMAN, HONEST),
    "second_unhappy": (READ_BY, YES, NO, OWN_CHOICE, LATER, SAME_TREATMENT, NEEDS, OMBUDSMAN, HONEST),
    "changed_mind": (
        *(REFERENCE, RING_BY, SAME_TREATMENT, OMBUDSMAN, HONEST),
        Content("the complaint goes on until then", "2.1", says=r"until then your complaint goes on"),
    ),
    "final_answer": (
        *(REFERENCE, OMBUDSMAN, OMBUDSMAN_IN_FULL, HONEST),
        Content("our answer is final", "6.20", says=r"given our final answer"),
        Content(
            "12 months to ask",
            "6.20",
            says=r"within 12 months",
            applies=lambda facts: facts.landlord.nation == "england",
        ),
        Content("what was promised still counts", "6.17", says=r"not done"),
    ),
    "representative_receipt": (
        READ_BY,
        HONEST,
        NEEDS,
        Content("we keep things private", "3.6", says=r"keep what people tell us private"),
        Content("how to have someone act", "3.6", says=r"only need to tell us"),
    ),
    "solicitor_receipt": (REFERENCE, READ_BY, HONEST, Content("a receipt only", "2.2", says=r"receipt only")),
    "is_it_done": (
        *(REFERENCE, COMPLAIN, SAME_TREATMENT, NEEDS, OMBUDSMAN, HONEST),
        Content(
            "done or not done",
            "1.4",
            says=r"DONE or NOT DONE",
            shows=lambda facts: (facts.done_link, facts.not_done_link),
        ),
    ),
    "call_promised": (REFERENCE, RING_BY, NEEDS, OMBUDSMAN, HONEST),
    "person_reply": (
        Content("what the person wrote", "5.8b", shows=printed(lambda facts: facts.free_text)),
        OMBUDSMAN,
    ),
    "about_us": (
        *(EMERGENCY, NEEDS, HONEST),
        Content("who we are", "3.1", shows=printed(lambda facts: facts.landlord.name)),
        Content("999", "6.1", says=r"danger.{0,9} ring 999"),
        Content("who reads it", "honesty", says=r"go to our staff"),
        Content("what we keep", "honesty", says=r"we keep what you send"),
    ),
    "group_refused": (
        *(EMERGENCY, HONEST),
        Content("who we are", "3.1", shows=printed(lambda facts: facts.landlord.name)),
        Content("999", "6.1", says=r"danger.{0,9} ring 999"),
        Content("nothing was kept", "honesty", says=r"kept nothing"),
        Content("where to write instead", "3.1", says=r"a chat of your own"),
    ),
    "slower_notice": (),
    **OF_ANSWERS,
    **OF_CODES_AND_ALERTS,
}

_SAY_NOTHING_OF_COMPLAINTS = frozenset({"safe_reply", "safe_page", "on_call_alert", "on_call_notice"})

REQUIRED: dict[str, tuple[Content, ...]] = {
    name: contents if name in _SAY_NOTHING_OF_COMPLAINTS else (*contents, *SLOWER, HOW_TO_COMPLAIN)
    for name, contents in _LISTS.items()
}
