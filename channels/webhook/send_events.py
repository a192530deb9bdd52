"""How is another system of the landlord's told what happened? One signed POST of JSON; anything but a 2xx comes again."""

from collections.abc import Callable

import httpx2

from channels.errors import GiveUp, TryAgain
from channels.messages import Outgoing

TIMEOUT_SECONDS = 10.0
SIGNATURE = "X-Hark-Signature"

#: the header for a body to an address; "" where that address is not in the profile any more
Sign = Callable[[str, bytes], str]


class EventSender:
    """Posts the JSON it is handed to the address of the message, signed with the key of whoever listens there."""

    def __init__(self, sign: Sign) -> None:
        self._sign = sign

    async def send(self, outgoing: Outgoing) -> str:
        """Post one batch of events.

        Raises:
            TryAgain: no connection, or the other side is busy (429, 5xx).
            GiveUp: the other side refuses it, or nobody listens at this address any more.
        """
        body = outgoing.text.encode()
        signature = self._sign(outgoing.to.address, body)
        if not signature:
            raise GiveUp("This address is not in the profile any more.")
        headers = {SIGNATURE: signature, "Content-Type": "application/json"}
        try:
            async with httpx2.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
                answer = await client.post(outgoing.to.address, content=body, headers=headers)
        except httpx2.HTTPError as error:
            raise TryAgain("The web address for events did not answer.") from error
        if answer.is_success:
            return f"HTTP {answer.status_code}"
        if answer.status_code == 429 or answer.status_code >= 500:
            raise TryAgain(f"The web address for events answered {answer.status_code}.")
        raise GiveUp(f"The web address for events refused it ({answer.status_code}).")
