"""What may an answer, an update on a promise and the last letter say? Facts from what was found and promised. Code: 6.9, 6.19"""

from dataclasses import replace

from bot.acknowledging import handler_of
from bot.answering import case_facts, look_again_facts
from bot.casework.respond import FOUND
from bot.moment import Moment
from bot.store import cases, responses
from bot.store.cases import CaseRow, PointRow
from bot.store.responses import FindingRow, RemedyRow
from bot.wording.facts import Facts, FindingFacts, RemedyFacts


def text_of_stage(stage: int) -> str:
    """The folder of a stage's answer in wording/."""
    return f"stage_{stage}_response"


async def response_facts(moment: Moment, case: CaseRow, *, handler: str) -> Facts:
    """Everything the answer of the present stage says, as things stand now."""
    stage, case_id = case.stage or 1, case.id or 0
    found = {
        row.number: row
        for row in await responses.list_findings(moment.session, case.landlord_id, case_id, stage)
    }
    response = await responses.find_response(moment.session, case.landlord_id, case_id, stage)
    points = await cases.list_points(moment.session, case.landlord_id, case_id, stage)
    facts = await promise_facts(moment, case, handler=handler, stage=stage)
    return replace(
        facts,
        free_text=response.opening if response else "",
        findings=tuple(_finding(point, found.get(point.number)) for point in points),
    )


async def promise_facts(moment: Moment, case: CaseRow, *, handler: str = "", stage: int = 0) -> Facts:
    """What was promised on a case and how it stands; of one stage where asked."""
    facts = await case_facts(moment, case)
    if case.stage == 1:
        facts = look_again_facts(moment, facts, case)
    remedies = await responses.list_remedies(moment.session, case.landlord_id, case.id or 0)
    person = handler_of(moment, case)
    return replace(
        facts,
        remedies=tuple(_remedy(row) for row in remedies if not stage or row.stage == stage),
        handler_name=handler or (person.name if person else ""),
        handler_phone=(person.phone if person else None) or moment.profile.phone,
        by_computer=False,
    )


def _finding(point: PointRow, row: FindingRow | None) -> FindingFacts:
    if point.responsible == "no":
        return FindingFacts(point.number, point.text, not_ours=point.who or "Somebody else")
    return FindingFacts(
        number=point.number,
        text=point.text,
        found=FOUND.get(row.found, "") if row else "",
        reasons=row.reasons if row else "",
        rules=row.rules.rstrip(".") if row else "",
    )


def _remedy(row: RemedyRow) -> RemedyFacts:
    amount = f"£{row.amount}: " if row.amount and f"£{row.amount}" not in row.what else ""
    return RemedyFacts(f"{amount}{row.what.rstrip('.')}", row.owner, row.due_on, row.done_at is not None)
