"""Where do staff work? Pages rendered on the server, on GOV.UK Frontend patterns, that work without JavaScript.

The law of this room: every route but sign-in and welcome asks who is signed in (deny by default); what a page
shows is put together first, as a value; what changes a case is one call into `bot.acts`.

- `accounts.py` `passwords.py`: who may sign in, by which link and password
- `sessions.py` `signed_in.py`: cookies, form tokens, and the one check in front of every route
- `sign_in.py`: the open routes: sign in, welcome
- `waiting.py` `list_routes.py` `unreadable_routes.py`: what waits, and where
- `case_page.py` `case_parts.py` `highlight.py` `next_steps.py`: one case, put together
- `case_routes.py` `reading_routes.py` `point_routes.py` `contact_routes.py` `letter_routes.py`: what staff can do
- `acts.py` `frame.py` `router.py`: the acts as the console calls them; what stands round a page; all routes
- `templates/` `static/`: what it looks like; `static/built/` is made by `make assets`
"""
