"""The scores of each survey stand month by month, as bars and as a table, without a name or a word."""

from datetime import UTC, date, datetime

from bot.console.feedback_page import build_feedback_page
from bot.store.surveys import SurveyAnswerRow
from tests.web_house import WebHouse, a_case


def an_answer(day: int = 3, *, score: float | None = 2, source: str = "after-repair") -> SurveyAnswerRow:
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return SurveyAnswerRow(
        landlord_id="example", message_id=1, source=source, score=score, best=5, answered_at=at
    )


def test_scores_are_counted_by_survey_and_month_and_a_bar_is_as_high_as_its_month() -> None:
    rows = [an_answer(score=score) for score in (1, 2, 3, 4, 5, None)] + [an_answer(source="estate")]

    repair, estate = (
        next(one for one in build_feedback_page(rows, today=date(2026, 11, 22)) if one.name == name)
        for name in ("after-repair", "estate")
    )

    november = repair.months[-1]
    assert (november.low, november.middle, november.high, november.unscored) == (2, 1, 2, 1)
    assert (len(repair.months), repair.months[0].first, repair.most) == (12, date(2025, 12, 1), 6)
    assert round(sum(piece.height for piece in repair.pieces)) == 170
    assert estate.months[-1].answers == 1


async def test_the_page_shows_figures_and_no_words(web: WebHouse) -> None:
    await web.signed_in()
    case = await a_case(web, words="Rude and late.", kind="feedback", queue="feedback")
    row = an_answer()
    row.message_id = case.opened_from
    await web.add(row)

    page = (await web.client.get("/console/feedback/")).text

    assert "after-repair" in page
    assert "November 2026" in page
    assert "Rude" not in page
    assert "Sam Okoro" not in page


async def test_without_answers_the_page_says_so_and_the_queue_leads_to_it(web: WebHouse) -> None:
    await web.signed_in()

    assert "No survey was answered" in (await web.client.get("/console/feedback/")).text
    assert 'href="/console/feedback/"' in (await web.client.get("/console/queues/feedback")).text
    assert 'href="/console/feedback/"' not in (await web.client.get("/console/queues/triage")).text
