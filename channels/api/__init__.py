"""Messages that another system of the landlord's hands over as JSON; in only.

- `parse.py`: one of them to one `Incoming`
"""
