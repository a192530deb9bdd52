"""How is the next person on call told? One outbox row for each way they can be reached. Code: 6.1."""

from bot import deadlines
from bot.alerts import wake_next_at, ways_to_wake, whom_to_wake
from bot.answering import landlord_facts, link_to
from bot.landlords.parts import OnCall
from bot.moment import Moment
from bot.store import outbox
from bot.store.cases import CaseRow
from bot.store.outbox import OutboxRow
from bot.store.tasks import AlertRow
from bot.wording.facts import Facts
from bot.working_days import london_time

# A date that is due, or a machine: not somebody in danger, so the next is told the next morning.
BY_DAY_ONLY = ("acknowledgement", "mailbox_not_read")
NOTICES = ("mailbox_not_read",)  # told in words of their own, for nobody is known to be in danger


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
        for channel, address in _ways(moment, person):
            moment.session.add(
                _row(
                    moment,
                    alert,
                    channel,
                    address,
                    person.name,
                    case,
                    _text_of(alert),
                    Facts(
                        landlord=landlord_facts(moment),
                        reference=case.reference if case else "",
                        received_at=alert.created_at,
                        alert_kind=alert.kind.replace("_", " "),
                        free_text=alert.why if alert.kind in NOTICES else "",
                        alert_link=link_to(moment, "alert", "alert", alert.id or 0),
                        next_alert_at=next_at,
                    ),
                    key=f"alert:{alert.id}:{alert.step}:{channel}",
                )
            )
    alert.step, alert.next_at = alert.step + 1, next_at
    moment.session.add(alert)
    await moment.session.flush()
    await moment.note(
        "woken", case=case, row=f"alert:{alert.id}", codes={"step": alert.step, "someone": person is not None}
    )


async def tell_it_is_over(moment: Moment, alert: AlertRow, how: str) -> None:
    """One line to everybody who was told; an alert that nobody had taken ends with it."""
    facts = Facts(landlord=landlord_facts(moment), alert_kind="it is over", free_text=how)
    told = {whom_to_wake(moment.profile.on_call, step) for step in range(alert.step)}
    ways = {(way, person.name) for person in told if person for way in _ways(moment, person)}
    for number, ((channel, address), name) in enumerate(sorted(ways)):
        key = f"alert:{alert.id}:over:{number}"
        moment.session.add(
            _row(moment, alert, channel, address, name, None, "on_call_notice", facts, key=key)
        )
    if alert.taken_at is None:
        alert.taken_at, alert.next_at = moment.now, None  # by nobody: there is nothing to take any more
        moment.session.add(alert)
    await moment.note("alert_over", row=f"alert:{alert.id}")


def _ways(moment: Moment, person: OnCall) -> list[tuple[str, str]]:
    """The ways to a person that are set up here; `hark check` names the others, which wake nobody."""
    return [
        (channel, address)
        for channel, address in ways_to_wake(person)
        if channel == "email" or channel in moment.house.senders
    ]


def _text_of(alert: AlertRow) -> str:
    return "on_call_notice" if alert.kind in NOTICES else "on_call_alert"


def _row(
    moment: Moment,
    alert: AlertRow,
    channel: str,
    address: str,
    name: str,
    case: CaseRow | None,
    text: str,
    facts: Facts,
    *,
    key: str,
) -> OutboxRow:
    profile = moment.profile
    rendered = moment.house.wording.render(text, facts, channel="email")
    return OutboxRow(
        landlord_id=profile.id,
        key=key,
        name=text,
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
