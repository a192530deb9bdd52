"""What are the rules of a case's life? Pure files, one a step; none reads a clock, a file or a database.

- `hazards.py`: what danger is told, and which clocks it starts
- `doors.py`: which way of being reached a resident asks for, and which to keep away from
- `acknowledge.py`: what an acknowledgement must hold before it counts
- `clocks.py`: which dates a step sets
"""
