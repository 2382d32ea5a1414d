"""The ids by which results are found: one of a period and subject, and the key that those of a period share."""

from __future__ import annotations

from models.document import natural_id, uuid_text

NO_PROGRAMME = "none"


def batch_id(institution: bytes, period: str) -> bytes:
    """The key that all results of an institution's period share; of a month, its closing's id."""
    return natural_id(f"month_close/{uuid_text(institution)}/{period}")


def result_id(institution: bytes, period: str, subject: bytes) -> bytes:
    name = f"period_result/{uuid_text(institution)}/{NO_PROGRAMME}/{period}/{uuid_text(subject)}"
    return natural_id(name)
