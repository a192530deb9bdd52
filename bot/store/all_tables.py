"""Which tables are there? Importing this registers every one of them."""

from bot.store import (
    api_clients,
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
    "api_clients",
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
