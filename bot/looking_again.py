"""What is to be looked at again today: questions without an answer, needs, restrictions, consents? Code: 3.6, 4.2, 5.10, 5.14"""

from bot.casework.restrict import has_lapsed
from bot.decision.across import TaskWanted
from bot.moment import Moment
from bot.store import around, cases
from bot.store.reviews_due import list_adjustments_to_review, list_consents_that_ended
from bot.tasking import ask_for


async def look_again(moment: Moment) -> int:
    """A task for each thing whose day has come, once; how many were set."""
    return (
        await _questions(moment)
        + await _needs(moment)
        + await _restrictions(moment)
        + await _consents(moment)
    )


async def _questions(moment: Moment) -> int:
    done = 0
    for row in await around.list_unanswered_questions(moment.session, moment.profile.id, before=moment.today):
        case = await cases.get_case(moment.session, moment.profile.id, row.case_id)
        why = f"{row.asked_of} has not answered what was asked by {row.due_on:%d %B}. {row.senior} steps in (4.2)."
        wanted = TaskWanted("question_overdue", "manager", 0, why)
        done += await ask_for(moment, wanted, case=case, key=f"question:{row.id}") is not None
    return done


async def _needs(moment: Moment) -> int:
    done = 0
    for row, case_id in await list_adjustments_to_review(
        moment.session, moment.profile.id, today=moment.today
    ):
        case = await cases.get_case(moment.session, moment.profile.id, case_id) if case_id else None
        wanted = TaskWanted(
            "review_adjustment",
            "case" if case else "triage",
            2,
            "Ask whether they still need this, and whether it works.",
        )
        key = f"review_adjustment:{row.id}:{row.review_on.isoformat()}"
        done += await ask_for(moment, wanted, case=case, key=key) is not None
    return done


async def _restrictions(moment: Moment) -> int:
    done = 0
    for row in await around.list_restrictions(moment.session, moment.profile.id):
        if not has_lapsed(row.review_on, moment.today):
            continue
        row.ended_on, row.ended_why = moment.today, "its day of review came"
        moment.session.add(row)
        case = await cases.get_case(moment.session, moment.profile.id, row.case_id)
        wanted = TaskWanted(
            "review_restriction",
            "manager",
            2,
            "A restriction has ended with its day of review. Decide whether a new one is needed.",
        )
        done += await ask_for(moment, wanted, case=case, key=f"restriction:{row.id}") is not None
        await moment.note("restriction_lapsed", case=case, row=f"restriction:{row.id}")
    return done


async def _consents(moment: Moment) -> int:
    done = 0
    for row in await list_consents_that_ended(moment.session, moment.profile.id, today=moment.today):
        row.consent = "pending"
        moment.session.add(row)
        case = await cases.get_case(moment.session, moment.profile.id, row.case_id)
        wanted = TaskWanted(
            "renew_consent", "case", 1, "A consent has ended. Ask the resident whether it goes on."
        )
        key = f"renew_consent:{row.id}:{row.expires_on}"
        done += await ask_for(moment, wanted, case=case, key=key) is not None
    return done
