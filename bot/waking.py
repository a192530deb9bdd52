"""How is the next person on call told? One outbox row for each way they can be reached. Code: 6.1."""

from bot import deadlines
from bot.alerts import wake_next_at, ways_to_wake, whom_to_wake
from bot.answering import landlord_facts, link_to
from bot.moment import Moment
from bot.store import outbox
from bot.store.cases import CaseRow
from bot.store.outbox import OutboxRow
from bot.store.tasks import AlertRow
from bot.wording.facts import Facts
from bot.working_days import london_time

BY_DAY_ONLY = (
    "acknowledgement",
)  # a date that is due, not somebody in danger: the next is told the next morning


async def raise_alert(moment: Moment, kind: str, why: str, *, case: CaseRow | None) -> AlertRow | None:
    """Wake the first in the chain now; imported mail wakes nobody."""
    if not moment.is_live:
        return None
    alert = AlertRow(
        landlord_id=moment.profile.id,
        case_id=case.id if case else None,
        kind=kind,
        why=why,
        created_at=moment.now,
    )
    moment.session.add(alert)
    await moment.session.flush()
    await moment.note("alert_raised", case=case, row=f"alert:{alert.id}", codes={"kind": kind})
    await wake_next(moment, alert, case=case)
    return alert


async def wake_next(moment: Moment, alert: AlertRow, *, case: CaseRow | None) -> None:
    """Tell whoever is next in the chain, in every way the profile knows; then wait fifteen minutes."""
    chain = moment.profile.on_call
    person = whom_to_wake(chain, alert.step)
    next_at = wake_next_at(chain, alert.step, moment.now)
    if alert.kind in BY_DAY_ONLY:
        next_at = london_time(deadlines.promise_by(moment.today, 1, holidays=moment.holidays), 9)
    if person is not None:
        for channel, address in ways_to_wake(person):
            if channel != "email" and channel not in moment.house.senders:
                continue  # `hark check` says so; a way that is not set up wakes nobody
            moment.session.add(
                _row(
                    moment,
                    alert,
                    channel,
                    address,
                    person.name,
                    case,
                    Facts(
                        landlord=landlord_facts(moment),
                        reference=case.reference if case else "",
                        received_at=alert.created_at,
                        alert_kind=alert.kind.replace("_", " "),
                        alert_link=link_to(moment, "alert", "alert", alert.id or 0),
                        next_alert_at=next_at,
                    ),
                )
            )
    alert.step, alert.next_at = alert.step + 1, next_at
    moment.session.add(alert)
    await moment.session.flush()
    await moment.note(
        "woken", case=case, row=f"alert:{alert.id}", codes={"step": alert.step, "someone": person is not None}
    )


def _row(
    moment: Moment, alert: AlertRow, channel: str, address: str, name: str, case: CaseRow | None, facts: Facts
) -> OutboxRow:
    profile = moment.profile
    rendered = moment.house.wording.render("on_call_alert", facts, channel="email")
    key = f"alert:{alert.id}:{alert.step}:{channel}"
    return OutboxRow(
        landlord_id=profile.id,
        key=key,
        name="on_call_alert",
        kind="alert",
        case_id=case.id if case else None,
        alert_id=alert.id,
        channel=channel,
        to_address=address,
        to_name=name,
        sender_name=profile.sender_name,
        sender_address=profile.sender_address,
        reply_address="",
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        message_id=f"<hark.{moment.house.keys.hash(key)[:32]}@{profile.sender_address.partition('@')[2]}>",
        in_reply_to="",
        automatic="auto-generated",
        state=outbox.SUPPRESSED if moment.house.suppressed else outbox.QUEUED,
        error=moment.house.suppressed,
        created_at=moment.now,
        run_at=moment.now,
    )
