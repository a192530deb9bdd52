"""How do text messages come in and go out, and letters go out, by GOV.UK Notify?

The law of this room: Notify's words in, values out; its own client speaks to it, in one file.

- `receive.py`: a text that Notify hands over, as an arrival; whose word is believed
- `parse.py`: one such arrival to one `Incoming`     `numbers.py`: pure: one way to write a number
- `send.py`: one `Outgoing` to a text message or a letter     `addresses.py`: pure: a postal address, line by line
- `receipts.py`: what became of a message of ours, as a `Receipt`
- `watch.py`: fetches the texts that were not handed over, and asks what became of letters
- `account.py`: an account at Notify as a value     `api.py`: the only file that speaks to Notify
- `try_account.py`: for `hark check`
"""
