"""Which commands are there? One file a command in `commands/`; heavy imports wait until a command runs."""

import os
import sys
from typing import Any

import typer

from bot.commands import (
    api,
    bundle,
    cases,
    check,
    compare,
    corrections,
    deadline,
    demo,
    emergency,
    evaluate,
    explain,
    import_mail,
    ledger,
    lint,
    migrate,
    models,
    promote,
    rehearse,
    report,
    serve,
    staff,
    survey,
    train,
    triage,
    work,
)

#: every way of calling a command wrongly; typer keeps the class that names them to itself
WRONG_USE: Any = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="hark",
    help="The front door of a social landlord.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(serve.serve)
app.command()(work.work)
app.command()(migrate.migrate)
app.command()(check.check)
app.command()(triage.triage)
app.command("import")(import_mail.import_mail)
app.command()(deadline.deadline)
app.command()(explain.explain)
app.command()(ledger.ledger)
app.command()(cases.cases)
app.command()(lint.lint)
app.command()(report.report)
app.command()(bundle.bundle)
app.command()(train.train)
app.command()(corrections.corrections)
app.command()(evaluate.evaluate)
app.command()(compare.compare)
app.command()(promote.promote)
app.command()(models.models)
app.command()(demo.demo)
app.command()(rehearse.rehearse)
app.add_typer(api.app, name="api")
app.add_typer(emergency.app, name="emergency")
app.add_typer(staff.app, name="staff")
app.add_typer(survey.app, name="survey")


def main(arguments: list[str] | None = None) -> None:
    """Run one command; every error is one plain sentence on stderr, and the exit says what became of it."""
    sys.exit(_exit_of(arguments))


def _exit_of(arguments: list[str] | None) -> int:
    try:
        outcome = app(arguments, standalone_mode=False)
        sys.stdout.flush()
    except WRONG_USE as wrong:
        return _say_wrong(wrong.format_message())
    except (typer.Abort, KeyboardInterrupt):
        return _say("Stopped.", 1)
    except BrokenPipeError:
        return _nobody_reads_on()
    except Exception as error:
        sentence = _sentence_of(error)
        if not sentence:
            raise
        return _say(sentence, 1)
    return outcome if isinstance(outcome, int) else 0


def _sentence_of(error: Exception) -> str:
    """What went wrong, in a sentence; "" for what nobody foresaw. Imports wait until something did go wrong."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.commands.outcome import DidNot
    from bot.errors import BotError
    from classifiers.errors import ClassifierError

    if isinstance(error, DidNot | BotError | ClassifierError):
        return str(error)
    if isinstance(error, SQLAlchemyError):
        why = str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
        return f"The database cannot be used: {why}."
    if isinstance(error, OSError):
        return f"{error.filename or 'Something'} cannot be used: {error.strerror or error}."
    return ""


def _say_wrong(message: str) -> int:
    if "\n" not in message:
        return _say(f"{message.rstrip('.')}. See --help.", 2)
    print(message, file=sys.stderr)  # nothing was asked, so it is the help itself
    return 2


def _nobody_reads_on() -> int:
    # Python writes what is left once more at the end, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _say(sentence: str, code: int) -> int:
    print(f"hark: {sentence}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
