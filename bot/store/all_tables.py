"""Which tables are there? Importing this registers every one of them."""

from bot.store import (
    arrival_keys,
    arrivals,
    blind_checks,
    cases,
    desk_links,
    joinings,
    messages,
    my_pages,
    offers,
    outbox,
    people,
    staff,
    surveys,
    system,
    tasks,
)

__all__ = [
    "arrival_keys",
    "arrivals",
    "blind_checks",
    "cases",
    "desk_links",
    "joinings",
    "messages",
    "my_pages",
    "offers",
    "outbox",
    "people",
    "staff",
    "surveys",
    "system",
    "tasks",
]
