"""A hard day on the screen: who may say it, what is read on the first page, and nothing typed is lost."""

from tests.web_house import WebHouse

DOWN = {"what": "Our phones do not work.", "meanwhile": "by e-mail", "back_by": "2026-11-27"}


async def test_the_first_page_says_it_to_colleagues_until_it_is_over(web: WebHouse) -> None:
    signed = await web.signed_in(role="administrator")

    await web.post("/console/incident/start", signed, **DOWN)
    during = (await web.client.get("/console")).text
    await web.post("/console/incident/end", signed)

    assert "Residents read:" in during
    assert "Our phones do not work." in during
    assert "Our phones do not work." not in (await web.client.get("/console")).text


async def test_what_is_missing_is_said_and_nothing_typed_is_lost(web: WebHouse) -> None:
    signed = await web.signed_in(role="administrator")

    page = await web.post("/console/incident/start", signed, **{**DOWN, "back_by": ""})

    assert page.status_code == 422
    assert "Our phones do not work." in page.text
    assert 'value="by e-mail"' in page.text


async def test_a_handler_sees_it_and_cannot_begin_it(web: WebHouse) -> None:
    signed = await web.signed_in(role="handler")

    refused = await web.post("/console/incident/start", signed, **DOWN)

    assert refused.status_code == 403
    assert "Your role does not open the oversight of complaints." in refused.text
    assert "Begin" not in (await web.client.get("/console/incident/")).text
