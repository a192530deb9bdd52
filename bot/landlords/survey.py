"""Which surveys does Hark take answers of, and which of their fields holds what? Code: 1.6

Like a mailbox, a survey names a variable of the environment and never a secret.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.landlords.mailbox import SecretName
from bot.landlords.parts import Part, Words


class SurveyColumns(Part):
    """Which column of a file, or field of a webhook, holds what; fields inside others with dots: `contact.email`."""

    id: Words  #: the answer's own number: by it an answer is known, and never taken twice
    answered_at: str = ""
    email: str = ""
    phone: str = ""
    name: str = ""  #: of the resident
    case: str = ""  #: the reference of the case it is about
    score: str = ""
    complaint: str = ""  #: the question "do you want to make a complaint?"; a yes to it opens one [1.6]
    questions: tuple[Words, ...] = ()  #: those with words; every other field where none is named


class SurveySource(Part):
    """A survey whose answers Hark takes in, from files or by a signed webhook. Code: 1.6"""

    name: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    ]  #: stands in the webhook's address
    secret_from: SecretName | None = None  #: the webhook's secret in the environment; none, no webhook
    anonymous: bool = False  #: nobody is answered, even where an address stands in an answer
    best_score: Annotated[int, Field(ge=1, le=100)] | None = None  #: the highest score there is
    old_after_days: Annotated[int, Field(ge=0, le=3650)] = 14  #: in a file, older is kept and starts nothing
    columns: SurveyColumns


def unset_survey_secrets(source: SurveySource, secrets: Mapping[str, str]) -> list[str]:
    """Why its webhook stays shut, a sentence; nothing where it has none or its secret is there."""
    if source.secret_from is None or secrets.get(source.secret_from):
        return []
    return [
        f"The survey “{source.name}” takes no answers by webhook: {source.secret_from} is not set in the environment."
    ]
