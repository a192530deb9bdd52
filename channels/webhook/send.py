"""How is an alert handed to a web address? One POST of JSON; anything but a 2xx is not delivered."""

import httpx2

from channels.errors import GiveUp, TryAgain
from channels.messages import Outgoing

TIMEOUT_SECONDS = 10.0


class WebhookSender:
    """Posts `{"id", "subject", "text"}` to the address of the message."""

    async def send(self, outgoing: Outgoing) -> str:
        """Post one alert.

        Raises:
            TryAgain: no connection, or the other side is busy (429, 5xx).
            GiveUp: the other side refuses it.
        """
        said = {"id": outgoing.message_id.strip("<>"), "subject": outgoing.subject, "text": outgoing.text}
        try:
            async with httpx2.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
                answer = await client.post(outgoing.to.address, json=said)
        except httpx2.HTTPError as error:
            raise TryAgain("The web address for alerts did not answer.") from error
        if answer.is_success:
            return f"HTTP {answer.status_code}"
        if answer.status_code == 429 or answer.status_code >= 500:
            raise TryAgain(f"The web address for alerts answered {answer.status_code}.")
        raise GiveUp(f"The web address for alerts refused it ({answer.status_code}).")
