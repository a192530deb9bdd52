"""Which routes has the console, and which of them ask nobody who they are? Only sign-in and welcome.

What each page asks of a role stands in `rights.py`; a page that is not there is closed.
"""

from fastapi import APIRouter, Depends

from bot.console import (
    answer_routes,
    around_routes,
    blind_routes,
    case_routes,
    classifier_routes,
    contact_routes,
    delay_routes,
    desk_link_routes,
    desk_routes,
    feedback_routes,
    file_routes,
    hard_day_routes,
    hazard_routes,
    language_routes,
    ledger_routes,
    letter_routes,
    list_routes,
    machine_mail_routes,
    ombudsman_routes,
    people_routes,
    person_routes,
    point_routes,
    promise_routes,
    reading_routes,
    report_routes,
    review_routes,
    sign_in,
    team_routes,
    unreadable_routes,
    watch_routes,
)
from bot.console.signed_in import signed_in
from bot.console.viewing import note_view

PREFIX = "/console"


def console_router() -> APIRouter:
    """Everything under /console."""
    router = APIRouter()
    router.include_router(sign_in.open_routes, prefix=PREFIX)
    for routes in (
        sign_in.sign_out_routes,
        list_routes.router,
        unreadable_routes.router,
        machine_mail_routes.router,
        ledger_routes.router,
        case_routes.router,
        file_routes.router,
        reading_routes.router,
        review_routes.router,
        point_routes.router,
        contact_routes.router,
        person_routes.router,
        language_routes.router,
        letter_routes.router,
        answer_routes.router,
        promise_routes.router,
        delay_routes.router,
        ombudsman_routes.router,
        hard_day_routes.router,
        hazard_routes.router,
        around_routes.router,
        people_routes.router,
        watch_routes.router,
        desk_routes.router,
        desk_link_routes.router,
        blind_routes.router,
        classifier_routes.router,
        feedback_routes.router,
        report_routes.router,
        team_routes.router,
    ):
        router.include_router(routes, prefix=PREFIX, dependencies=[Depends(signed_in), Depends(note_view)])
    return router
