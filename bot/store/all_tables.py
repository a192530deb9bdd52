"""Which tables are there? Importing this registers every one of them."""

from bot.store import (
    arrival_keys,
    arrivals,
    blind_checks,
    cases,
    desk_links,
    messages,
    offers,
    outbox,
    people,
    staff,
    system,
    tasks,
)

__all__ = [
    "arrival_keys",
    "arrivals",
    "blind_checks",
    "cases",
    "desk_links",
    "messages",
    "offers",
    "outbox",
    "people",
    "staff",
    "system",
    "tasks",
]
