"""Metrics for Prometheus: counts and times by route, method and status, never by person.

Promises: a registry of the application's own; labels come from closed sets, so that nobody outside can make them grow.
"""

import hmac

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """指标: what is counted. Also the watcher that counts answers."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._requests = Counter(
            "mingcha_requests", "Answers sent", ["route", "method", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "mingcha_request_seconds", "Time to answer", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self._failures = Counter("mingcha_unplanned", "Answers that nobody planned", registry=self.registry)
        self.sign_ins = Counter("mingcha_sign_ins", "Sign-ins by outcome", ["outcome"], registry=self.registry)
        self.sockets = Gauge("mingcha_sockets", "Live connections open", registry=self.registry)
        self.changes = Counter("mingcha_changes", "Changes judged, by outcome", ["code"], registry=self.registry)

    @property
    def failed_so_far(self) -> int:
        """How many answers nobody planned."""
        return int(self.registry.get_sample_value("mingcha_unplanned_total") or 0)

    def answered(
        self, *, route: str, method: str, status: int, code: str | None, took_ms: int, request_id: str
    ) -> None:
        del code, request_id
        self._requests.labels(route, method if method in _METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(took_ms / 1000)

    def failed(self, *, route: str, request_id: str, error: BaseException) -> None:
        del route, request_id, error
        self._failures.inc()

    def text(self) -> bytes:
        """Everything, in Prometheus's text form."""
        return generate_latest(self.registry)


def token_matches(authorization: str | None, token: str) -> bool:
    """Whether this Authorization header carries the operator's token, compared in constant time."""
    given = (authorization or "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())
