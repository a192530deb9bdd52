"""Reading profiles: every fault at once, and one landlord's slip never keeps another's mail out."""

from pathlib import Path

from bot.landlords.loading import load_profiles

EXAMPLE = (Path(__file__).parents[3] / "bot/landlords/profiles/example.toml").read_text(encoding="utf-8")


def test_all_faults_of_a_profile_are_told_at_once(tmp_path: Path) -> None:
    wrong = (
        EXAMPLE.replace('nation = "england"', 'nation = "cornwall"')
        .replace('phone = "0161 496 0100"\nemergency', "emergency")
        .replace('postal_address = "', 'postal_adress = "')
        .replace('"estate"]', '"gardens"]')
        .replace('email = "duty@staff.example.org"', 'email = "duty"')
        .replace("to = 2026-12-31", "to = 2026-12-01")
    )
    (tmp_path / "wrong.toml").write_text(wrong, encoding="utf-8")

    loaded = load_profiles(tmp_path)

    assert loaded.profiles == ()
    assert {fault.where for fault in loaded.faults} == {
        "nation",
        "phone",
        "postal_adress",
        "teams",
        "on_call.0.email",
        "closures.0",
    }
    assert "wrong.toml: phone: it is missing." in [str(fault) for fault in loaded.faults]
    assert any("there is no topic “gardens”" in fault.what for fault in loaded.faults)


def test_a_broken_profile_leaves_the_others_working(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "good.toml").write_text(EXAMPLE, encoding="utf-8")

    loaded = load_profiles(tmp_path)

    assert [profile.id for profile in loaded.profiles] == ["example"]
    assert [fault.file for fault in loaded.faults] == ["broken.toml"]


def test_two_landlords_never_share_an_address(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(EXAMPLE.replace('id = "example"', 'id = "other"'), encoding="utf-8")

    loaded = load_profiles(tmp_path)

    assert [profile.id for profile in loaded.profiles] == ["example"]
    assert [str(fault) for fault in loaded.faults] == [
        "b.toml: email_addresses: housing@example.org also belongs to example."
    ]


def test_a_missing_file_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    missing = load_profiles(tmp_path / "nobody.toml")
    empty = load_profiles(tmp_path)

    assert "cannot be read" in missing.faults[0].what
    assert "no profile" in empty.faults[0].what


def test_a_topic_with_two_teams_is_a_fault(tmp_path: Path) -> None:
    twice = EXAMPLE.replace('topics = ["money"]', 'topics = ["money", "asb"]')
    (tmp_path / "twice.toml").write_text(twice, encoding="utf-8")

    loaded = load_profiles(tmp_path)

    assert [fault.what for fault in loaded.faults] == ["the topic “asb” has two teams"]
