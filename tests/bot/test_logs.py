"""Does a log line hold where an error came from, and never what somebody said?"""

import logging

from bot.logs import NamesAlone, frames_of

WORDS = "He broke the lock again, ring me on 07700 900123"


def _failing() -> BaseException:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise ValueError(f"could not read {WORDS}") from error
    except ValueError as error:
        return error


def test_an_error_is_told_by_its_frames_and_kinds_alone() -> None:
    told = frames_of(_failing())

    assert "test_logs.py" in told
    assert told.endswith("builtins.ValueError <- builtins.KeyError")
    assert "lock again" not in told


def test_a_library_that_fails_is_heard_without_its_words() -> None:
    error = _failing()
    record = logging.LogRecord(
        "uvicorn.error", logging.ERROR, "", 0, WORDS, (), (type(error), error, error.__traceback__)
    )

    line = NamesAlone("%(levelname)s %(name)s").format(record)

    assert line.startswith("ERROR uvicorn.error")
    assert "ValueError" in line
    assert "lock again" not in line
