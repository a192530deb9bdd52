"""How is a machine of the landlord's told? One POST of JSON, for alerts. `send.py` is all there is."""
