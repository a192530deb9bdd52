"""What is sent to the interface, and what does it answer? The fields, as its description shows them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Line = Annotated[str, Field(max_length=300)]


class Sent(BaseModel):
    """Something that is sent; a field we do not know is refused, so that a slip of the pen is seen."""

    model_config = ConfigDict(extra="forbid")


class Writer(Sent):
    """Who wrote, as far as it is known."""

    name: Line = ""
    address: Line = Field("", description="Their e-mail address.")
    phone: Line = ""


class ReplyTo(Sent):
    """How they are answered, where it is not by e-mail to `from.address`."""

    channel: Literal["email", "text", "letter"]
    address: Annotated[str, Field(min_length=3, max_length=300)]


class File(Sent):
    """A file that came with it."""

    name: Line = ""
    type: Line = ""
    content: str = Field(description="Base64.", max_length=14_000_000, json_schema_extra={"format": "byte"})


class HandedIn(Sent):
    """One message of a resident."""

    channel: Literal["email", "phone", "letter", "visit", "social", "text"] = Field(
        description="How it reached you."
    )
    sender: Writer = Field(default_factory=Writer, alias="from")
    subject: Line = ""
    text: str = Field(max_length=200_000, pattern=r"\S", description="Their words; blanks alone are none.")
    sent_at: AwareDatetime | None = Field(
        None, description="When the resident was first in touch; the clock counts from there."
    )
    attachments: list[File] = Field(default_factory=list, max_length=10)
    reply_to: ReplyTo | None = None


class Kept(BaseModel):
    """It is kept, and nothing of it can be lost."""

    id: int
    received_at: datetime


class Name(BaseModel):
    """A resident."""

    name: str
    address: str


class CaseShape(BaseModel):
    """One case, as `hark cases --json` prints it."""

    reference: str
    kind: Literal["complaint", "service_request", "enquiry", "feedback", "contact"]
    stage: int | None
    status: str
    queue: str
    topic: str
    received_at: datetime
    chosen_at: datetime | None
    acknowledge_by: date | None
    acknowledged_at: datetime | None
    respond_by: date | None
    offer: Literal["pending", "accepted", "declined", "unanswered"] | None
    resident: Name
    linked: list[str]
    messages: int
    references: dict[str, str] = Field(
        default_factory=dict,
        description="By which number each other system knows it; left out where none does.",
    )


class CasePage(BaseModel):
    """Some cases, in the order in which they were opened."""

    cases: list[CaseShape]
    next: str | None = Field(description="Give it as `after` for the next page; null where there is none.")


class MessageShape(BaseModel):
    """What became of one message."""

    id: int
    state: Literal["waiting", "settled", "a person reads it"]
    received_at: datetime
    kind: str | None = Field(description="What it was read as.")
    action: str | None
    reason: str | None
    case: str | None = Field(description="The reference of its case.")


class ProblemShape(BaseModel):
    """What is wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None


#: the answers any call may get beside its own
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": said,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    }
    for status, said in {
        401: "No token, or one that was revoked.",
        403: "This client may not do that.",
        422: "The call cannot be understood; `detail` says where.",
        429: "Too much in one minute; `Retry-After` says how long to wait.",
    }.items()
}
