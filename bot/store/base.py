"""What do all tables share? The naming of constraints, and how lists and raw bytes are stored."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def json_list() -> Any:
    """A column for a list of plain values; assign a new list to change it, never change it in place."""
    return sa.Column(sa.JSON, nullable=False)


def json_map() -> Any:
    """A column for plain values by name; assign a new mapping to change it, never change it in place."""
    return sa.Column(sa.JSON, nullable=False)


class Row(SQLModel):
    """What every table row has."""

    landlord_id: str = ""
