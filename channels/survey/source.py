"""Where do a survey's answers come from, and which of their fields holds what?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One survey as the landlord named it. Fields inside others are named with dots: `contact.email`."""

    name: str
    id: str  #: the field with the answer's own number
    is_anonymous: bool = False  #: who answered is not looked at, even where it stands there
    answered_at: str = ""
    email: str = ""
    phone: str = ""
    person: str = ""  #: the field with the resident's name
    case: str = ""  #: the field with the reference of the case it is about
    score: str = ""
    best: int | None = None  #: the highest score there is
    complaint: str = ""  #: the field that asks "do you want to make a complaint?"
    questions: tuple[str, ...] = ()  #: the fields with words; every other field where none is named

    @property
    def about_the_person(self) -> tuple[str, ...]:
        """The fields that are no answers."""
        named = (self.id, self.answered_at, self.email, self.phone, self.person, self.case)
        return tuple(field for field in named if field)
