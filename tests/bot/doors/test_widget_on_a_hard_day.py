"""While the landlord cannot work as it should, the chat says so on its page, with scripts and without."""

from datetime import timedelta

import pytest

from bot.acts.incidents import end_incident, start_incident
from tests.web_house import a_member_of_staff
from tests.widget_house import AT, WidgetHouse


@pytest.mark.provision("8.5")
async def test_the_page_says_what_does_not_work_till_it_is_over(chat: WidgetHouse) -> None:
    client, house = chat.a_client(), chat.house
    by = a_member_of_staff(id=1, landlord_id=AT.rpartition("/")[2])
    back_by = (house.clock() + timedelta(days=3)).date()

    await start_incident(house, by, what="Our phones do not work.", meanwhile="by e-mail", back_by=back_by)
    words = (await client.get(f"{AT}/strings")).json()["words"]
    plain = (await client.get(f"{AT}/plain")).text
    await end_incident(house, by)
    after = (await client.get(f"{AT}/strings")).json()["words"]

    assert any("Our phones do not work." in line for line in words["welcome"])
    assert "Our phones do not work." in plain
    assert words["welcome"][: len(after["welcome"])] == after["welcome"]
    assert not any("phones" in line for line in after["welcome"])
