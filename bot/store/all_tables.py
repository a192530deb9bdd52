"""Which tables are there? Importing this registers every one of them."""

from bot.store import arrivals, cases, messages, offers, outbox, people, staff, system, tasks

__all__ = ["arrivals", "cases", "messages", "offers", "outbox", "people", "staff", "system", "tasks"]
