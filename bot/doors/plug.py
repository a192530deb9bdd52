"""What does one door bring to the house? How its arrivals are read, how it sends, what it shows the web, what it watches."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter

from bot.clock import Clock
from bot.front_door import FrontDoor
from bot.house import House
from bot.landlords.profile import Profile
from bot.mailboxes import NamedMailbox
from bot.settings import Settings
from channels.door import Sender, Watch
from channels.messages import Arrival, Incoming

Profiles = Mapping[str, Profile]  #: by landlord id
Parse = Callable[[Arrival], Incoming]


async def _nothing() -> None:
    return None


async def _no_sentences() -> Sequence[str]:
    return ()


async def _finds_nothing(settings: Settings, profiles: Profiles) -> Sequence[str]:
    return ()


def _hangs_up_nothing() -> None:
    return None


def _no_senders(settings: Settings, profiles: Profiles, clock: Clock) -> Mapping[str, Sender]:
    return {}


@dataclass(frozen=True)
class Opened:
    """A door that stands open in this process."""

    routes: Sequence[APIRouter] = ()
    watches: Mapping[str, Callable[[], Watch]] = field(
        default_factory=dict
    )  #: by key; one process watches each
    watched: Sequence[NamedMailbox] = ()  #: the same as the console and the machines name them
    faults: Sequence[str] = ()  #: what is wrong with how it is set up, a sentence each
    sentences: Sequence[str] = ()  #: said once the house is ready
    introduce: Callable[[], Awaitable[Sequence[str]]] = _no_sentences  #: said too, and asked elsewhere for
    hang_up: Callable[[], None] = _hangs_up_nothing  #: end what is held open, so that the house can stop
    close: Callable[[], Awaitable[None]] = _nothing


def _opens_nothing(house: House, settings: Settings, door: FrontDoor) -> Opened:
    return Opened()


@dataclass(frozen=True)
class Plug:
    """One door. Nothing of its channel is loaded before one of these is called."""

    channels: Sequence[str]  #: whose arrivals its parser reads
    parser: Callable[[Profiles], Parse]
    senders: Callable[[Settings, Profiles, Clock], Mapping[str, Sender]] = _no_senders
    open: Callable[[House, Settings, FrontDoor], Opened] = _opens_nothing
    check: Callable[[Settings, Profiles], Awaitable[Sequence[str]]] = (
        _finds_nothing  #: would it work? a sentence a fault
    )
