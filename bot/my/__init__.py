"""What does a resident open from a message of ours? One question with two buttons, or their own page; no account, no JavaScript.

The law of this room: a GET never changes anything (mail scanners open every link), a page shows what was written only
to whoever has answered its question, and for a person at risk every link has ended.

- `acts.py`: what a button does, as these pages call it
- `links.py`: which row a sealed link means, and whether it has ended
- `choice.py`: do you want to make a complaint?     `complain.py`: the same, on a case without an offer
- `again.py`: shall somebody new look at our answer?
- `done.py`: is it done?     `alert.py`: "I have it", for the person on call
- `at_page.py`, `getting_in.py`: the resident's own page, and the question in front of it
- `page.py`, `content.py`, `where.py`: what stands on it, and what can be done there
- `brand.py`: the landlord's colours
"""
