"""Which texts are there, and what is put round each? The register of every folder in `en/`.

The danger block, the needs line, the Ombudsman and the line on how to complain are put round a text by
`render.py`, so that no author can forget them; a text that must do without says so here.
"""

from dataclasses import dataclass
from typing import Literal

OmbudsmanLine = Literal["long", "short", ""]


@dataclass(frozen=True)
class Text:
    """One text and what is put round it."""

    name: str
    purpose: str
    ombudsman: OmbudsmanLine = "short"
    asks_needs: bool = True
    warns_of_danger: bool = True
    always_danger: bool = False
    says_how_to_complain: bool = True
    links_numbers: bool = True  #: phone numbers and the policy become links in HTML
    has_chat: bool = True
    says_where: bool = False  #: leads to the resident's own page
    offers_interpreter: bool = True  #: on top, where the resident speaks a language it cannot be sent in
    confirms_nothing: bool = False  #: danger is warned of, but no number, date or matter is named


_ALL = (
    Text("choice_offer", "unhappy: do you want to complain?", ombudsman="long"),
    Text("service_request_receipt", "something is to be put right", ombudsman="", says_where=True),
    Text(
        "complaint_logged",
        "a complaint is logged, the acknowledgement follows",
        ombudsman="long",
        says_where=True,
    ),
    Text(
        "acknowledgement_stage_1",
        "the acknowledgement, with the points agreed",
        ombudsman="long",
        says_where=True,
    ),
    Text(
        "acknowledgement_guard",
        "the acknowledgement a computer wrote, so that none is late",
        ombudsman="long",
        says_where=True,
    ),
    Text(
        "escalation_logged",
        "stage 2 is logged, the acknowledgement follows",
        ombudsman="long",
        says_where=True,
    ),
    Text("acknowledgement_stage_2", "the acknowledgement of stage 2", ombudsman="long", says_where=True),
    Text(
        "definition_confirmed", "the points as changed with the resident", ombudsman="long", says_where=True
    ),
    Text("already_logged", "a yes said again: the complaint is open", asks_needs=False),
    Text("survey_signpost", "a survey answer: how to complain", ombudsman="long"),
    Text("survey_after_case", "after a case: how did we do?"),
    Text("unsure_receipt", "a person has to read it first", says_where=True),
    Text("attachment_only", "nothing came but a file"),
    Text("too_large", "a mail too large to be taken in"),
    Text("choice_reminder", "the one reminder of the choice"),
    Text("emergency_reply", "ring us now", always_danger=True),
    # An abuser may read this on the resident's phone: not one word more than the text itself.
    Text(
        "safe_reply",
        "at risk: says nothing",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
        says_how_to_complain=False,
        links_numbers=False,
        offers_interpreter=False,
    ),
    # Only on an open page, which they may leave or clear at once; on no other door.
    Text(
        "safe_page",
        "at risk, on the web page they have open: what to do in danger, and is it safe to contact them",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
        says_how_to_complain=False,
        links_numbers=False,
    ),
    # It goes to an address that nobody has proven yet: it says that there is a chat, and nothing of it.
    Text(
        "chat_code",
        "a code, to come back to a chat on another device",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
        links_numbers=False,
    ),
    # The numbers to ring stand in the text; a repairs line above them would be cold.
    Text(
        "self_harm_reply",
        "thoughts of suicide",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
        offers_interpreter=False,
    ),
    # It must ask nothing: the resident has just said no.
    Text("open_door", "unhappy and said no in the same breath", asks_needs=False),
    Text("declined", "no to our offer", asks_needs=False),
    Text("which_matter", "a bare yes and two open matters", asks_needs=False),
    Text("ask_again", "a picture alone answers our offer: a yes or a no?", asks_needs=False),
    Text("enquiry_receipt", "a question, thanks or an update", ombudsman="", says_where=True),
    Text("added_to_case", "a further message on an open case", asks_needs=False),
    Text("second_unhappy", "unhappy again while the choice is open"),
    Text("changed_mind", "no after yes: a person asks", asks_needs=False),
    Text("stage_1_response", "the answer of stage 1", ombudsman="long", asks_needs=False, says_where=True),
    Text(
        "stage_2_response",
        "the answer of stage 2, our last",
        ombudsman="long",
        asks_needs=False,
        says_where=True,
    ),
    Text(
        "extension", "we need more time for the answer", ombudsman="long", asks_needs=False, says_where=True
    ),
    Text("refusal", "why we do not look into it, and who can make us", ombudsman="long", asks_needs=False),
    Text(
        "issue_added",
        "something new is looked into with the open complaint",
        asks_needs=False,
        says_where=True,
    ),
    # Whoever reads it may not be the resident: it names no matter.
    Text("consent_request", "somebody writes for you: may they?", warns_of_danger=False),
    Text("restriction", "how you can reach us for a time, and why", ombudsman="long"),
    Text("incident", "we cannot work as usual, and by when we can", ombudsman="long", asks_needs=False),
    Text("action_update", "what we promised: done, left, by when", asks_needs=False, says_where=True),
    Text("closure", "everything promised is done; what we learned", ombudsman="long", asks_needs=False),
    Text("final_answer", "unhappy after stage 2", ombudsman="long", asks_needs=False),
    Text(
        "representative_receipt",
        "someone writes for a resident; confirms nothing",
        ombudsman="",
        confirms_nothing=True,
    ),
    Text("solicitor_receipt", "a solicitor's letter; a receipt only", ombudsman="", asks_needs=False),
    Text(
        "page_code", "a code that opens a page or proves an address", asks_needs=False, warns_of_danger=False
    ),
    Text(
        "new_page_link",
        "a new link to the resident's own page",
        asks_needs=False,
        warns_of_danger=False,
        says_where=True,
    ),
    Text("is_it_done", "on the promised day"),
    Text("call_promised", "we ring you"),
    Text("person_reply", "what a member of staff typed", asks_needs=False),
    Text(
        "about_us",
        "a chat is opened: who we are, and what becomes of their words",
        ombudsman="",
        warns_of_danger=False,
    ),
    Text(
        "slower_notice",
        "on a hard day of ours: what does not work, and till when",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
        offers_interpreter=False,
    ),
    Text(
        "group_refused",
        "a group or a channel: we answer nobody where others read along",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
    ),
    Text(
        "on_call_alert",
        "to staff: who has it?",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
        says_how_to_complain=False,
        has_chat=False,
        offers_interpreter=False,
    ),
    Text(
        "on_call_notice",
        "to staff: something of ours does not work, or works again",
        ombudsman="",
        asks_needs=False,
        warns_of_danger=False,
        says_how_to_complain=False,
        has_chat=False,
    ),
)

TEXTS: dict[str, Text] = {text.name: text for text in _ALL}


def parts_of(text: Text, form: str) -> tuple[str, ...]:
    """Every folder whose file may be put into one form of a text, whatever the facts."""
    ombudsman = text.ombudsman and "_ombudsman_" + (text.ombudsman if form == "body" else "short")
    parts = (
        "_danger" if text.warns_of_danger else "",
        text.name,
        "_needs" if text.asks_needs else "",
        ombudsman,
        "_complain" if text.says_how_to_complain else "",
    )
    return tuple(part for part in parts if part)
