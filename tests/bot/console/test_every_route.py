"""Is every page of the console closed to those who are not signed in, and every form to other sites?"""

import re

from tests.web_house import WebHouse, a_case

OPEN = {"/console/sign-in", "/console/welcome/{token}"}


def console_routes(web: WebHouse) -> list[tuple[str, str]]:
    paths = web.app.openapi()["paths"]
    return sorted(
        (method.upper(), path) for path, methods in paths.items() if "/console" in path for method in methods
    )


async def test_without_a_session_every_route_but_sign_in_and_welcome_leads_to_sign_in(web: WebHouse) -> None:
    routes = [(method, path) for method, path in console_routes(web) if path not in OPEN]

    answers = {
        (method, path): await web.client.request(method, re.sub(r"{[^}]+}", "1", path))
        for method, path in routes
    }

    assert len(routes) > 25
    for answer in answers.values():
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/console/sign-in")


async def test_every_form_without_its_token_is_refused(web: WebHouse) -> None:
    await web.signed_in()
    case = await a_case(web)
    posts = [path for method, path in console_routes(web) if method == "POST" and path not in OPEN]

    answers = [
        await web.client.post(re.sub(r"{[^}]+}", "1", path.replace("{reference}", case.reference)))
        for path in posts
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert web.acts.calls == []


async def test_a_form_sent_from_another_site_is_refused_even_with_the_right_token(web: WebHouse) -> None:
    signed = await web.signed_in()
    case = await a_case(web)
    form = {"form_token": signed.session.form_token, "reason": "done"}

    by_fetch = await web.client.post(
        f"/console/cases/{case.reference}/close", data=form, headers={"Sec-Fetch-Site": "cross-site"}
    )
    by_origin = await web.client.post(
        f"/console/cases/{case.reference}/close", data=form, headers={"Origin": "https://elsewhere.example"}
    )

    assert (by_fetch.status_code, by_origin.status_code) == (403, 403)
    assert web.acts.calls == []


async def test_every_page_carries_the_safe_headers(web: WebHouse) -> None:
    answer = await web.client.get("/console/sign-in")

    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "<style" not in answer.text
    assert " style=" not in answer.text
