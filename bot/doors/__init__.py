"""Which doors beside e-mail does the house have, and what does each bring?

- `plug.py`: what a door brings: parser, senders, routes, watches
- `plugged.py`: which there are, in one table
- `open311.py`: reports about estates by Open311 GeoReport v2
- `notify.py`: text messages and letters by GOV.UK Notify; `notify_accounts.py`: whose account     `notify_routes.py`: where it calls

E-mail, the oldest door, is plugged in by `bot/wiring.py` and `bot/running.py` themselves.
"""
