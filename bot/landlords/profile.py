"""Who is this landlord? Its names, doors, teams, people, promises and policy, as data.

Landlords differ by this, never by code. Nothing here decides: a profile that departs from the Code is
loaded as it is. `profiles/example.toml` explains each section.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator

from bot.landlords import parts
from bot.landlords.mailbox import Mailbox
from bot.landlords.notify import Notify
from bot.landlords.open311 import Open311
from bot.landlords.parts import Address, AddressOrDomain, Part, Person, Team, Words
from bot.landlords.survey import SurveySource
from bot.landlords.telegram import TelegramBot
from classifiers.labels import Topic

ENOUGH_WAYS_IN = 2


class Profile(Part):
    """A landlord as data; what is None or empty was not said."""

    # Who it is
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
    name: Words
    kind: Literal["association", "council", "almo", "tmo", "cooperative"] | None = None
    acts_for: str | None = None  #: the landlord behind an ALMO or a TMO
    homes: int | None = Field(default=None, ge=1)
    nation: Literal["england", "wales", "scotland", "northern-ireland"]

    # Its doors
    email_addresses: tuple[Address, ...] = Field(min_length=1)  #: those Hark takes mail for
    mailboxes: tuple[Mailbox, ...] = ()  #: those Hark reads by IMAP, beside what it is handed by SMTP
    telegram: tuple[TelegramBot, ...] = ()  #: the bots residents write to
    open311: Open311 | None = None  #: reports about estates from maps and apps; None: that door is shut
    notify: Notify | None = None  #: its account at GOV.UK Notify, for text messages and letters
    sender_address: Address
    sender_name: Words
    phone: Words
    emergency_phone: Words
    office_hours: Words  #: as a resident reads it: "Monday to Friday, 9am to 5pm"
    opens: time = time(9)
    closes: time = time(17)
    website: str | None = None
    policy_link: str | None = None
    postal_address: str | None = None
    visit_address: str | None = None
    channels: tuple[parts.WayIn, ...] = ()
    widget_origins: tuple[parts.Origin, ...] = ()  #: the web sites that the chat may stand on
    languages: tuple[str, ...] = ("en",)
    brand: parts.Brand = parts.Brand()

    # Who does what
    acknowledgement: Literal["after_review", "at_once"] = "after_review"
    teams: Mapping[str, Team]  #: by topic; in the file a list, each team with its topics
    triage_queue: Words = "triage"
    enquiries_queue: Words = "enquiries"
    feedback_queue: Words = "feedback"
    safeguarding_queue: Words = "safeguarding"
    complaints_team: parts.ComplaintTeam
    stage_2_team: parts.ComplaintTeam
    complaints_officer: Person | None = None
    deputy: Person | None = None
    manager: Person | None = None
    safeguarding: tuple[Person, ...] = ()  #: the only people who see the case of a person at risk
    lead: str | None = None
    member_responsible: str | None = None
    on_call: tuple[parts.OnCall, ...] = ()
    event_listeners: tuple[parts.EventListener, ...] = ()
    staff_addresses: tuple[AddressOrDomain, ...] = ()
    contractor_addresses: tuple[AddressOrDomain, ...] = ()
    form_senders: tuple[parts.FormSender, ...] = ()
    sender_checks: parts.SenderChecks = parts.SenderChecks()
    survey_senders: tuple[AddressOrDomain, ...] = ()

    # Its days
    closures: tuple[parts.Closure, ...] = ()
    extra_holidays: tuple[date, ...] = ()

    # Its policy
    own_promises: parts.OwnPromises = parts.OwnPromises()
    stages: tuple[parts.Stage, ...] = ()
    definition: str | None = None
    time_limit_months: int | None = Field(default=None, ge=1)
    time_limit_discretion: bool | None = None
    escalate_limit: parts.EscalationLimit | None = None
    who_may_escalate: tuple[str, ...] = ()
    reasons_required_for_stage_2: bool | None = None
    exclusions: tuple[parts.Exclusion, ...] = ()
    refusal: parts.Refusal = parts.Refusal()
    representatives: parts.Representatives = parts.Representatives()
    petitions: parts.Petitions | None = None
    high_rise: parts.HighRise | None = None
    copied_at_each_stage: parts.CopiedTo | None = None
    letters: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)  #: contents of each letter, by name
    adjustments: tuple[str, ...] = ()
    adjustments_reviewed: bool | None = None
    surveys: tuple[parts.Survey, ...] = ()
    survey_sources: tuple[SurveySource, ...] = ()  #: those whose answers Hark takes in
    survey_after_case: bool = False  #: Hark itself asks one question once a case is closed
    reports: tuple[parts.Report, ...] = ()
    ombudsman_notes: tuple[str, ...] = ()
    signposts: Mapping[str, str] = Field(default_factory=dict)  #: matter -> who deals with it, and how
    documents: Mapping[str, str] = Field(default_factory=dict)  #: other policies, name -> link
    systems: tuple[str, ...] = ()
    self_assessment: tuple[parts.Claim, ...] = ()
    policy_sections: tuple[
        str, ...
    ] = ()  #: the numbers of its headings, so that what cites them can be looked up

    @field_validator("teams", mode="before")
    @classmethod
    def _by_topic(cls, teams: Any) -> Any:
        return _teams_by_topic(teams) if isinstance(teams, list) else teams

    def team_for(self, topic: str) -> Team:
        """The team of a topic; that of "other", or the triage queue, where the topic has none."""
        triage = Team(name="our team", queue=self.triage_queue)
        return self.teams.get(topic) or self.teams.get(Topic.OTHER) or triage

    def is_staff(self, address: str) -> bool:
        """Whether mail from this address is a colleague's."""
        return _is_among(address, self.staff_addresses)

    def is_survey_sender(self, address: str) -> bool:
        """Whether mail from this address brings answers to a survey. Code: 1.6"""
        return _is_among(address, self.survey_senders)

    def is_contractor(self, address: str) -> bool:
        """Whether mail from this address is from someone acting for the landlord."""
        return _is_among(address, self.contractor_addresses)


def profile_version(profile: Profile) -> str:
    """Twelve characters that change with any word of the profile. Stored on every case. Code: 5.1"""
    said = profile.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def faults_of(profile: Profile) -> list[str]:
    """What turns `hark check` and the console red, a sentence each; it never stops intake."""
    untaken = [topic for topic in Topic if topic not in profile.teams]
    silent = [each.name for each in profile.on_call if not each.can_be_woken]
    found = {
        "Nobody is on call: an emergency at night would wake no one (6.1).": not profile.on_call,
        f"On call, but no way to wake them: {', '.join(silent)} (6.1).": silent,
        "No complaints officer is named (4.1).": profile.complaints_officer is None,
        "No manager is named for a person at risk whom nobody has taken on (6.1).": profile.manager is None,
        "Nobody is named who may see the case of a person at risk (5.10).": not profile.safeguarding,
        "There are fewer than two ways in to complain (3.1).": _count_of_ways_in(profile) < ENOUGH_WAYS_IN,
        f"No team has these topics: {', '.join(untaken)} (1.4).": untaken,
        "The sender address is not one that Hark takes mail for: replies would be lost.": (
            profile.sender_address not in profile.email_addresses
        ),
        f"The mailbox reads for an address that Hark takes no mail for: {', '.join(_of_nobody(profile))}.": (
            _of_nobody(profile)
        ),
        "Two mailboxes are the same folder of the same user.": _are_some_the_same(profile),
        "Stage 2 has the queue of stage 1, and would be answered by the same people (6.13).": (
            profile.stage_2_team.queue == profile.complaints_team.queue
        ),
        "Two surveys that Hark takes answers of have the same name.": _have_some_one_name(profile),
        "The policy has no link (3.4).": not profile.policy_link,
        "The office closes before it opens.": profile.closes <= profile.opens,
    }
    return [sentence for sentence, is_wrong in found.items() if is_wrong]


def unsaid_by(profile: Profile) -> tuple[str, ...]:
    """The fields the landlord left out, by name, so that `hark check` can say what is not known."""
    return tuple(name for name in Profile.model_fields if getattr(profile, name) in (None, (), {}))


def _count_of_ways_in(profile: Profile) -> int:
    return len({way.kind for way in profile.channels})


def _of_nobody(profile: Profile) -> list[str]:
    return [box.address for box in profile.mailboxes if box.address not in profile.email_addresses]


def _are_some_the_same(profile: Profile) -> bool:
    folders = [(box.user.lower(), box.folder) for box in profile.mailboxes]
    return len(set(folders)) < len(folders)


def _have_some_one_name(profile: Profile) -> bool:
    names = {source.name for source in profile.survey_sources}
    return len(names) < len(profile.survey_sources)


def _is_among(address: str, listed: tuple[str, ...]) -> bool:
    lowered = address.strip().lower()
    return lowered in listed or f"@{lowered.rpartition('@')[2]}" in listed


def _teams_by_topic(teams: list[Any]) -> dict[str, Any]:
    """The file's list of teams, turned round: which team has this topic.

    Raises:
        ValueError: a topic is unknown, or has two teams.
    """
    by_topic: dict[str, Any] = {}
    for team in teams:
        for topic in team.get("topics", ()):
            if topic not in tuple(Topic):
                raise ValueError(f"there is no topic “{topic}”; there are: {', '.join(Topic)}")
            if topic in by_topic:
                raise ValueError(f"the topic “{topic}” has two teams")
            by_topic[topic] = {key: value for key, value in team.items() if key != "topics"}
    return by_topic
