"""Which bytes are a file that came with a message? They are taken out of the message as it came, each time anew."""

import asyncio
import hashlib
from collections.abc import Mapping

from bot.house import House
from bot.store.arrivals import ArrivalRow, find_arrival
from bot.store.messages import MessageRow
from channels.errors import CannotParse
from channels.messages import Arrival


async def take_out(house: House, message: MessageRow) -> Mapping[str, bytes]:
    """The files of a message by the SHA-256 of their bytes, hashed here; empty where none can be taken out."""
    async with house.database.reading() as session:
        row = await find_arrival(session, message.landlord_id, message.arrival_id)
    return {} if row is None else await asyncio.to_thread(_taken_out, house, row)


def _taken_out(house: House, row: ArrivalRow) -> Mapping[str, bytes]:
    # As old mail: what the DNS says of its sender was asked when it came.
    arrival = Arrival(
        row.landlord_id, row.channel, row.sender, row.recipient, row.raw, row.received_at, "imported"
    )
    try:
        files = house.parse(arrival).attachments
    except CannotParse:
        return {}
    return {hashlib.sha256(file.content).hexdigest(): file.content for file in files}
