"""How does mail come in and go out?

The law of this room: bytes in, values out; whatever a mail looks like it gives an `Incoming`, and
nothing here decides what happens to it.

- `receive_smtp.py`: the SMTP door; "250" only after the house has committed the arrival
- `smtp_conversation.py`: one sender's conversation     `smtp_data.py`: a mail read, never more held than we take     `limits.py`
- `receive_imap.py`: the mailbox door: a thread a mailbox looks, waits for word of more, and looks again
- `imap_sweep.py`: one look: commit first, then mark or move, then count it as settled
- `imap_progress.py`: pure: how far a mailbox has been read     `imap_arrival.py`: pure: a mail in it as an arrival
- `imap_connection.py`: the only file that speaks IMAP     `imap_sign_in.py` `imap_tokens.py`: how we are let in
- `mailbox.py`: a mailbox as a value     `door_from_thread.py`: the door, for a thread     `try_mailbox.py`: for `hark check`
- `parse.py`: one arrival to one `Incoming`; calls the next eight
- `headers.py`: what a mail's headers say, however broken
- `charsets.py`: bytes to text, whatever charset they claim
- `parts.py`: which parts are the body, which are attachments
- `html_text.py`: HTML to text, behind a guard against hostile HTML
- `new_text.py`: what the sender newly wrote, quotes and signature cut
- `quote_marks.py`: how mail programs announce an older message; holds `REPLY_MARK`
- `robots.py`: why a mail is known to come from a machine
- `bounces.py`: which of our messages did not arrive     `odd_reports.py`: whom reports of odd forms name
- `left_behind.py`: a mail too large to be taken from a mailbox, by its headers
- `send.py`: one `Outgoing` to MIME, to a relay or into a maildir
"""
