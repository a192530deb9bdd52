"""How is everything about one case handed to the Ombudsman? In one file, in the order it happened. Code: 5.12, 8.4

- `entries.py`: what one entry is, and how values are said in it
- `gathering.py`: every entry of a case, out of the database
- `letters.py`: what came and what we sent, as files
- `binding.py`: entries as one archive, with its index
- `making.py`: the bundle made for somebody who may see the case, and that on record
"""
