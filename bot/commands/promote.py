"""Which version reads from now on, and who says so? `hark promote VERSION`, and `hark promote --back`."""

from __future__ import annotations

import os
import pwd
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.reachable import NOT_THERE, if_reachable

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store.database import Database
    from classifiers.promotions import Promotion

By = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who decides; your account's name where not said.")
]


def promote(
    version: Annotated[
        str | None, typer.Argument(help="Its name, the beginning of it, or previous.", show_default=False)
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Let the version read again that did before.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Whatever its figures say; needs --reason.")] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the promotion.")
    ] = "",
    by: By = "",
) -> None:
    """Let a version read from now on, unless it misses more complaints than the one that reads."""
    from bot.clock import utc_now
    from bot.commands.outcome import DidNot
    from bot.settings import load_settings
    from classifiers import promoting
    from classifiers.errors import ClassifierError
    from classifiers.naming import get_version

    _refuse_wrong_use(version, back=back, force=force, reason=reason)
    settings = load_settings()
    models, who = settings.data_dir / "models", by.strip() or account_name()
    try:
        if back:
            promotion = promoting.roll_back(models, by=who, at=utc_now(), reason=reason)
        else:
            version = get_version(models, version or "")
            promotion = promoting.promote(models, version, by=who, at=utc_now(), reason=reason, force=force)
    except ClassifierError as error:
        raise DidNot(str(error)) from error
    print(promotion.version if promotion else version)
    tell(settings, promotion)


def _refuse_wrong_use(version: str | None, *, back: bool, force: bool, reason: str) -> None:
    if bool(version) == back:
        raise typer.BadParameter("name a version, or say --back for the one that read before")
    if force and back:
        raise typer.BadParameter("--back asks no figures, so it takes no --force")
    if force and not reason.strip():
        raise typer.BadParameter("--force needs --reason TEXT, which is kept")


def account_name() -> str:
    """The name of the operating-system account that runs this."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # in a container the number may have no name
        return f"account {os.getuid()}"


def tell(settings: Settings, promotion: Promotion | None) -> None:
    """Say on stderr what became of it, and keep it in the database where that answers.

    Args:
        promotion: what was recorded; None where the version read already.
    """
    from classifiers.promoting import what_it_costs

    if promotion is None:
        print("It reads already.", file=sys.stderr)
        return
    before = f"; {promotion.previous} read before" if promotion.previous else ""
    print(f"It reads from now on{before}.", file=sys.stderr)
    if promotion.forced:
        print("Its figures spoke against it; your reason is kept.", file=sys.stderr)
    if costs := what_it_costs(settings.data_dir / "models", promotion):
        print(costs, file=sys.stderr)
    if not if_reachable(settings.database_url, lambda database: _keep(database, promotion)):
        print(f"{NOT_THERE.capitalize()}: promotions.jsonl alone says who promoted it.", file=sys.stderr)


async def _keep(database: Database, promotion: Promotion) -> bool:
    from bot.model_versions import row_of

    async with database.writing() as session:
        session.add(row_of(promotion))
    return True
