"""What does a mail say to a landlord who knows its own forms, colleagues and mail servers?

`parse` says what stands in a mail. Here it is seen whose words they are: a form or a colleague who only passed them on
is no sender. What is known of the sender's address is added for staff.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from email.message import Message
from typing import Final

from channels.email.authentication import NOTHING_KNOWN, FindTexts, look_up, read_results
from channels.email.bounces import own_parts
from channels.email.forms import find_person
from channels.email.forwards import bare_subject, find_passed_on, is_forward
from channels.email.headers import find_header, without_tag
from channels.email.parse import parse
from channels.email.parts import bytes_of, open_message
from channels.messages import UNKNOWN, Arrival, Incoming, ReplyAddress

FORM: Final = "form"
COLLEAGUE: Final = "colleague"
_MOST_DEEP: Final = 3
_MOST_OF_A_REMARK: Final = 500


@dataclass(frozen=True)
class LandlordMail:
    """What a landlord says of the mail it gets; addresses are lower-cased, "@domain" means everybody there."""

    our_addresses: frozenset[str]  #: those mail is taken for
    forms: tuple[tuple[str, str], ...] = ()  #: whose mail is a resident's, and the field with their address
    colleagues: tuple[str, ...] = ()  #: staff and contractors
    trusted_servers: tuple[str, ...] = ()  #: whose results of a sender check are believed
    find_texts: FindTexts | None = None  #: asks the DNS where no trusted server has; None asks nobody

    def is_ours(self, address: str) -> bool:
        """Whether this address is the landlord's own, or a colleague's."""
        return without_tag(address) in self.our_addresses or is_among(address, self.colleagues)


def is_among(address: str, listed: Collection[str]) -> bool:
    """Whether an address is listed, by itself or by its domain."""
    address = address.lower()
    return address in listed or f"@{address.rpartition('@')[2]}" in listed


def parse_for(arrival: Arrival, landlord: LandlordMail) -> Incoming:
    """Everything one mail says, as from whoever it is really from.

    Raises:
        CannotParse: there are no bytes at all.
    """
    incoming = _seen_through(parse(arrival, our_addresses=landlord.our_addresses), arrival, landlord, deep=0)
    check = _sender_check(arrival, landlord)
    return replace(incoming, notes=(*incoming.notes, check)) if check else incoming


def _sender_check(arrival: Arrival, landlord: LandlordMail) -> str:
    if not (landlord.trusted_servers or landlord.find_texts):
        return ""
    message = open_message(arrival.raw)
    check = read_results(message, trusted_servers=landlord.trusted_servers)
    if check == NOTHING_KNOWN and landlord.find_texts is not None and arrival.origin == "live":
        check = look_up(message, arrival.raw, find_texts=landlord.find_texts)
    return check.sentence


def _seen_through(incoming: Incoming, arrival: Arrival, landlord: LandlordMail, *, deep: int) -> Incoming:
    """The mail itself, unless a form or a colleague passed it on."""
    if incoming.bounce is not None:
        return incoming
    field = next((field for sender, field in landlord.forms if is_among(incoming.from_address, [sender])), "")
    if field:
        return _from_a_form(incoming, open_message(arrival.raw), field, landlord)
    if not is_among(incoming.from_address, landlord.colleagues):
        return incoming
    if incoming.automatic and not is_forward(incoming.subject):
        return incoming  # a mailbox rule that passes mail on is a machine too, and what it passes on may be a person's
    return _from_a_colleague(incoming, arrival, landlord, deep=deep)


def _from_a_form(incoming: Incoming, message: Message, field: str, landlord: LandlordMail) -> Incoming:
    """The words are a person's, so the mail is no machine's; an automatic answer to ours still is."""
    if find_header(message, "Auto-Submitted").strip().lower().startswith("auto-replied"):
        return incoming
    form = incoming.from_address

    def is_ours(address: str) -> bool:
        return without_tag(address) in landlord.our_addresses or address == form

    name, address = find_person(message, incoming.full_text, field, is_ours=is_ours)
    note = (
        "It came by a form: the address in it was typed and proves nobody."
        if address
        else "It came by a form, and no address to answer to stands in it."
    )
    return replace(
        incoming,
        reply_to=ReplyAddress(incoming.channel, address, name),
        from_name=name,
        automatic="",
        brought_by=FORM,
        notes=(*incoming.notes, note),
    )


def _from_a_colleague(incoming: Incoming, arrival: Arrival, landlord: LandlordMail, *, deep: int) -> Incoming:
    """A message that a colleague passed on is the resident's, from when the colleague had it. Code: 1.2, 6.2"""
    said_so = is_forward(incoming.subject)
    enclosed = _enclosed(arrival, landlord, deep=deep) if said_so or not incoming.in_reply_to else None
    if enclosed is not None:
        return _brought(enclosed, enclosed, remark=incoming.text)
    passed_on = find_passed_on(
        incoming.full_text, is_ours=landlord.is_ours, said_so=said_so, before=arrival.received_at
    )
    if passed_on is None:
        return incoming
    resident = replace(
        incoming,
        reply_to=ReplyAddress(incoming.channel, passed_on.address, passed_on.name),
        from_address=passed_on.address,
        from_name=passed_on.name,
        subject=passed_on.subject or bare_subject(incoming.subject),
        text=passed_on.text,
        automatic="",
        sent_at=passed_on.sent_at,
    )
    return _brought(resident, incoming, remark=passed_on.above)


def _enclosed(arrival: Arrival, landlord: LandlordMail, *, deep: int) -> Incoming | None:
    """The outsider's message that is enclosed whole, or None."""
    if deep >= _MOST_DEEP:
        return None
    for part in own_parts(open_message(arrival.raw)):
        inside = bytes_of(part) if part.get_content_type() == "message/rfc822" else b""
        if not inside.strip():
            continue
        inner = replace(arrival, raw=inside, sender=UNKNOWN)
        found = parse(inner, our_addresses=landlord.our_addresses)
        found = _seen_through(found, inner, landlord, deep=deep + 1)
        if found.from_address and not landlord.is_ours(found.from_address) and found.bounce is None:
            sent_at = found.sent_at if found.sent_at and found.sent_at <= arrival.received_at else None
            return replace(found, sent_at=sent_at)
    return None


def _brought(resident: Incoming, brought: Incoming, *, remark: str) -> Incoming:
    when = (
        "Its date is when the colleague had it, and the clock counts from there."
        if resident.sent_at
        else "When the colleague had it does not stand in it: the clock counts from when it came here."
    )
    said = " ".join(remark.split())[:_MOST_OF_A_REMARK]
    notes = (*brought.notes, f"A colleague or contractor passed it on. {when}")
    return replace(
        resident,
        had_at=resident.had_at or resident.sent_at,
        brought_by=COLLEAGUE,
        notes=(*notes, f"They wrote above it: “{said}”") if said else notes,
    )
