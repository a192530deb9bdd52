"""How do words come in that nobody typed themselves? By phone, letter, in person or on social media, taken down for them.

- `parse.py`: one filled sheet to one `Incoming`
- `scans.py`: the scans and photos that were handed in with it
"""
