"""What stands in a text beside what its author knew? The way to their own page, and what is slower with us. Code: 8.5"""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.moment import Moment
from bot.page_links import link_for
from bot.store.ombudsman_file import find_incident
from bot.store.people import ConversationRow, ResidentRow
from bot.wording.facts import Facts
from bot.wording.texts import TEXTS

if TYPE_CHECKING:
    from bot.answering import Answer


async def facts_beside(
    moment: Moment, conversation: ConversationRow, resident: ResidentRow, answer: "Answer"
) -> Facts:
    """The facts of an answer with all that its author need not think of; what a person wrote is left as it is."""
    facts = answer.facts
    if TEXTS[answer.name].says_where and not facts.my_link:
        facts = replace(facts, my_link=await link_for(moment, conversation, resident, answer.case))
    says_it_itself = answer.automatic == "no" or answer.name == "incident"
    incident = None if says_it_itself else await find_incident(moment.session, moment.profile.id)
    if incident is None:
        return facts
    return replace(
        facts, slower=incident.what, slower_until=incident.back_by, slower_meanwhile=incident.meanwhile
    )
