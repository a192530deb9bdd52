"""A cheap guess that leaves what it cannot tell."""

import pytest

from classifiers.language import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The boiler is off and we have no hot water", "en"),
        ("stil no heatin rang 3 times", "en"),
        ("Rwyf wedi bod heb wres yn y fflat ers dydd Llun, diolch", "cy"),
        ("Dzień dobry, nie mam ciepłej wody od tygodnia, proszę o pomoc", "pl"),
        ("Bună ziua, nu am apă caldă de trei zile, vă rog să veniți", "ro"),
        ("Bom dia, não tenho água quente há uma semana", "pt"),
        ("Ghar mein pani nahi hai, koi nahi aaya", "ur-Latn"),
        ("السلام عليكم، لا يوجد ماء ساخن في البيت", "ar"),
        ("گھر میں پانی نہیں ہے، کوئی نہیں آیا", "ur"),
        ("আমার ঘরে গরম পানি নেই", "bn"),
        ("ਘਰ ਵਿੱਚ ਪਾਣੀ ਨਹੀਂ", "pa"),
        ("У мене немає гарячої води вже тиждень, її вимкнули", "uk"),
        ("家里没有热水", "zh"),
        ("10", ""),
        ("", ""),
        ("👍👍", ""),
    ],
)
def test_the_language_of_a_message(text: str, code: str) -> None:
    assert guess_language(text) == code


def test_a_quoted_english_mail_does_not_make_the_reply_english() -> None:
    text = "Nie mam ciepłej wody od tygodnia, proszę o pomoc\n\nOn Monday Housing wrote:\n> we are sorry that you have no hot water"

    assert guess_language(text) == "pl"
