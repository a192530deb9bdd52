"""Is what is known of a sender said to staff, and is nobody believed who may not be?"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from channels.email.authentication import NOTHING_KNOWN, SenderCheck, look_up, read_results
from channels.email.parts import open_message
from tests.builders import an_email

OURS = ["mx.example.org"]
EMAILS = Path(__file__).parents[2] / "data" / "emails"
# The public half of a key that signed the three mails called signed and was then thrown away.
KEY = (
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC4kUdnqulordrBZG6HfeDsB7oVp5rPdjgLGV/mcfnEFV8n5hDnFIggAuZutLQBuK2Iv3LKNO"
    "lrXIfAZUWdboSlW2pdl1/WsKr2jSC30Iz/jH3/oIXlGUOpx+nhv3Rbct0eswzorscQHXi/k3VUE21w7y+F0EkUMsBAmLdQPo4kYQIDAQAB"
)
FindTexts = Callable[[str], Sequence[str]]


def results(*headers: str, sender: str = "amina@example.net") -> SenderCheck:
    lines = "".join(f"Authentication-Results: {header}\r\n" for header in headers)
    raw = f"{lines}From: Amina <{sender}>\r\n\r\nThe tap drips.\r\n".encode()
    return read_results(open_message(raw), trusted_servers=OURS)


def test_what_our_own_server_says_is_read() -> None:
    check = results(
        "mx.example.org; dkim=pass header.d=example.net; spf=pass smtp.mailfrom=example.net; dmarc=pass (p=reject) header.from=example.net"
    )

    assert check == SenderCheck(dmarc="pass", dkim="pass", spf="pass")
    assert check.sentence == "The sender's domain vouches for it (DMARC pass, DKIM pass, SPF pass)."


@pytest.mark.parametrize(
    "header",
    [
        "mx.attacker.example; dmarc=pass header.from=example.net",
        "mx.example.org.attacker.example; dmarc=pass",
        "attacker.example (mx.example.org; ) ; dmarc=pass",
        "dmarc=pass header.from=example.net",
        "",
        ";;;",
    ],
)
def test_nobody_else_is_believed(header: str) -> None:
    assert results(header) == NOTHING_KNOWN


def test_the_topmost_of_our_own_goes_before_one_that_the_sender_wrote() -> None:
    check = results(
        "relay.example.net; dkim=pass", "mx.example.org; dmarc=fail", "mx.example.org; dmarc=pass"
    )

    assert check.dmarc == "fail"


def test_results_about_another_from_say_nothing_of_this_one() -> None:
    check = results("mx.example.org; dmarc=pass header.from=attacker.example")

    assert check == NOTHING_KNOWN


def test_one_good_signature_of_several_is_enough() -> None:
    check = results("mx.example.org; dkim=fail header.d=list.example; dkim=pass header.d=example.net")

    assert check.dkim == "pass"


def test_a_server_without_a_name_is_believed_only_where_that_is_said() -> None:
    raw = b"Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.net; dmarc=fail\r\nFrom: a@example.net\r\n\r\nx\r\n"

    believed = read_results(open_message(raw), trusted_servers=["unnamed"])

    assert believed == SenderCheck(dmarc="fail", spf="pass")
    assert "somebody else may be using this address" in believed.sentence
    assert read_results(open_message(raw), trusted_servers=OURS) == NOTHING_KNOWN


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert NOTHING_KNOWN.sentence == ""


def signed(name: str = "signed") -> bytes:
    return (EMAILS / f"{name}.eml").read_bytes()


def zone(
    policy: str = "v=DMARC1; p=reject", *, at: str = "example.net", key_of: str = "example.net"
) -> FindTexts:
    records = {f"_dmarc.{at}": policy, f"post._domainkey.{key_of}": f"v=DKIM1; k=rsa; p={KEY}"}

    def find_texts(name: str) -> Sequence[str]:
        found = records.get(name.rstrip("."))
        return [] if found is None else ["another text", found]

    return find_texts


def checked(raw: bytes, find_texts: FindTexts) -> SenderCheck:
    return look_up(open_message(raw), raw, find_texts=find_texts)


def test_a_mail_signed_by_its_own_domain_passes() -> None:
    assert checked(signed(), zone()) == SenderCheck(dmarc="pass", dkim="pass")


def test_a_mail_changed_on_its_way_does_not_pass() -> None:
    raw = signed().replace(b"kitchen tap", b"kitchen sink")

    assert checked(raw, zone()) == SenderCheck(dmarc="fail", dkim="fail")


def test_a_signature_of_somebody_else_does_not_vouch_for_this_sender() -> None:
    raw = signed("signed_by_another")

    assert checked(raw, zone(key_of="attacker.example")) == SenderCheck(dmarc="fail", dkim="pass")


def test_a_signature_of_the_organisation_vouches_for_its_departments() -> None:
    raw = signed("signed_by_the_organisation")

    assert checked(raw, zone(key_of="mail.example.net")).dmarc == "pass"
    assert checked(raw, zone("v=DMARC1; p=none; adkim=s", key_of="mail.example.net")).dmarc == "fail"


def test_a_domain_without_a_policy_says_neither_yes_nor_no() -> None:
    check = checked(an_email(), zone(at="elsewhere.example"))

    assert check == SenderCheck(dmarc="none", dkim="none")
    assert "neither yes nor no" in check.sentence


def test_a_name_server_that_does_not_answer_leaves_nothing_known() -> None:
    def silent(name: str) -> Sequence[str]:
        raise OSError("secret of ours")

    assert checked(signed(), silent) == NOTHING_KNOWN
    assert checked(an_email(), silent) == NOTHING_KNOWN


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n\r\n",
        b"From: a@example.net, b@example.org\r\n\r\nx",
        b"From: a@example.net\r\nDKIM-Signature: v=1; a=rsa-sha256; d=\xff; s=\xff; b=!\r\n\r\nx",
        b"From: a@example.net\r\nDKIM-Signature: ;;;\r\nDKIM-Signature: v=9\r\n\r\nx",
    ],
)
def test_broken_mail_raises_nothing(raw: bytes) -> None:
    assert checked(raw, zone()).dkim in ("", "fail", "none")
