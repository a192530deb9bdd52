"""In which words is the story of a case told? Codes of the store on the left, what can be read over the phone on the right."""

from typing import Final

#: by the text's folder in wording/; "We ... ." stands around it
TEXTS: Final = {
    "choice_offer": "asked whether they want to make a complaint",
    "emergency_reply": "asked them to ring us at once",
    "complaint_logged": "told them that their complaint is logged",
    "acknowledgement_guard": "acknowledged the complaint in their own words, written by a computer",
    "acknowledgement_stage_1": "acknowledged the complaint, with what we will look into",
    "acknowledgement_stage_2": "acknowledged stage 2, with what we will look into",
    "definition_confirmed": "sent the list of what we will look into, as agreed",
    "escalation_logged": "told them that somebody new will look at it, at stage 2",
    "service_request_receipt": "said that we have their request and who deals with it",
    "enquiry_receipt": "said that we have their question and who answers it",
    "survey_signpost": "thanked them for their answers and said how to complain",
    "survey_after_case": "asked how happy they are with how we dealt with it, and said how to complain",
    "unsure_receipt": "said that a person would read their message, and how to complain",
    "choice_reminder": "reminded them once of the choice to complain",
    "safe_reply": "sent a short neutral reply",
    "safe_page": "told them on the page what to do in danger, and asked whether it is safe to contact them",
    "chat_code": "sent a code to come back to the chat",
    "self_harm_reply": "sent words of care and the numbers to ring",
    "is_it_done": "asked whether it is done",
    "second_unhappy": "said that a person would read this, and that they can still complain",
    "open_door": "said that they can still complain at any time",
    "declined": "confirmed their no, and said that they can still complain",
    "person_reply": "wrote to them",
    "stage_1_response": "gave our answer, with a decision on each point",
    "stage_2_response": "gave our final answer, with a decision on each point",
    "extension": "told them why our answer takes longer, and the new day",
    "refusal": "told them why we do not look into it, and that the Ombudsman can make us",
    "issue_added": "told them that what they told us since is looked into as well",
    "consent_request": "asked them whether somebody may speak for them",
    "restriction": "told them how they can reach us for a time, and why",
    "incident": "told them that we could not work as usual, and by when we can",
    "action_update": "told them what is done of our promises, and what is left",
    "closure": "told them that everything promised is done, and what we learned",
    "added_to_case": "said that their message is with whoever looks into it",
    "attachment_only": "said that we have their file and that a person would open it",
    "call_promised": "promised to ring them",
    "changed_mind": "said that a person would check with them whether they still want the complaint",
    "final_answer": "said that they have our final answer, and how to reach the Ombudsman",
    "representative_receipt": "told the person who writes for them that the message is here, and no more",
    "solicitor_receipt": "told the solicitor that the letter is here, and no more",
    "too_large": "said that their mail was too large to be taken, and how else to reach us",
    "page_code": "sent them a code that proves an address",
    "new_page_link": "sent them a new link to their own page",
    "which_matter": "asked which of two matters their yes is about",
}
RULES: Final = {
    "acknowledge_stage_1": "The acknowledgement, with what we will look into, is due by {day}.",
    "acknowledge_stage_2": "The acknowledgement of stage 2, with what we will look into, is due by {day}.",
    "respond_stage_1": "Our answer is due by {day}.",
    "respond_stage_2": "Our final answer is due by {day}.",
    "contact": "The team promised to be in touch by {day}.",
    "make_safe": "If it is a danger, the home must be made safe by {instant}.",
    "summarise_hazard": "The written summary of what we found is due by {day}.",
    "safety_work": "The work that makes the home safe is due by {day}.",
    "start_supplementary_work": "The work that stops it coming back is to begin by {day}.",
    "investigate_hazard": "We must look into whether the home is safe by {day}.",
}
STEPS: Final = {
    "visit": "Somebody of ours was there",
    "no_access": "We could not get in",
    "made_safe": "The home was made safe",
    "summary": "They got the written summary of what we found",
    "safety_work": "The work that makes the home safe was done",
    "work_begun": "The work that stops it coming back began",
    "other_home": "We offered another place to stay",
}
ALERTS: Final = {
    "emergency": "it may be an emergency",
    "hazard": "the home may not be safe",
    "domestic_abuse": "somebody may be in danger at home",
    "self_harm": "somebody may harm themselves",
    "at_risk": "somebody may be at risk",
    "make_safe": "the time to make the home safe was nearly over",
    "acknowledgement": "the acknowledgement was nearly late",
}
MACHINE_ANSWERED: Final = (
    "An automatic reply came from the resident's address, such as an out-of-office. "
    "It says nothing for the resident, and it was not answered."
)
REPORTED: Final = "A mail server reported back on a message of ours. It was not answered."
TAPPED: Final = {"YES": "yes", "NO": "no"}
BY: Final = {
    "email": " by e-mail",
    "phone": " by phone",
    "letter": " by letter",
    "telegram": " on Telegram",
    "widget": " in the chat on the website",
    "text": " by text message",
    "survey": " in a survey",
    "visit": " in person",
    "social": " on social media",
    "page": " on their own page",
    "open311": " through a page or an app for reports",
}
DOORS: Final = {
    "email": ", by e-mail",
    "telegram": ", on Telegram",
    "widget": ", in the chat on the website",
    "text": ", by text message",
    "call": ", on the phone",
    "letter": ", by letter",
    "visit": ", face to face",
}
#: what a receipt has said of it, by the door and whether one came
ARRIVED: Final = {
    ("text", True): " It reached their phone.",
    ("letter", True): " It was in the post then.",
    ("letter", False): " It was handed over to be printed and posted.",
}
HOW: Final = {
    "page": "on our page",
    "telegram": "on Telegram",
    "text": "by text message",
    "widget": "in the chat on the website",
    "call": "on the phone",
    "letter": "by letter",
    "visit": "when we visited",
}
# What of the reading led to the action: sureness and words are told only where they belong to it.
LED_BY: Final = {
    "log_complaint": "complaint",
    "escalate": "complaint",
    "offer_complaint": "complaint",
    "second_unhappy": "complaint",
    "signpost": "survey_feedback",
    "log_service_request": "service_request",
    "answer_enquiry": "enquiry",
}
SURENESS: Final = (
    (0.97, "almost certain"),
    (0.85, "quite sure"),
    (0.65, "fairly sure"),
    (0.0, "not very sure"),
)


def listed(words: list[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def a_kind(kind: str) -> str:
    """What a message is, as staff said: "a service request"."""
    noun = {"survey_feedback": "answer to a survey"}.get(kind, kind.replace("_", " "))
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def by_channel(channel: str) -> str:
    """How it came, where that can be said."""
    return BY.get(channel, "")
