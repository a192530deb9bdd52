"""How do words come in and go out?

The law of this room: translate, never decide; know nothing of `bot` or `classifiers`; one channel
never imports another, only what lies beside them here.

- `messages.py`: what crosses a door, as frozen dataclasses
- `door.py`: what a channel is given, and nothing more
- `errors.py`: the three ways a door can fail
- `email/`: SMTP in, parsing, robots, bounces, SMTP out
- `telegram/`: chats with a bot of the landlord's, in and out
- `notify/`: text messages in and out, letters out, by GOV.UK Notify
- `survey/`: answers to surveys, by a signed webhook or row by row from a file; in only
- `open311/`: reports about estates by Open311 GeoReport v2; in only
- `webhook/`: alerts to a web address of the landlord's, out only
"""
