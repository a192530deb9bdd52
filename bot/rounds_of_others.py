"""Which duties has each room of its own? Carried out every round, each in a transaction of its own."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.blind_drawing import draw_if_due
from bot.event_feed import hand_events_on
from bot.hazard_warnings import warn_of_hazards
from bot.looking_again import look_again
from bot.mailbox_outages import tell_of_mailboxes
from bot.moment import Moment
from bot.owed_to_the_ombudsman import chase_what_is_owed
from bot.phase_two import list_phase_two
from bot.proclaimed import count_again
from bot.promises import chase_promises
from bot.reports.reassessing import ask_to_reassess
from bot.reports.themes import look_for_themes
from bot.surveying import ask_how_it_went
from bot.turned_away import tell_of_turned_away
from bot.updates import prompt_updates
from bot.warnings_ahead import ask_for_first_calls, warn_of_deadlines
from bot.widget_mail import reach_who_left

#: each says how many it carried out; one that fails keeps none of the others from being done
CARRIED_BY_OTHERS: Final[tuple[Callable[[Moment], Awaitable[int]], ...]] = (
    warn_of_hazards,
    tell_of_turned_away,
    tell_of_mailboxes,
    ask_how_it_went,
    draw_if_due,
    reach_who_left,
    look_for_themes,
    ask_to_reassess,
    chase_promises,
    prompt_updates,
    warn_of_deadlines,
    ask_for_first_calls,
    count_again,
    look_again,
    list_phase_two,
    chase_what_is_owed,
    hand_events_on,
)
