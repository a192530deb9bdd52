"""Does only the right person get in, and do sessions end when they should?"""

from datetime import timedelta

import pytest

from bot.console.accounts import add_staff
from bot.errors import NotAllowed, NotFound
from bot.store.staff import find_staff
from tests.web_house import HERE, WebHouse, a_member_of_staff

LONG = "three horses eat blue paper"


async def invited(web: WebHouse, **facts: str) -> str:
    known = {
        "landlord_id": "example",
        "email": "Priya@staff.example.org",
        "name": "Priya Nair",
        "role": "handler",
    }
    return (await add_staff(web.house, **{**known, **facts})).removeprefix(HERE)


async def with_password(web: WebHouse) -> None:
    link = await invited(web)
    await web.client.post(link, data={"password": LONG, "again": LONG})
    web.client.cookies.clear()


async def sign_in(web: WebHouse, password: str = LONG, **form: str) -> tuple[int, str]:
    answer = await web.client.post(
        "/console/sign-in", data={"email": "priya@staff.example.org", "password": password, **form}
    )
    return answer.status_code, answer.headers.get("location", "")


async def test_a_one_time_link_sets_a_password_and_signs_in_once(web: WebHouse) -> None:
    link = await invited(web)

    first = await web.client.post(link, data={"password": LONG, "again": LONG})
    home = await web.client.get("/console")
    second = await web.client.get(link)

    assert first.status_code == 303
    assert "Priya Nair" in home.text
    assert second.status_code == 410


async def test_a_link_older_than_seven_days_no_longer_works(web: WebHouse) -> None:
    link = await invited(web)
    web.clock.now += timedelta(days=8)

    answer = await web.client.post(link, data={"password": LONG, "again": LONG})

    assert answer.status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        pytest.param("short one", "short one", "12 characters or more", id="too short"),
        pytest.param("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "too easy to guess", id="one letter"),
        pytest.param(LONG, LONG + "x", "not the same", id="typed differently"),
    ],
)
async def test_a_password_that_will_not_do_is_refused_with_the_reason(
    web: WebHouse, password: str, again: str, said: str
) -> None:
    link = await invited(web)

    answer = await web.client.post(link, data={"password": password, "again": again})

    assert answer.status_code == 422
    assert said in answer.text


async def test_the_right_password_leads_to_the_page_that_was_asked_for(web: WebHouse) -> None:
    await with_password(web)

    answer = await sign_in(web, next="/console/tasks")

    assert answer == (303, "/console/tasks")


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example/console", "/console\\@x", "javascript:1"]
)
async def test_sign_in_never_leads_to_another_site(web: WebHouse, place: str) -> None:
    await with_password(web)

    answer = await sign_in(web, next=place)

    assert answer == (303, "/console")


async def test_an_unknown_address_and_a_wrong_password_are_told_apart_by_nothing(web: WebHouse) -> None:
    await with_password(web)

    wrong = await web.client.post(
        "/console/sign-in", data={"email": "priya@staff.example.org", "password": "no"}
    )
    unknown = await web.client.post("/console/sign-in", data={"email": "nobody@x.example", "password": "no"})

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("priya@staff.example.org", "") == unknown.text.replace("nobody@x.example", "")


async def test_after_eight_wrong_tries_the_account_rests_for_fifteen_minutes(web: WebHouse) -> None:
    await with_password(web)
    for _ in range(8):
        await sign_in(web, "wrong")

    at_once = await sign_in(web)
    web.clock.now += timedelta(minutes=15, seconds=1)
    later = await sign_in(web)

    assert at_once[0] == 422
    assert later[0] == 303


@pytest.mark.parametrize(
    ("away", "status"),
    [
        pytest.param([59], 200, id="less than an hour away"),
        pytest.param([61], 303, id="more than an hour away"),
        pytest.param([50] * 14 + [30], 303, id="busy for more than twelve hours"),
    ],
)
async def test_a_session_ends_after_an_idle_hour_or_half_a_day(
    web: WebHouse, away: list[int], status: int
) -> None:
    await web.signed_in()

    for minutes in away:
        web.clock.now += timedelta(minutes=minutes)
        answer = await web.client.get("/console")

    assert answer.status_code == status


async def test_signing_out_ends_the_session_on_the_server(web: WebHouse) -> None:
    signed = await web.signed_in()
    kept = dict(web.client.cookies)

    await web.post("/console/sign-out", signed)
    answer = await web.client.get(
        "/console", headers={"Cookie": "; ".join(f"{k}={v}" for k, v in kept.items())}
    )

    assert answer.status_code == 303


async def test_the_cookie_is_for_the_browser_alone(web: WebHouse) -> None:
    link = await invited(web)

    answer = await web.client.post(link, data={"password": LONG, "again": LONG})

    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/console" in cookie


async def test_a_new_link_for_the_same_person_ends_what_the_old_password_opened(web: WebHouse) -> None:
    await web.signed_in(email="priya@staff.example.org")
    link = await invited(web)
    kept = web.client.cookies.get("hark_session")

    await web.client.post(link, data={"password": LONG, "again": LONG})
    answer = await web.client.get("/console", headers={"Cookie": f"hark_session={kept}"})

    assert answer.status_code == 303


async def test_somebody_who_has_left_is_signed_out(web: WebHouse) -> None:
    signed = await web.signed_in()
    signed.staff.active = False
    await web.add(signed.staff)

    answer = await web.client.get("/console")

    assert answer.status_code == 303


async def test_staff_are_added_only_with_a_known_landlord_and_role(web: WebHouse) -> None:
    with pytest.raises(NotFound):
        await invited(web, landlord_id="nowhere")
    with pytest.raises(NotFound):
        await invited(web, role="king")


async def test_an_address_of_another_landlord_is_not_taken_over(web: WebHouse) -> None:
    await web.add(a_member_of_staff(landlord_id="other", email="priya@staff.example.org"))

    with pytest.raises(NotAllowed):
        await invited(web)


async def test_a_new_link_for_a_forgotten_password_widens_nobodys_rights(web: WebHouse) -> None:
    await add_staff(
        web.house,
        landlord_id="example",
        email="lee@staff.example.org",
        name="Lee Moor",
        role="triage",
        sees_restricted=True,
        queues=["repairs"],
    )

    await add_staff(web.house, landlord_id="example", email="lee@staff.example.org")
    async with web.house.database.reading() as session:
        kept = await find_staff(session, "example", "lee@staff.example.org")
    await add_staff(
        web.house, landlord_id="example", email="lee@staff.example.org", role="handler", queues=[]
    )
    async with web.house.database.reading() as session:
        changed = await find_staff(session, "example", "lee@staff.example.org")

    assert kept is not None
    assert changed is not None
    assert (kept.name, kept.role, kept.sees_restricted, kept.queues) == (
        "Lee Moor",
        "triage",
        True,
        ["repairs"],
    )
    assert (changed.name, changed.role, changed.sees_restricted, changed.queues) == (
        "Lee Moor",
        "handler",
        True,
        [],
    )


async def test_a_queue_that_is_not_there_is_refused_with_those_that_are(web: WebHouse) -> None:
    with pytest.raises(NotFound, match=r"queue.*roofs; there are: triage, complaints"):
        await add_staff(web.house, landlord_id="example", email="lee@staff.example.org", queues=["roofs"])
