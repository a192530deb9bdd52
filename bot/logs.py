"""What may be logged? Ids and codes, one JSON line each on stderr; never an address, a name or a resident's word."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

import structlog

_ADDRESS = re.compile(r"[^\s<>\"']+@[^\s<>\"']+")
_PHONE = re.compile(r"\+?\d[\d ]{8,}\d")


def _redact(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _without_people(value) if isinstance(value, str) else value for key, value in line.items()}


def _without_people(value: str) -> str:
    return _PHONE.sub("[number]", _ADDRESS.sub("[address]", value))


def frames_of(error: BaseException) -> str:
    """Where an error came from and of which kind; never its own words, which may be a resident's."""
    kinds = [f"{type(one).__module__}.{type(one).__qualname__}" for one in _chain(error)]
    return "".join(traceback.format_tb(error.__traceback__)) + " <- ".join(kinds)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _frames_alone(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    told = line.pop("exc_info", None)
    error = told if isinstance(told, BaseException) else sys.exc_info()[1] if told else None
    return {**line, "exception": frames_of(error)} if error is not None else line


class NamesAlone(logging.Formatter):
    """A library's log line: its level, its name, and where the error came from."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - named by the standard library
        """The frames and the kind."""
        return frames_of(ei[1]) if ei[1] is not None else ""


def set_up_logs() -> None:
    """Send every log line to stderr, redacted; libraries are heard only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(NamesAlone("%(levelname)s %(name)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _frames_alone,
            _redact,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
