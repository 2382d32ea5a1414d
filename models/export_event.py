"""导出记录: that somebody took results out of the system, which and when; the office of the institution reads it.

Promises: the server alone writes it and nobody removes it.
"""

from __future__ import annotations

from models.document import ServerAct

MONTH_SHEET, PAY_PROPOSAL, PERSONAL_FILE = "month_sheet", "pay_proposal", "personal_file"
ORDER_LEDGER, ORDER_PAPER = "order_ledger", "order_paper"
HONOUR_PAPER, REPORT_PAPER, MEETING_MINUTES = "honour_paper", "report_paper", "meeting_minutes"
POLL_PROTOCOL = "poll_protocol"
_PAPERS = (ORDER_PAPER, HONOUR_PAPER, REPORT_PAPER, MEETING_MINUTES, POLL_PROTOCOL)
WHAT = (MONTH_SHEET, PAY_PROPOSAL, PERSONAL_FILE, ORDER_LEDGER, *_PAPERS)


def export_event(
    id: bytes, institution: bytes, by: bytes, *, what: str, period: str, at_ms: int, subject: bytes | None = None
) -> ServerAct:
    """The act that writes an event; `subject` is whose personal file, which order, meeting or poll it was."""
    writes = {"institution": institution, "by": by, "what": what, "period": period, "at": at_ms}
    return ServerAct(id, "export_event", writes if subject is None else {**writes, "subject": subject})
