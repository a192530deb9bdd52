"""Where do these policies depart from the Code? `hark lint`: a line a departure. Needs no settings, database or network."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def lint(
    profiles: Annotated[
        list[Path], typer.Argument(help="Profiles of landlords, as TOML.", show_default=False)
    ],
    unset: Annotated[
        bool, typer.Option("--unset", help="Say on stderr what each file does not state.")
    ] = False,
) -> int:
    """Hold policies against the Complaint Handling Code; exit 1 where any departs."""
    from bot.landlords.lint import departures_of, is_under_the_code
    from bot.landlords.policy_file import PolicyUnreadable, read_policy, unstated_by

    is_wrong = False
    for file in profiles:
        try:
            policy = read_policy(file)
        except PolicyUnreadable as error:
            print(f"hark: {error}", file=sys.stderr)
            is_wrong = True
            continue
        if not is_under_the_code(policy):
            print(
                f"{file}: the Code binds landlords in England; this one is not held against it.",
                file=sys.stderr,
            )
        if unset:
            print(f"{file}: not stated: {', '.join(unstated_by(policy))}.", file=sys.stderr)
        for one in departures_of(policy):
            print(f"{file}: {one.provision}: {one.sentence}")
            is_wrong = True
    return 1 if is_wrong else 0
