"""How do words come in and go out by the chat on a web page?

The law of this room: what a page posts is kept as it was posted, and a message of ours has left only once a page has shown it.

- `receive.py`: what a page posted, checked, as an arrival; says what cannot be taken and why
- `photos.py`: which files are photos
- `parse.py`: one arrival to one `Incoming`
- `send.py`: one `Outgoing` as a page is given it
"""
