"""Is the address a mail names really where it came from?

A hint for staff and nothing else: no mail is ever dropped, held back or joined because of it. Read from what the
landlord's own mail server wrote on the mail; only where no such server is named are the signature (DKIM) and the
domain's policy (DMARC) looked up here. SPF is never asked here: every mail comes to us from the landlord's own relay.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr
from typing import Final

from channels.email.headers import addresses_of, decode_words, find_header

UNNAMED: Final = (
    "unnamed"  #: how a server is trusted that writes results without its name, as Microsoft 365 does
)
FindTexts = Callable[
    [str], Sequence[str]
]  #: the TXT records under a name; raises OSError where nobody answers

_METHODS: Final = ("dmarc", "dkim", "spf")
_MOST_SIGNATURES: Final = 3
_MOST_LABELS: Final = 5
_MOST_BYTES: Final = 10 * 2**20  # of a mail whose signature is computed
_COMMENT: Final = re.compile(r"\([^()]{0,500}\)")
_RESULT: Final = re.compile(r"(dmarc|dkim|spf)\s*=\s*([a-z]{2,20})\b", re.IGNORECASE)
_HEADER_FROM: Final = re.compile(r"\bheader\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)


@dataclass(frozen=True)
class SenderCheck:
    """What is known of the domain a mail says it comes from: pass, fail, none and the like; "" where nobody asked."""

    dmarc: str = ""
    dkim: str = ""
    spf: str = ""

    @property
    def sentence(self) -> str:
        """For staff; "" where nothing is known."""
        said = ", ".join(f"{name.upper()} {value}" for name in _METHODS if (value := getattr(self, name)))
        if not said:
            return ""
        if self.dmarc == "fail":
            return f"The sender's domain does not vouch for it ({said}): somebody else may be using this address."
        vouched = "vouches for it" if self.dmarc == "pass" else "says neither yes nor no to it"
        return f"The sender's domain {vouched} ({said})."


NOTHING_KNOWN: Final = SenderCheck()


def read_results(message: Message, *, trusted_servers: Collection[str]) -> SenderCheck:
    """What the topmost trusted server says; anybody can write such a header, so all others are passed over.

    Args:
        message: opened by `parts.open_message`.
        trusted_servers: their names as they stand first in the header, or `UNNAMED`.
    """
    trusted = {name.lower() for name in trusted_servers}
    for header in message.get_all("Authentication-Results", []):
        results = _COMMENT.sub(" ", decode_words(str(header)[:8_000]))
        server, _, rest = results.partition(";")
        if _RESULT.search(server):
            server, rest = UNNAMED, results
        if server.strip().partition(" ")[0].lower() in trusted:
            return _about_its_sender(rest, message)
    return NOTHING_KNOWN


def _about_its_sender(results: str, message: Message) -> SenderCheck:
    """The results, unless they speak of another From than the one staff see."""
    named = _HEADER_FROM.search(results)
    if named and named[1].lower().rpartition("@")[2] not in _from_domains(message):
        return NOTHING_KNOWN
    found: dict[str, str] = {}
    for method, result in _RESULT.findall(results):
        before = found.get(method.lower())
        if before is None or result.lower() == "pass":  # one good signature is enough
            found[method.lower()] = result.lower()
    return SenderCheck(**found)


def look_up(message: Message, raw: bytes, *, find_texts: FindTexts) -> SenderCheck:
    """Check the signatures and the domain's policy ourselves; what cannot be asked now is not known.

    Args:
        message: opened by `parts.open_message`.
        raw: its bytes, as they came.
        find_texts: asks the DNS.
    """
    domains = _from_domains(message)
    if len(domains) != 1 or len(raw) > _MOST_BYTES:
        return NOTHING_KNOWN
    try:
        signatures = list(_signatures(message, raw, find_texts))
        signed_by = {domain for domain, good in signatures if good}
        dkim = "pass" if signed_by else "fail" if signatures else "none"
        return SenderCheck(dmarc=_policy_says(next(iter(domains)), signed_by, find_texts), dkim=dkim)
    except OSError:
        return NOTHING_KNOWN


def _from_domains(message: Message) -> set[str]:
    found = {address.rpartition("@")[2] for _, address in addresses_of(message, "From")}
    named = parseaddr(find_header(message, "From"))[1].rpartition("@")[2].strip().lower()
    return found or ({named} if named else set())


def _signatures(message: Message, raw: bytes, find_texts: FindTexts) -> Iterator[tuple[str, bool]]:
    """The domain of each signature, and whether it is good."""
    from dkim import DKIM  # of use to few mails and slow to load

    def ask(name: bytes | str, timeout: float = 5) -> bytes | None:
        texts = find_texts(name.decode("ascii", "replace") if isinstance(name, bytes) else name)
        return next((text.encode() for text in texts if "p=" in text), None)

    for place in range(min(_MOST_SIGNATURES, len(message.get_all("DKIM-Signature", [])))):
        signature = DKIM(raw)
        try:
            good = bool(signature.verify(idx=place, dnsfunc=ask))
        except OSError:
            raise
        except Exception:  # whatever is wrong with a stranger's signature, it proves nothing
            good = False
        domain = (signature.signature_fields or {}).get(b"d", b"")
        yield domain.decode("ascii", "replace").lower(), good


def _policy_says(domain: str, signed_by: set[str], find_texts: FindTexts) -> str:
    """Pass where a good signature is the domain's own, none where the domain has no policy.

    Whose a domain is shows in the DNS itself: the highest name above it that has a policy.
    """
    policies = [
        (name, found) for name in _upwards(domain) if (found := _policy(find_texts(f"_dmarc.{name}")))
    ]
    if not policies:
        return "none"
    organisation, own = policies[-1][0], policies[0][1]
    if own.get("adkim") == "s":
        return "pass" if domain in signed_by else "fail"
    aligned = (one == organisation or one.endswith(f".{organisation}") for one in signed_by)
    return "pass" if any(aligned) else "fail"


def _upwards(domain: str) -> list[str]:
    """The domain and those above it, down to two labels."""
    labels = domain.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)][-_MOST_LABELS:]


def _policy(texts: Sequence[str]) -> dict[str, str]:
    """The one policy among the texts under a name; two are none."""
    found = [text for text in texts if text.replace(" ", "").lower().startswith("v=dmarc1")]
    if len(found) != 1:
        return {}
    tags = (tag.partition("=") for tag in found[0].split(";") if "=" in tag)
    said = {name.strip().lower(): value.strip().lower() for name, _, value in tags}
    return said if said.get("p") and said.get("psd") != "y" else {}
