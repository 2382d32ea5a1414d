"""Logs: one JSON object a line on standard error, for machines and for the operator.

Promises: routes, methods, statuses, codes, durations and request ids; never an id of a person or document, a name, an
address, a body or an exception's words (which may quote any of them).
"""

import logging
import sys
import traceback
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import FilteringBoundLogger

_FRAMES_MAX = 12
_QUIET = ("uvicorn.access", "asyncio")


def make_log(level: str, stream: TextIO | None = None) -> FilteringBoundLogger:
    """A logger that writes lines of JSON to `stream` (standard error where none is given)."""
    return structlog.wrap_logger(
        structlog.PrintLogger(stream or sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


class RequestLog:
    """The watcher that writes a line for each answer."""

    def __init__(self, log: FilteringBoundLogger) -> None:
        self._log = log

    def answered(
        self, *, route: str, method: str, status: int, code: str | None, took_ms: int, request_id: str
    ) -> None:
        told = {"code": code} if code else {}
        self._log.info("request", route=route, method=method, status=status, ms=took_ms, request=request_id, **told)

    def failed(self, *, route: str, request_id: str, error: BaseException) -> None:
        """What nobody planned: the exception's kind and where it arose, without its words."""
        self._log.error(
            "unplanned", route=route, request=request_id, error=type(error).__qualname__, at=frames_of(error)
        )


class ForeignLog(logging.Handler):
    """Lines of libraries, in the same form; only those of our server's own machinery carry their words."""

    def __init__(self, log: FilteringBoundLogger) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        trace = record.exc_info[1] if record.exc_info else None
        told: dict[str, object] = {"error": type(trace).__qualname__, "at": frames_of(trace)} if trace else {}
        words = record.msg if isinstance(record.msg, str) else type(record.msg).__qualname__
        self._log.log(max(record.levelno, logging.INFO), "library", logger=record.name, message=words[:200], **told)


def take_over_library_logs(log: FilteringBoundLogger, level: str) -> None:
    """Sends the standard library's log records here; requests are logged by the edge, not by uvicorn."""
    root = logging.getLogger()
    root.handlers[:] = [ForeignLog(log)]
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level.upper()]))
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
        logging.getLogger(name).handlers.clear()


def frames_of(error: BaseException) -> list[str]:
    """Where an exception arose: file, line and function, innermost last."""
    found = traceback.extract_tb(error.__traceback__)[-_FRAMES_MAX:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in found]
