"""How does one message go out as mail?

`build` makes the bytes; `SmtpSender` hands them to the landlord's relay; `MaildirSender` keeps them in a folder
where no relay is set. No address or word of a message is ever logged or put into an error.
"""

import asyncio
import hashlib
import os
import re
import ssl
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib

from channels.email.bounces import OUR_MARK
from channels.email.charsets import clean
from channels.email.headers import find_address
from channels.errors import GiveUp, TryAgain
from channels.messages import Outgoing

_MOST_REFERENCES: Final = 20
_ID_HEADERS: Final = {"message-id", "in-reply-to", "references", OUR_MARK.lower()}
_ENHANCED_STATUS: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ADDRESS: Final = re.compile(r"[^\s<>]+@[^\s<>]+")
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}


class _OurPolicy(EmailPolicy):
    """Folds message ids between them only; the standard library would encode a long one and break the thread."""

    def fold(self, name: str, value: str) -> str:
        """One header, as text."""
        if name.lower() in _ID_HEADERS:
            between = f"{self.linesep} "
            return f"{name}: {between.join(str(value).split())}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header, as bytes."""
        if name.lower() in _ID_HEADERS:
            return self.fold(name, value).encode("utf-8", "replace")
        return bytes(super().fold_binary(name, value))


_POLICY: Final = _OurPolicy(linesep="\r\n", max_line_length=78, cte_type="7bit")


def build(outgoing: Outgoing, *, now: datetime) -> EmailMessage:
    """The mail as it goes on the wire; a second attempt differs in nothing but its date.

    Raises:
        GiveUp: there is no address to send to, or none a mail can carry.
    """
    utf8 = not (outgoing.to.address + outgoing.sender_address).isascii()
    message = EmailMessage(policy=_POLICY.clone(utf8=utf8))
    message["Date"] = format_datetime(now)
    message["From"] = _mailbox(outgoing.sender_name, outgoing.sender_address)
    message["To"] = _mailbox(outgoing.to.name, outgoing.to.address)
    if outgoing.reply_address and outgoing.reply_address != outgoing.sender_address:
        message["Reply-To"] = _mailbox(outgoing.sender_name, outgoing.reply_address)
    message["Subject"] = _one_line(outgoing.subject)
    message["Message-ID"] = _one_line(outgoing.message_id)
    _join_thread(message, outgoing)
    if outgoing.automatic and outgoing.automatic != "no":
        message["Auto-Submitted"] = _one_line(outgoing.automatic)
    message["X-Auto-Response-Suppress"] = "All"
    message[OUR_MARK] = _one_line(outgoing.message_id.strip("<>"))
    _write(message, outgoing)
    return message


def _join_thread(message: EmailMessage, outgoing: Outgoing) -> None:
    if _is_message_id(outgoing.in_reply_to):
        message["In-Reply-To"] = _one_line(outgoing.in_reply_to)
    earlier = [_one_line(reference) for reference in outgoing.references if _is_message_id(reference)]
    if len(earlier) > _MOST_REFERENCES:
        earlier = [earlier[0], *earlier[1 - _MOST_REFERENCES :]]
    if earlier:
        message["References"] = " ".join(earlier)


def _write(message: EmailMessage, outgoing: Outgoing) -> None:
    message.set_content(clean(outgoing.text), charset="utf-8", cte="quoted-printable")
    if outgoing.html:
        message.add_alternative(clean(outgoing.html), subtype="html", charset="utf-8", cte="quoted-printable")
        message.set_boundary(f"=_{hashlib.sha256(outgoing.message_id.encode()).hexdigest()[:32]}")


def _is_message_id(text: str) -> bool:
    """Whether it may stand in a header as it is; one that holds an encoded word or 8-bit letters may not."""
    return bool(text.strip()) and text.isascii() and "=?" not in text


def _mailbox(name: str, address: str) -> Address:
    if not find_address(address) or "=?" in address:
        raise GiveUp("The address is not one a mail can be sent to.")
    local, _, domain = address.strip().rpartition("@")
    return Address(_one_line(name), username=local, domain=domain)


def _one_line(text: str) -> str:
    """A header's value that cannot begin another header.

    The standard library decodes what looks like an encoded word, line ends and all, so nothing may look like one.
    """
    return " ".join(clean(text).split()).replace("=?", "= ?")


class SmtpSender:
    """Sends through the landlord's relay.

    Args:
        relay_url: `smtp://[user:password@]host:port` (STARTTLS where offered) or `smtps://…` (TLS from the start).
        now: the clock, for the Date header.
        timeout_seconds: for each step of the conversation.
    """

    def __init__(self, relay_url: str, *, now: Callable[[], datetime], timeout_seconds: float = 30.0) -> None:
        url = urlsplit(relay_url)
        if url.scheme not in ("smtp", "smtps") or not url.hostname:
            raise ValueError("RELAY_URL must look like smtp://host:port or smtps://host:port.")
        self._tls = url.scheme == "smtps"
        self._host, self._port = url.hostname, url.port or (465 if self._tls else 25)
        self._user = unquote(url.username) if url.username else None
        self._password = unquote(url.password) if url.password else None
        self._now = now
        self._timeout_seconds = timeout_seconds

    async def send(self, outgoing: Outgoing) -> str:
        """Hand one mail to the relay and return its answer.

        The landlord's address is the envelope sender, so that a bounce comes back to us.

        Raises:
            TryAgain: the relay said 4xx, could not be reached, or would not let us sign in.
            GiveUp: the relay said 5xx to this mail.
        """
        message = build(outgoing, now=self._now())
        relay = self._relay()
        try:
            await self._connect(relay)
            return await _hand_over(relay, message, outgoing)
        finally:
            await _leave(relay)

    def _relay(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=self._password,
            use_tls=self._tls,
            start_tls=None,
            validate_certs=self._host not in _LOOPBACK,
            timeout=self._timeout_seconds,
        )

    async def _connect(self, relay: aiosmtplib.SMTP) -> None:
        """Everything that goes wrong before a mail is named is ours or the relay's, never the resident's."""
        try:
            await relay.connect()
        except aiosmtplib.SMTPAuthenticationError as error:
            raise TryAgain("The mail relay does not accept our sign-in.") from error
        except (aiosmtplib.SMTPException, OSError, ssl.SSLError, ValueError) as error:
            raise TryAgain("The mail relay could not be reached.") from error


async def _hand_over(relay: aiosmtplib.SMTP, message: EmailMessage, outgoing: Outgoing) -> str:
    in_ascii = (outgoing.sender_address + outgoing.to.address).isascii()
    options = [] if in_ascii else ["SMTPUTF8", "BODY=8BITMIME"]
    try:
        _, answer = await relay.sendmail(
            outgoing.sender_address, [outgoing.to.address], message.as_bytes(), mail_options=options
        )
        return _ADDRESS.sub("…", answer)[:200]
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise _failure(error.recipients[0].code, error.recipients[0].message) from error
    except aiosmtplib.SMTPResponseException as error:
        raise _failure(error.code, error.message) from error
    except aiosmtplib.SMTPNotSupported as error:
        raise GiveUp("The mail relay cannot carry an address with letters outside ASCII.") from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise TryAgain("The mail relay broke off.") from error


def _failure(code: int, answer: str) -> TryAgain | GiveUp:
    """The relay's words may hold addresses; only its numbers are kept."""
    status = _ENHANCED_STATUS.search(answer)
    said = f"{code} {status[0]}" if status else f"{code}"
    return (
        GiveUp(f"The mail relay refused it: {said}.")
        if 500 <= code < 600
        else TryAgain(f"The mail relay did not take it yet: {said}.")
    )


async def _leave(relay: aiosmtplib.SMTP) -> None:
    try:
        if relay.is_connected:
            await relay.quit()
    except (aiosmtplib.SMTPException, OSError):
        relay.close()


class MaildirSender:
    """Writes each mail into a maildir, for when no relay is set; the same mail twice is one file.

    Args:
        folder: the maildir; made where it does not exist.
        now: the clock, for the Date header.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now

    async def send(self, outgoing: Outgoing) -> str:
        """Keep one mail and say so."""
        raw = build(outgoing, now=self._now()).as_bytes()
        try:
            await asyncio.to_thread(
                self._keep, hashlib.sha256(outgoing.message_id.encode()).hexdigest()[:32], raw
            )
        except OSError as error:
            raise TryAgain("The folder for outgoing mail cannot be written.") from error
        return "kept in the folder for outgoing mail"

    def _keep(self, name: str, raw: bytes) -> None:
        for part in ("tmp", "new", "cur"):
            (self._folder / part).mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / "tmp" / f"{name}.hark"
        with unfinished.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._folder / "new" / f"{name}.hark")
