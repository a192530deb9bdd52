"""Which conversation does a message belong to?

Pure. A message joins a conversation only where its thread says so *and* its sender is proven for it: the address
our answers go to must be the one we already talk to. A stranger who quotes a reference or a token joins nothing.
"""

import hashlib
import re

from channels.messages import Incoming

FORM, COLLEAGUE = "form", "colleague"  #: who may have brought another's words: `Incoming.brought_by`
_MADE_ID = "@unnamed.invalid>"  # how a Message-ID ends that was made because the mail had none
_TOKEN = re.compile(r"\+([a-z0-9]{8,40})@", re.IGNORECASE)


def thread_ids(incoming: Incoming) -> tuple[str, ...]:
    """The Message-IDs this mail answers, nearest first."""
    nearest = (incoming.in_reply_to, *reversed(incoming.references))
    return tuple(dict.fromkeys(one for one in nearest if one))


def token_in(recipient: str) -> str:
    """Our token in the address the mail was sent to, or ""."""
    found = _TOKEN.search(recipient)
    return found.group(1).lower() if found else ""


def answer_address(incoming: Incoming) -> str:
    """Where answers go: what a conversation is known by. Lower-cased, but for what is printed on an envelope."""
    address = incoming.reply_to.address.strip()
    return address if incoming.reply_to.channel == "letter" else address.lower()


def mailbox_of(address: str) -> str:
    """The address without its tag: `desk+42@robot.example` is read by `desk@robot.example`."""
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def written_by(incoming: Incoming) -> str:
    """Whose words they are, by address: what was typed into a form goes before the form."""
    return answer_address(incoming) if incoming.brought_by == FORM else incoming.from_address


def names_itself(incoming: Incoming) -> bool:
    """Whether the mail came with a Message-ID of its own; a made one differs between two copies of one mail."""
    return not incoming.message_id.endswith(_MADE_ID)


def same_words(text: str, other: str) -> bool:
    """Whether two texts say the same, however their lines are broken or quoted."""
    return _words(text) == _words(other) != ""


def _words(text: str) -> str:
    return " ".join(text.replace(">", " ").split())


def digest_of(incoming: Incoming) -> str:
    """What tells the same mail, delivered twice, from another mail that reuses its Message-ID."""
    said = "\x1f".join(
        (
            incoming.from_address,
            incoming.subject,
            incoming.full_text,
            *(one.sha256 for one in incoming.attachments),
        )
    )
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
