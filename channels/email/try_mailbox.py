"""Would a mailbox work as it is set? Opened once and closed again, changing nothing in it."""

import difflib
from dataclasses import dataclass, replace
from typing import Final

from channels.email.imap_connection import Connection, Selected, opened
from channels.email.mailbox import Mailbox
from channels.errors import ChannelError

_FOLDERS_NAMED: Final = 5


@dataclass(frozen=True)
class Tried:
    """What was found."""

    faults: tuple[str, ...]  #: a sentence each
    remark: str = ""  #: what a person may like to know where there is no fault


def try_mailbox(mailbox: Mailbox) -> Tried:
    """Connect, sign in, open the folder, and look whether mail can be moved where it is to go."""
    found = "could not be opened"
    try:
        with opened(replace(mailbox, is_left_alone=True)) as connection:
            folders = connection.list_folders()
            faults = [_no_folder(name, folders) for name in _wanted(mailbox) if not _is_among(name, folders)]
            if not faults:
                found = _found(connection.select(), connection)
    except ChannelError as error:
        faults = [str(error)]
    told = tuple(f"Mailbox “{mailbox.name}”: {fault}" for fault in faults)
    return Tried(told, f"Mailbox “{mailbox.name}”: {found}.")


def _wanted(mailbox: Mailbox) -> list[str]:
    return [mailbox.folder, *([mailbox.move_to] if mailbox.move_to else [])]


def _is_among(folder: str, folders: list[str]) -> bool:
    """Only INBOX may be written in any letters (RFC 9051, 5.1)."""
    return folder in folders or (folder.upper() == "INBOX" and "INBOX" in {one.upper() for one in folders})


def _no_folder(folder: str, folders: list[str]) -> str:
    near = (
        difflib.get_close_matches(folder, folders, n=_FOLDERS_NAMED, cutoff=0.3) or folders[:_FOLDERS_NAMED]
    )
    return f"there is no folder “{folder}”; there is {', '.join(f'“{name}”' for name in near) or 'none'}."


def _found(selected: Selected, connection: Connection) -> str:
    how = (
        "tells us at once of new mail"
        if connection.can_tell_us()
        else "is asked for new mail every 20 seconds"
    )
    return f"opens, holds {selected.count:,} mails, and {how}"
