"""In which messages do these words stand? An index of all words, kept by the database itself as messages come and change.

SQLite keeps it with FTS5, PostgreSQL with a GIN index over the same words. Subject, text, name and address are in it, so that
a name, a phone number or an address finds as well as a word; blanking a row takes its words out.
"""

import re
from typing import Final

import sqlalchemy as sa
from sqlalchemy.schema import DDL

from bot.store.messages import MessageRow

MOST_WORDS: Final = 12
_OUT: Final = (
    "INSERT INTO message_words(message_words, rowid, subject, text, from_name, from_address) "
    "VALUES ('delete', old.id, old.subject, old.text, old.from_name, old.from_address);"
)
_IN: Final = (
    "INSERT INTO message_words(rowid, subject, text, from_name, from_address) "
    "VALUES (new.id, new.subject, new.text, new.from_name, new.from_address);"
)
SQLITE: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS message_words USING fts5(subject, text, from_name, from_address, "
    "content='message', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    " ".join(("CREATE TRIGGER IF NOT EXISTS message_words_in AFTER INSERT ON message BEGIN", _IN, "END")),
    " ".join(("CREATE TRIGGER IF NOT EXISTS message_words_out AFTER DELETE ON message BEGIN", _OUT, "END")),
    " ".join(
        (
            "CREATE TRIGGER IF NOT EXISTS message_words_change AFTER UPDATE OF subject, text, from_name, from_address "
            "ON message BEGIN",
            _OUT,
            _IN,
            "END",
        )
    ),
)
#: the words of a row as PostgreSQL has them; the index and the question must say it alike
WORDS: Final = (
    r"to_tsvector('simple', regexp_replace(subject || ' ' || text || ' ' || from_name || ' ' || from_address, "
    r"'[^\w]+', ' ', 'g'))"
)
POSTGRESQL: Final = (f"CREATE INDEX IF NOT EXISTS ix_message_words ON message USING gin ({WORDS})",)


def words_in(said: str) -> list[str]:
    """What is looked for, word by word; marks and case make no difference."""
    return re.findall(r"\w+", said.lower())[:MOST_WORDS]


def holds(words: list[str], dialect: str) -> sa.ColumnElement[bool]:
    """The condition on messages that all these words stand in them, the last one perhaps only begun."""
    if dialect == "sqlite":
        asked = " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*'
        return sa.text(
            "message.id IN (SELECT rowid FROM message_words WHERE message_words MATCH :asked)"
        ).bindparams(  # type: ignore[return-value]
            asked=asked.strip()
        )
    asked = " & ".join([*words[:-1], f"{words[-1]}:*"])
    return sa.text(f"{WORDS} @@ to_tsquery('simple', :asked)").bindparams(asked=asked)  # type: ignore[return-value]


def _after(dialect: str, statements: tuple[str, ...]) -> None:
    for statement in statements:
        sa.event.listen(
            MessageRow.__table__,  # type: ignore[attr-defined]
            "after_create",
            DDL(statement.replace("%", "%%")).execute_if(dialect=dialect),  # type: ignore[no-untyped-call]
        )


_after("sqlite", SQLITE)
_after("postgresql", POSTGRESQL)


def is_compared(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Whether Alembic holds a thing of the database against the models: this index is no model's."""
    return not (kind in ("table", "index") and "message_words" in (name or ""))
