"""Reports about estates that come by Open311 GeoReport v2; in only.

- `fields.py`: what may be sent, what a report must say, and as what it is kept
- `parse.py`: one of them to one `Incoming`
"""
