"""When a filled-in form takes no more: after its submission, but for late work and the corrections its form allows.

Promises: what is due by a moment is judged by the stamp; late work is taken for the form's grace (protocol §5).
"""

from __future__ import annotations

from models.document import Act, Document, Refusal, stamp_ms
from models.form import Form


def touches_content(act: Act) -> bool:
    """True when the act writes answers or the note, and not merely the closing act again."""
    return any(path.startswith("answers/") or path == "note" for path in act.writes)


def closed_by_submission(act: Act, document: Document, form: Form | None, day_end_ms: int | None) -> Refusal | None:
    """Refuses what comes after the submission.

    Answers stamped before it are late work, taken for the form's grace; those stamped after it are corrections, taken
    where the form allows them and the stamp lies before `day_end_ms` (None: never).
    """
    submission = document.registers.get("submitted")
    if submission is None or submission.value is not True or not touches_content(act):
        return None
    grace_ms = 0 if form is None else form.grace_ms
    if act.stamp < submission.stamp:
        if act.received_ms <= stamp_ms(submission.stamp) + grace_ms:
            return None
        return Refusal("closed", "late_over", None, {"hours": grace_ms // 3_600_000})
    if form is None or not form.correctable or day_end_ms is None:
        return Refusal("closed", "submitted")
    if act.stamp_ms < day_end_ms and act.received_ms <= day_end_ms + grace_ms:
        return None
    return Refusal("closed", "correction_over")
