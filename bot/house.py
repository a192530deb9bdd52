"""What does the house hold while it runs? Everything real, plugged in once by `wiring.py` and handed on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.clock import Clock
from bot.keys import Keys
from bot.landlords.ombudsman import OmbudsmanBlock
from bot.landlords.profile import Profile
from bot.mailboxes import NamedMailbox
from bot.scanning import Scanner
from bot.store.database import Database
from bot.wording.render import Wording
from bot.workshop import Workshop
from channels.door import Sender
from channels.messages import Arrival, Incoming
from classifiers.reading import Reading


class Reader(Protocol):
    """Reads messages; `classifiers.predict.Classifier` does."""

    def read_many(self, messages: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (subject, text, channel) each; same order."""
        ...


@dataclass(frozen=True)
class House:
    """One running installation."""

    database: Database
    profiles: Mapping[str, Profile]  #: by landlord id
    reader: Callable[[], Reader]  #: the promoted model, loaded again when another is promoted
    wording: Wording
    ombudsman: Mapping[str, OmbudsmanBlock]  #: by nation
    senders: Mapping[str, Sender]  #: by channel
    parse: Callable[[Arrival], Incoming]  #: by the arrival's channel
    clock: Clock
    keys: Keys
    draw: Callable[[str, int], str]  #: random text from an alphabet; chance comes in here alone
    public_url: str
    workshop: Workshop | None = None  #: where the classifier is taught
    models: Path | None = None  #: where the versions of the classifier are kept with their records
    mailboxes: Sequence[NamedMailbox] = ()  #: those read by IMAP
    scanner: Scanner | None = None  #: looks into files for viruses; without it none can be opened
    suppressed: str = ""  #: why nothing is sent ("shadow"); "" in earnest
    profiles_are_broken: bool = (
        False  #: a profile could not be loaded: mail for nobody known is asked to come later
    )
    faults: Sequence[str] = field(default_factory=tuple)  #: what `hark check` says of the profiles
