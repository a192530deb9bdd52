"""`hark check` opens each mailbox and says in a sentence what is wrong, changing nothing in it."""

from dataclasses import replace

import pytest

from channels.email.mailbox import Password
from channels.email.try_mailbox import try_mailbox
from tests.channels.email.mailbox_house import a_mail, a_mailbox
from tests.dovecot import Dovecot

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]


def test_a_mailbox_that_opens_is_remarked_on_and_left_as_it_was(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server, mark="seen")
    dovecot_server.append(mailbox.user, [a_mail("one"), a_mail("two")])

    tried = try_mailbox(mailbox)

    assert tried.faults == ()
    assert tried.remark == "Mailbox “housing”: opens, holds 2 mails, and tells us at once of new mail."
    assert dovecot_server.list_flags(mailbox.user) == ["1 (FLAGS ())", "2 (FLAGS ())"]


def test_every_folder_that_is_not_there_is_named_with_one_like_it(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server, folder="Complaint", move_to="Taken in")
    dovecot_server.make_folder(mailbox.user, "Complaints")

    tried = try_mailbox(mailbox)

    assert len(tried.faults) == 2
    assert tried.faults[0] == "Mailbox “housing”: there is no folder “Complaint”; there is “Complaints”."
    assert tried.faults[1].startswith("Mailbox “housing”: there is no folder “Taken in”; there is")


def test_inbox_may_be_written_in_any_letters(dovecot_server: Dovecot) -> None:
    assert try_mailbox(a_mailbox(dovecot_server, folder="Inbox")).faults == ()


def test_what_keeps_us_out_is_one_sentence(dovecot_server: Dovecot) -> None:
    mailbox = a_mailbox(dovecot_server)

    (refused,) = try_mailbox(replace(mailbox, sign_in=Password("wrong-word"))).faults
    (no_tls,) = try_mailbox(replace(mailbox, security="tls")).faults
    (down,) = try_mailbox(replace(mailbox, port=9)).faults

    assert refused == (
        "Mailbox “housing”: 127.0.0.1 refuses the sign-in: check the user and the password or application."
    )
    assert no_tls.endswith("it speaks no TLS there.")
    assert down == "Mailbox “housing”: Nothing answers at 127.0.0.1:9: Connection refused."
