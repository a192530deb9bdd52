"""What is plugged in? The one place, beside the commands, that builds real things and imports a channel."""

import secrets
import socket
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.alerts import ways_to_wake
from bot.api.signatures import sign
from bot.clamd import Clamd
from bot.clock import Clock, utc_now
from bot.doors.plugged import DOORS
from bot.house import House, Reader
from bot.keys import Keys
from bot.landlords.calendar import ends_soon
from bot.landlords.loading import load_profiles
from bot.landlords.ombudsman import is_stale, ombudsman_block
from bot.landlords.profile import Profile, faults_of, profile_version
from bot.settings import Settings, get_secret_key
from bot.store.database import Database
from bot.store.system import LandlordRow, ProfileVersionRow, find_profile_version
from bot.store.turns import wait_for_turn
from bot.wording.render import WORDING_FOLDER, Wording
from bot.working_days import london_date
from bot.workshop import Workshop
from channels.door import Sender
from channels.errors import TryAgain
from channels.messages import Arrival, Incoming

if TYPE_CHECKING:
    from channels.email.landlord_mail import LandlordMail

log = structlog.get_logger()
_HEX = "0123456789abcdef"
NATIONS = ("england", "wales", "scotland", "northern-ireland")


def build_house(
    settings: Settings, *, clock: Clock = utc_now, senders: Mapping[str, Sender] | None = None
) -> House:
    """One installation from its settings; a fault in a profile is kept beside it and stops nothing.

    Raises:
        SettingsError: no profile at all could be used.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    loaded = load_profiles(settings.landlord)
    profiles = {profile.id: profile for profile in loaded.profiles}
    sending = senders if senders is not None else real_senders(settings, profiles, clock)
    faults = [str(fault) for fault in loaded.faults]
    faults += [
        f"{profile.name}: {fault}"
        for profile in loaded.profiles
        for fault in (*faults_of(profile), *_asleep(profile, sending.keys()))
    ]
    faults += out_of_date(loaded.profiles, london_date(clock()))
    return House(
        database=Database(settings.database_url),
        profiles=profiles,
        reader=ModelReader(settings.data_dir / "models"),
        wording=Wording(WORDING_FOLDER, settings.data_dir / "wording"),
        ombudsman={nation: ombudsman_block(nation) for nation in NATIONS},
        senders=sending,
        parse=parser_for(profiles),
        clock=clock,
        keys=Keys(get_secret_key(settings)),
        draw=draw,
        public_url=settings.public_url.rstrip("/"),
        models=settings.data_dir / "models",
        workshop=Workshop(settings.data_dir / "training"),
        scanner=Clamd(settings.clamd) if settings.clamd else None,
        suppressed="shadow mode" if settings.shadow else "",
        profiles_are_broken=bool(loaded.faults),
        faults=tuple(faults),
    )


def out_of_date(profiles: Sequence[Profile], today: date) -> list[str]:
    """What nobody has checked for too long: the Ombudsman's lines of a nation served, the list of bank holidays. Code: 3.7"""
    blocks = {profile.nation: ombudsman_block(profile.nation) for profile in profiles}
    stale = [
        f"The lines on {block.body} were last checked on {block.checked_on.isoformat()}: check them again (3.7)."
        for block in blocks.values()
        if is_stale(block, today)
    ]
    return [*stale, *filter(None, [ends_soon(today)])]


def _asleep(profile: Profile, channels: Collection[str]) -> list[str]:
    """Who is on call only in ways that nothing is set up for."""
    set_up = {"email", "webhook", *channels}
    unreachable = [
        one.name
        for one in profile.on_call
        if one.can_be_woken and not any(channel in set_up for channel, _ in ways_to_wake(one))
    ]
    return (
        [f"On call, but no way to wake them is set up here: {', '.join(unreachable)} (6.1)."]
        if unreachable
        else []
    )


def draw(alphabet: str, length: int) -> str:
    """Random text; chance enters the house here."""
    return "".join(secrets.choice(alphabet) for _ in range(length))


def owner_name() -> str:
    """A name for this process that no other worker has."""
    return f"{socket.gethostname()}:{secrets.token_hex(6)}"


def real_senders(settings: Settings, profiles: Mapping[str, Profile], clock: Clock) -> dict[str, Sender]:
    """How each channel sends; without a relay no e-mail is sent, and it waits in the outbox."""
    from channels.webhook.send import WebhookSender
    from channels.webhook.send_events import EventSender

    senders: dict[str, Sender] = {
        "webhook": WebhookSender(),
        "events": EventSender(signer_for(profiles, Keys(get_secret_key(settings)), clock)),
    }
    for door in DOORS:
        senders |= door.senders(settings, profiles, clock)
    if settings.relay_url:
        from channels.email.send import SmtpSender

        senders["email"] = SmtpSender(settings.relay_url, now=clock)
    return senders


def signer_for(profiles: Mapping[str, Profile], keys: Keys, clock: Clock) -> Callable[[str, bytes], str]:
    """Signs what goes to a listener with the key of its API client; "" for an address nobody listens at any more."""
    clients = {one.url: one.client for profile in profiles.values() for one in profile.event_listeners}

    def signed(url: str, body: bytes) -> str:
        client = clients.get(url)
        key = keys.hash(f"api signature {client}")
        return sign(key, body, int(clock().timestamp())) if client is not None else ""

    return signed


def maildir_senders(folder: Path, clock: Clock) -> dict[str, Sender]:
    """E-mail into a folder instead, for trying Hark without a relay."""
    from channels.email.send import MaildirSender

    return {"email": MaildirSender(folder, now=clock)}


def parser_for(profiles: Mapping[str, Profile]) -> Callable[[Arrival], Incoming]:
    """Parse an arrival of any channel, with what its landlord knows of senders."""
    from channels.email.landlord_mail import LandlordMail, parse_for
    from channels.email.left_behind import CHANNEL, parse_left_behind

    known = {profile_id: _landlord_mail(profile) for profile_id, profile in profiles.items()}
    nobody = LandlordMail(our_addresses=frozenset())
    elsewhere = {channel: door.parser(profiles) for door in DOORS for channel in door.channels}

    def parse(arrival: Arrival) -> Incoming:
        if arrival.channel in elsewhere:
            return elsewhere[arrival.channel](arrival)
        parse_mail = parse_left_behind if arrival.channel == CHANNEL else parse_for
        return parse_mail(arrival, known.get(arrival.landlord_id, nobody))

    return parse


def _landlord_mail(profile: Profile) -> "LandlordMail":
    from channels.email.landlord_mail import LandlordMail
    from channels.email.text_records import TextRecords

    checks = profile.sender_checks
    return LandlordMail(
        our_addresses=frozenset(profile.email_addresses),
        forms=tuple((form.sender, form.field) for form in profile.form_senders),
        colleagues=(*profile.staff_addresses, *profile.contractor_addresses),
        trusted_servers=checks.trusted_servers,
        find_texts=TextRecords() if checks.look_up else None,
    )


def landlord_finder(house: House) -> Callable[[str], str | None]:
    """Whose address this is, or None.

    While a profile is broken nobody can say whose an unknown address is, so such mail is asked to come again
    and never refused for good.
    """
    owners = {
        address: profile.id for profile in house.profiles.values() for address in profile.email_addresses
    }

    def find(address: str) -> str | None:
        owner = owners.get(address.strip().lower())
        if owner is None and house.profiles_are_broken:
            raise TryAgain("A profile is broken.")
        return owner

    return find


class ModelReader:
    """The promoted model, loaded when first asked for and again when another is promoted."""

    def __init__(self, registry_dir: Path, shipped: Path | None = None) -> None:
        from classifiers.registry import SHIPPED

        self._registry_dir = registry_dir
        self._shipped = shipped or SHIPPED
        self._version = ""
        self._reader: Reader | None = None
        self._said = ""

    def __call__(self) -> Reader:
        """The reader of now; the one before stays where a new one cannot be loaded."""
        from classifiers.errors import ClassifierError
        from classifiers.registry import find_current, load_classifier

        current = find_current(self._registry_dir) or ""
        if self._reader is None or current != self._version:
            try:
                self._reader = loaded = load_classifier(self._registry_dir)
                self._say_once(loaded.remark)
            except ClassifierError as error:
                # One made by an older release, or damaged: the one before stays, at a start the shipped one reads.
                self._reader = self._reader or load_classifier(self._shipped)
                self._say_once(str(error))
            self._version = current
        return self._reader

    def _say_once(self, remark: str) -> None:
        if remark and remark != self._said:
            log.warning("classifier", remark=remark)
        self._said = remark


def prepare_models(data_dir: Path) -> str:
    """Give a new DATA_DIR the shipped model; return the version that reads."""
    from classifiers.registry import start_from_shipped

    return start_from_shipped(data_dir / "models")


async def register_landlords(house: House) -> None:
    """Write down which landlords are served and under which version of their policy. Code: 5.1"""
    async with house.database.writing() as session:
        for profile in sorted(house.profiles.values(), key=lambda one: one.id):
            version = profile_version(profile)
            await wait_for_turn(session, profile.id, "profile")
            await session.merge(
                LandlordRow(id=profile.id, name=profile.name, profile_version=version, seen_at=house.clock())
            )
            if await find_profile_version(session, profile.id, version) is None:
                content = profile.model_dump(mode="json", by_alias=True)
                session.add(
                    ProfileVersionRow(
                        landlord_id=profile.id, version=version, content=content, first_seen_at=house.clock()
                    )
                )


def with_senders(house: House, senders: Mapping[str, Sender]) -> House:
    """The same house, sending another way."""
    return replace(house, senders=senders)


def reply_addresses(profiles: Sequence[Profile]) -> list[str]:
    """Every address mail is taken for, for saying so at the start."""
    return [address for profile in profiles for address in profile.email_addresses]
