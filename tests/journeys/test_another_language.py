"""A resident writes in Polish: English goes out with an interpreter offered, until a speaker has checked the Polish."""

from dataclasses import replace
from pathlib import Path

from bot.store import people
from bot.wording.render import WORDING_FOLDER, Wording
from tests.builders import an_unhappy_reading
from tests.journeys.stage import OFFICER, Stage

POLISH = "Od trzech tygodni nie mam ogrzewania i nikt nie dzwoni."
UNHAPPY = an_unhappy_reading(language="pl", sure=False)


async def test_english_goes_out_with_the_number_and_people_ring_and_translate(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", POLISH, reads=UNHAPPY)
    again = await stage.writes("2026-11-02T10:12", "Nadal nie mam ogrzewania, jest zimno.", reads=UNHAPPY)

    assert told.names == ["choice_offer"]
    assert told.text.startswith(f"Do you speak Polish? Ring {stage.profile.phone}.")
    assert {"interpreter_call", "translate"} <= set(told.asked)
    assert "interpreter_call" not in again.asked
    assert "translate" in again.asked


async def test_the_polish_a_speaker_has_checked_goes_out_and_a_polish_yes_is_a_yes(
    stage: Stage, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    for file in (WORDING_FOLDER / "pl").glob("*/*.txt"):
        (own / "pl" / file.parent.name).mkdir(parents=True, exist_ok=True)
        (own / "pl" / file.parent.name / file.name).write_bytes(file.read_bytes())
    names = [folder.name for folder in (own / "pl").iterdir()]
    lines = [f'{name} = {{ checked_by = "Anna Nowak", checked_on = 2026-11-01 }}' for name in names]
    (own / "pl" / "checked.toml").write_text("\n".join(lines))
    checked = Wording(WORDING_FOLDER, own)
    stage.house.wording.__dict__.update(checked.__dict__)

    told = await stage.writes("2026-11-02T09:12", POLISH, reads=UNHAPPY)
    logged = await stage.replies("2026-11-02T11:00", "Tak, proszę")

    assert "Czy chcą Państwo" in told.text
    assert "interpreter_call" not in told.asked
    assert (await stage.written("choice_offer"))[0].language == "pl"
    assert logged.names == ["complaint_logged"]
    assert logged.text.startswith("Do you speak Polish?")


async def test_what_staff_say_stays_whatever_is_read(stage: Stage) -> None:
    from bot.acts import record_language
    from tests.web_house import a_member_of_staff

    told = await stage.writes("2026-11-02T09:12", POLISH, reads=UNHAPPY)
    case = await stage.case_row(told.cases[0]["reference"])
    by = a_member_of_staff()
    by.landlord_id, by.email = stage.landlord_id, OFFICER

    await record_language(stage.house, by, case.reference, language="uk")
    await stage.writes("2026-11-03T09:12", POLISH + " Proszę o pomoc.", reads=replace(UNHAPPY))

    async with stage.house.database.reading() as session:
        resident = await people.get_resident(session, stage.landlord_id, case.resident_id)
    assert (resident.language, resident.language_by) == ("uk", OFFICER)
