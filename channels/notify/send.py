"""How does a text message leave, and a letter? Words into the one template of each kind, at GOV.UK Notify.

Our own name for the message goes with it as its reference. Before anything is sent Notify is asked whether it has that
name already, so that what a crash cut off is not sent to a resident twice.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from notifications_python_client.notifications import NotificationsAPIClient

from channels.errors import GiveUp
from channels.messages import Outgoing
from channels.notify.account import Account
from channels.notify.addresses import address_lines, what_is_wrong
from channels.notify.api import ask
from channels.notify.numbers import to_e164

Accounts = Mapping[str, Account]  #: by the address that the landlord writes from


class TextSender:
    """Sends text messages; `channels.door.Sender`."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def send(self, outgoing: Outgoing) -> str:
        """Send one text; return Notify's id of it.

        Raises:
            TryAgain: Notify does not answer, or takes no more just now.
            GiveUp: there is no account, no such number, or Notify refuses it.
        """
        account, number = self._accounts.get(outgoing.sender_address), to_e164(outgoing.to.address)
        if account is None or not account.text_template:
            raise GiveUp("No text messages are set up here.")
        if not number:
            raise GiveUp("That is no number that a text can be sent to.")
        return await ask(account, partial(_send_once, outgoing, partial(_text, account, outgoing, number)))


class LetterSender:
    """Has letters printed and posted; `channels.door.Sender`."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def send(self, outgoing: Outgoing) -> str:
        """Hand one letter to the printer; return Notify's id of it. It is in the post only once a receipt says so.

        Raises:
            TryAgain: Notify does not answer, or takes no more just now.
            GiveUp: there is no account, the address is not one, or Notify refuses it.
        """
        account = self._accounts.get(outgoing.sender_address)
        if account is None or not account.letter_template:
            raise GiveUp("No letters are set up here.")
        lines = address_lines(outgoing.to.address, name=outgoing.to.name)
        if wrong := what_is_wrong(lines):
            raise GiveUp(wrong)
        return await ask(account, partial(_send_once, outgoing, partial(_letter, account, outgoing, lines)))


Send = Callable[[NotificationsAPIClient, str], Mapping[str, Any]]


def _send_once(outgoing: Outgoing, send: Send, client: NotificationsAPIClient) -> str:
    reference = outgoing.message_id.strip("<>")
    before = client.get_all_notifications(reference=reference)["notifications"]
    return str((before[0] if before else send(client, reference))["id"])


def _text(
    account: Account, outgoing: Outgoing, number: str, client: NotificationsAPIClient, reference: str
) -> Mapping[str, Any]:
    sent: Mapping[str, Any] = client.send_sms_notification(
        number, account.text_template, {"body": outgoing.text}, reference
    )
    return sent


def _letter(
    account: Account,
    outgoing: Outgoing,
    lines: Mapping[str, str],
    client: NotificationsAPIClient,
    reference: str,
) -> Mapping[str, Any]:
    filled = {**lines, "heading": outgoing.subject, "body": outgoing.text}
    sent: Mapping[str, Any] = client.send_letter_notification(account.letter_template, filled, reference)
    return sent
