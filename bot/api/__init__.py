"""How do other systems of the landlord's speak to Hark? `/api/v1/`: hand messages in, read cases and what became of messages.

- `clients.py`: who is calling, and what they may do
- `signatures.py`: pure: is what was handed in signed by them?
- `limits.py`: how much one of them may ask in a minute
- `problems.py`, `route.py`: what is wrong, in a sentence; how every answer of the interface is made
- `shapes.py`: what is sent and answered
- `cases_routes.py`, `messages_routes.py`, `router.py`: the routes, and their description
"""
