"""Which tables are there? Importing this registers every one of them."""

from bot.store import (
    arrival_keys,
    arrivals,
    blind_checks,
    cases,
    messages,
    offers,
    outbox,
    people,
    staff,
    system,
    tasks,
    widget,
)

__all__ = [
    "arrival_keys",
    "arrivals",
    "blind_checks",
    "cases",
    "messages",
    "offers",
    "outbox",
    "people",
    "staff",
    "system",
    "tasks",
    "widget",
]
