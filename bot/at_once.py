"""How does an arrival that somebody waits for on a page become certain and decided? Committed first, then settled at once.

Should settling fail, or the process die between the two, the arrival is in the inbox and a worker takes it from there.
"""

from bot.house import House
from bot.intake import take_in
from bot.page_arrivals import keep
from channels.messages import Arrival


async def keep_and_settle(house: House, arrival: Arrival) -> int:
    """The id of the arrival; one that is known by its key is neither kept nor settled again.

    Raises:
        Exception: whatever went wrong in settling it; it is kept all the same.
    """
    arrival_id, claimed = await keep(house, arrival)
    if claimed is not None:
        await take_in(house, claimed)
    return arrival_id
