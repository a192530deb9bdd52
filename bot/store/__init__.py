"""What is kept? The tables and their queries, by subject.

The law of this room: the only place that speaks SQL; every query takes the landlord it is for.

- `database.py`: the two engines, one transaction at a time
- `arrivals.py` `people.py` `messages.py` `cases.py` `offers.py` `tasks.py` `outbox.py` `staff.py` `system.py`: tables
  with their queries
- `journal.py`: the append-only, hash-chained record
- `migrations/`: how the tables came to be
"""
