"""Is the house up, is it ready, and how much is waiting? /healthz, /readyz and /metrics.

The figures hold no personal data: counts and ages only.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse, Response

from bot.house import House
from bot.mailboxes import MailboxState, Standing
from bot.store import figures, scans
from bot.watching import list_states

FIGURES = {
    "hark_arrivals_waiting": "Arrivals that are not yet decided",
    "hark_arrivals_oldest_waiting_seconds": "Age of the oldest arrival that is not yet decided",
    "hark_arrivals_unreadable": "Arrivals that could not be parsed",
    "hark_outbox_queued": "Messages of ours that have not left",
    "hark_outbox_failed": "Messages of ours that could not be sent",
    "hark_alerts_untaken": 'Alerts that nobody has said "I have it" to',
    "hark_attachments_unscanned": "Files that no scanner has spoken about, and nobody can open",
    "hark_faults": "Faults in the landlords' profiles",
}
MAILBOX_FIGURES = {
    "hark_mailbox_failing": "1 where a mailbox cannot be read or nobody looks into it",
    "hark_mailbox_unread_seconds": "How long ago a mailbox was last looked through",
    "hark_mailbox_silent_seconds": "How long ago the newest mail of a mailbox had come",
    "hark_mailbox_left_behind": "Mails left in a mailbox because they are too large, not handed out or not kept",
}


def health_routes(house: House, ready: Callable[[], Awaitable[bool]]) -> APIRouter:
    """The three pages that machines read."""
    router = APIRouter()
    registry = CollectorRegistry()
    gauges = {name: Gauge(name, says, registry=registry) for name, says in FIGURES.items()}
    of_mailboxes = {
        name: Gauge(name, says, ["landlord", "mailbox"], registry=registry)
        for name, says in MAILBOX_FIGURES.items()
    }

    @router.get("/healthz")
    async def healthz() -> Response:
        return PlainTextResponse("ok\n")

    @router.get("/readyz")
    async def readyz() -> Response:
        is_ready = await ready()
        return PlainTextResponse(
            "ready\n" if is_ready else "not ready\n", status_code=200 if is_ready else 503
        )

    @router.get("/metrics")
    async def metrics() -> Response:
        for name, value in (await _figures(house)).items():
            gauges[name].set(value)
        for state in await list_states(house, house.profiles.keys()):
            for name, value in _mailbox_figures(state, house.clock()).items():
                of_mailboxes[name].labels(state.mailbox.landlord_id, state.mailbox.name).set(value)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router


async def _figures(house: House) -> dict[str, float]:
    landlord_ids = list(house.profiles)
    async with house.database.reading() as session:
        arrivals = await figures.count_arrivals(session, landlord_ids)
        outbox = await figures.count_outbox(session, landlord_ids)
        untaken = await figures.count_untaken_alerts(session, landlord_ids)
        unscanned = await scans.count_unscanned(session, landlord_ids)
    return {
        "hark_arrivals_waiting": arrivals.waiting,
        "hark_arrivals_oldest_waiting_seconds": _age_seconds(arrivals.oldest_waiting_at, house.clock()),
        "hark_arrivals_unreadable": arrivals.unreadable,
        "hark_outbox_queued": outbox.get("queued", 0) + outbox.get("sending", 0),
        "hark_outbox_failed": outbox.get("failed", 0),
        "hark_alerts_untaken": untaken,
        "hark_attachments_unscanned": unscanned,
        "hark_faults": len(house.faults),
    }


def _mailbox_figures(state: MailboxState, now: datetime) -> dict[str, float]:
    report = state.report
    return {
        "hark_mailbox_failing": state.standing in (Standing.FAILING, Standing.UNWATCHED),
        "hark_mailbox_unread_seconds": _age_seconds(report.looked_at, now),
        "hark_mailbox_silent_seconds": _age_seconds(report.newest_at or report.opened_at, now),
        "hark_mailbox_left_behind": report.too_large + report.not_handed_out + report.not_kept,
    }


def _age_seconds(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
