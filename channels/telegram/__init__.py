"""How do residents write to us on Telegram, and how do we write back?

- `bot.py`: one bot of a landlord's, its token and where its words are fetched
- `connection.py`: the calls to Telegram, and its errors as the three ways a door can fail
- `updates.py`: what an update is about: which chat, which files, by what it is known
- `taking.py`: one update, with its files, as one committed arrival
- `receive.py`: long polling; `webhook.py`: Telegram calls us instead
- `parse.py`, `content.py`, `fields.py`: an update as a message
- `send.py`, `pieces.py`: a text of ours in pieces, with its buttons
- `try_bot.py`: would it work?
"""
