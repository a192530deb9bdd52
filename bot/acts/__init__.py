"""What can a member of staff do with a case?

Each act is one transaction: it finds the case, refuses whoever may not touch it, writes, and records who did what.

- `reviewing.py`: confirm or correct a reading
- `acknowledging.py`: points, preview, send
- `reaching.py`: calls, letters, a reply, a safe way, the choice given in person
- `handling.py`: hazards, alerts, tasks
- `responding.py`: the answer of a stage, point by point
- `promising.py`: what puts it right, and whether it was done
- `closing.py`: the end, and what it taught us
- `adopting.py`: a case out of what a machine sent
- `joining.py`: who somebody is, and who is the same person
"""

from bot.acts.acknowledging import preview_acknowledgement, save_points, send_acknowledgement
from bot.acts.adopting import make_a_case
from bot.acts.closing import Learned, close_case
from bot.acts.handling import finish_task, grade_hazard, take_alert
from bot.acts.joining import join_person, open_page_again, record_name, take_person_apart
from bot.acts.reaching import record_contact, record_language, record_safe_way, write_to_resident
from bot.acts.reviewing import confirm_reading, correct_reading
from bot.casework.acknowledge import PointDraft

__all__ = [
    "Learned",
    "PointDraft",
    "close_case",
    "confirm_reading",
    "correct_reading",
    "finish_task",
    "grade_hazard",
    "join_person",
    "make_a_case",
    "open_page_again",
    "preview_acknowledgement",
    "record_contact",
    "record_language",
    "record_name",
    "record_safe_way",
    "save_points",
    "send_acknowledgement",
    "take_alert",
    "take_person_apart",
    "write_to_resident",
]
