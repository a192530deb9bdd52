"""What are the parts of a profile? Teams, people, promises, rules: each a small frozen piece of data.

A field that is None was not said by the landlord, which is something else than "no". Unknown names are
refused, so that a slip of the pen in a profile is found and not silently ignored.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator


class Part(BaseModel):
    """The ground of every part: frozen, nothing unknown, no blanks around words."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, validate_by_name=True, validate_by_alias=True
    )


def _is_address(address: str) -> str:
    local, at, domain = address.rpartition("@")
    if not (local and at and "." in domain) or " " in address or "@" in local:
        raise ValueError("is not an e-mail address")
    return address.lower()


def _is_address_or_domain(address: str) -> str:
    if address.startswith("@") and "." in address and " " not in address and address.count("@") == 1:
        return address.lower()
    return _is_address(address)


def _is_origin(origin: str) -> str:
    scheme, colon, host = origin.rstrip("/").partition("://")
    if scheme not in ("http", "https") or not colon or not host or any(mark in host for mark in "/?#@* "):
        raise ValueError(
            'is not the beginning of a web address: "https://", the name of the site, nothing behind'
        )
    return f"{scheme}://{host.lower()}"


Words = Annotated[str, StringConstraints(min_length=1)]
Address = Annotated[Words, AfterValidator(_is_address)]
AddressOrDomain = Annotated[Words, AfterValidator(_is_address_or_domain)]
Origin = Annotated[Words, AfterValidator(_is_origin)]
Days = Annotated[int, Field(ge=1, le=260)]


class Team(Part):
    """Who does a kind of work, and by when they get in touch. Code: 1.4"""

    name: Words  #: as the resident reads it: "our repairs team"
    queue: Words
    email: Address | None = None
    phone: str | None = None
    contact_within_working_days: Days = 10


class ComplaintTeam(Part):
    """Who owns complaints of one stage. Code: 4.1, 6.13"""

    name: Words
    queue: Words
    phone: str | None = None
    email: Address | None = None


class Person(Part):
    """A named member of staff."""

    name: Words
    email: Address
    phone: str | None = None
    role: str | None = None


class CopiedTo(Part):
    """An office that has a copy of each stage of a complaint, such as the council behind a TMO."""

    name: Words
    email: Address


class EventListener(Part):
    """Another system that is told what happens on cases, such as the one the landlord had before."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
    client: int = Field(ge=1)  #: the number `hark api add` gave it; its key signs what is sent


class OnCall(Part):
    """One link of the chain that is woken; at least one way to wake it. Code: 6.1"""

    name: Words
    email: Address | None = None
    webhook: str | None = None  #: https address that is sent the alert
    telegram: str | None = None  #: chat number
    text: str | None = None  #: mobile number

    @property
    def can_be_woken(self) -> bool:
        """Whether there is any way at all to reach this person."""
        return bool(self.email or self.webhook or self.telegram or self.text)


class FormSender(Part):
    """A machine that sends residents' words, and where in its mail their own address stands."""

    sender: AddressOrDomain
    field: Words  #: the header, e.g. "Reply-To", or the label of the line in the text, e.g. "Your email"


class SenderChecks(Part):
    """Whose word is taken on whether a mail is really from the address it names. Shown to staff, and nothing else."""

    trusted_servers: tuple[
        Words, ...
    ] = ()  #: as they name themselves in Authentication-Results, or "unnamed"
    look_up: bool = False  #: where no such server has, ask the DNS for signatures (DKIM) and policies (DMARC)


class Closure(Part):
    """Days the office is closed; told to residents, never taken off a clock of the Code. Code: 6.2"""

    from_day: date = Field(alias="from")
    to_day: date = Field(alias="to")
    reason: Words

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.to_day < self.from_day:
            raise ValueError("the closure ends before it begins")
        return self


class OwnPromises(Part):
    """What the landlord's own policy promises: a second clock beside the Code's, never instead of it."""

    acknowledge_within_working_days: Days | None = None
    acknowledge_within_hours: int | None = None
    first_call_within_working_days: Days | None = None
    stage_1_within_working_days: Days | None = None
    stage_1_counts_from: Literal["acknowledgement", "receipt"] | None = None
    stage_1_extension_working_days: Days | None = None
    acknowledge_stage_2_within_working_days: Days | None = None
    acknowledge_stage_2_within_hours: int | None = None
    stage_2_within_working_days: Days | None = None
    stage_2_extension_working_days: Days | None = None
    extension_notice_working_days: int | None = None  #: told at least so many days before the due date
    extension_names_ombudsman: Literal["always", "if_not_agreed", "never"] | None = None
    update_every_working_days: Days | None = None
    updates_agreed: bool | None = None  #: how often to update is agreed with the resident [5.9]
    note: str | None = None


class Stage(Part):
    """One step of the landlord's procedure as its policy names it, lawful or not. Code: 5.2, 5.3"""

    name: Words  #: "stage 1", "stage 2"; anything else is found by the lint
    answered_by: str | None = None
    approved_by: str | None = None
    within_working_days: Days | None = None
    note: str | None = None


class EscalationLimit(Part):
    """How long the policy gives a resident to ask for stage 2. Code: 5.11, 6.10"""

    amount: Days
    unit: Literal["working days", "weeks", "months"]
    discretion: bool = False


class Exclusion(Part):
    """One reason for which the policy says it takes no complaint. Code: 2.1, 2.2"""

    reason: Words  #: over_12_months, court_claim_filed, already_considered, or the policy's own
    words: Words  #: as the policy puts it


class Refusal(Part):
    """What the policy says of refusing. Code: 2.4, 5.11"""

    within_working_days: Days | None = None
    contents: tuple[str, ...] = ()  #: reasons, individual_circumstances, ombudsman
    stage_2_reasons: tuple[str, ...] = ()  #: for which stage 2 is refused; no_merit and the like
    note: str | None = None


Consent = Literal["implied", "signed", "recorded", "ask_resident", "check_first"]


class Representatives(Part):
    """What consent each kind of representative needs; the clock runs meanwhile. Code: 3.6"""

    mp: Consent | None = None
    councillor: Consent | None = None
    mayor: Consent | None = None
    solicitor: Consent | None = None
    family_or_friend: Consent | None = None
    advocate: Consent | None = None
    replies_go_to: Literal["resident", "representative", "as_agreed"] | None = None
    note: str | None = None


class Petitions(Part):
    """How one complaint of many households is handled. Code: 1.2"""

    stage: str | None = None
    one_contact: bool | None = None
    meeting_offered: bool | None = None


class HighRise(Part):
    """Who is told and who answers for blocks of 18 metres or seven storeys (Building Safety Act, section 93)."""

    told: tuple[str, ...] = ()
    stage_1_by: str | None = None
    stage_2_by: str | None = None
    then: str | None = None
    blocks: tuple[str, ...] = ()


class Survey(Part):
    """How residents are asked what they think. Code: 1.6"""

    name: Words
    by: str | None = None
    how: str | None = None
    share_per_cent: int | None = Field(default=None, ge=0, le=100)
    says_how_to_complain: bool | None = None


class Report(Part):
    """A report, how often, and who gets it. Code: 8.1, 9.3, 9.7"""

    name: Words
    every: Literal["day", "week", "month", "quarter", "year"]
    by: str | None = None  #: the day of the year it is published by, e.g. "30 June"
    recipients: tuple[str, ...] = ()


class WayIn(Part):
    """One way a resident can complain. Code: 3.1, 3.2"""

    kind: Literal[
        "email",
        "phone",
        "letter",
        "visit",
        "form",
        "widget",
        "telegram",
        "text",
        "social",
        "any_staff",
        "third_party",
    ]
    address: str | None = None
    note: str | None = None


class Claim(Part):
    """What the landlord's self-assessment says of one provision. Code: 8.3"""

    provision: Words
    verdict: Literal["yes", "partly", "no"]
    words: str | None = None
    says: Mapping[str, int | str] = Field(default_factory=dict)  #: what it says of a field of this profile
    cites: tuple[str, ...] = ()  #: sections of the policy it names as proof


class Brand(Part):
    """The colours and name on the resident's page and the widget."""

    name: str | None = None
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1d4f5c"
    text_colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#ffffff"
    logo: str | None = None
