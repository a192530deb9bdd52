"""How do staff and contractors hand in what a resident told them? One form, on a phone, in under a minute.

A sheet becomes an arrival and goes through the same corridor as any message. The law of this room: what is typed is
never lost for a mistake in another field, and a link can only hand in.

- `sheet.py`: pure: what was filled in, what is wrong with it, and the sheet that is kept
- `scans.py`: the files that came with it
- `handing_in.py`: a sheet handed in, and what came of it
- `links.py`: who holds a link; made and revoked by an administrator
- `link_routes.py`: the form behind a link
"""
