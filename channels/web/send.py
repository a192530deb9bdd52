"""How is a message of ours given to a page? As words and buttons; it has left only once the page says that it shows it."""

from typing import Any

from channels.messages import Outgoing


def page_form(outgoing: Outgoing) -> dict[str, Any]:
    """What a page shows of one message: its words, and the buttons under it.

    A button without a tap opens its page instead.
    """
    return {
        "text": outgoing.text,
        "buttons": [
            {"label": button.label, "tap": button.tap, "link": "" if button.tap else button.link}
            for button in outgoing.buttons
        ],
    }
