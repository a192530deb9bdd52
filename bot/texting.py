"""Does what we say fit into a text message? Where it does not, it is cut, and a page of ours holds all of it. Code: 5.6

What is kept on record is what was sent, and the whole of it beside.
"""

from bot.moment import Moment
from bot.store.outbox import OutboxRow
from bot.wording.facts import Facts
from bot.wording.short import cut, is_too_long

CHANNEL = "text"
PURPOSE = "text"  #: of the link to the page that holds all of it


def fit_into_a_text(moment: Moment, row: OutboxRow, facts: Facts) -> None:
    """Cut one that is too long; the row must have its number, for the link is made of it."""
    if row.channel != CHANNEL or not is_too_long(row.text):
        return
    row.whole = moment.house.wording.render(row.name, facts, channel="letter").text
    link = f"{moment.house.public_url}/text/{moment.house.keys.seal(PURPOSE, row.id or 0)}"
    row.text = cut(row.text, link=link)
    moment.session.add(row)
