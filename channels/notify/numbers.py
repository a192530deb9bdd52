"""How is a phone number written, so that one phone has one number? Pure.

`07700 900123` is `+447700900123`. A name or a short number, such as networks and shops write from, can be answered
by nobody.
"""

from typing import Final

import phonenumbers

_FEWEST_DIGITS: Final = 10  # with the country's code; short numbers have five or six
_HERE: Final = "GB"


def to_e164(written: str) -> str:
    """The number with its country's code, e.g. `+447700900123`; "" where no phone can be answered there."""
    digits = "".join(written.split())
    if digits.isdigit() and not digits.startswith("0"):
        digits = f"+{digits}"  # as Notify writes the number a text came from
    if any(letter.isalpha() for letter in digits):
        return ""  # a name with digits in it is no number spelt in letters
    try:
        number = phonenumbers.parse(digits, _HERE)
    except phonenumbers.NumberParseException:
        return ""
    said = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    is_phone = phonenumbers.is_possible_number(number) and len(said) > _FEWEST_DIGITS
    return said if is_phone else ""
