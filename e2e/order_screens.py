"""The screens of orders and assistance as addresses, for who works with them."""

from __future__ import annotations

from typing import Any

from tests.acceptance.phone import Store


def of_head(told: Store) -> dict[str, str]:
    """The unit's: an order that runs, and the report on it."""
    open_orders = [doc for doc in told.of_kind("order") if _state(told.document(doc)) == "open"]
    done = [doc for doc in told.of_kind("order") if _state(told.document(doc)) == "closed"]
    return {
        "orders": "/orders",
        "order": f"/orders/{open_orders[0].hex()}",
        "order-report": f"/orders/{open_orders[0].hex()}/report",
        "order-closed": f"/orders/{done[0].hex()}",
        "order-away": "/orders/0",
    }


def of_supervisor(told: Store) -> dict[str, str]:
    """The office's: all orders, a draft, what is late, what waits for a recheck."""
    by_state = {_state(told.document(doc)): doc.hex() for doc in told.of_kind("order")}
    late = [doc.hex() for doc in told.of_kind("order") if any(".red" in path for path in told.document(doc))]
    return {
        "orders-office": "/orders",
        "order-new": "/orders/new",
        "order-draft": f"/orders/{by_state['draft']}",
        "order-late": f"/orders/{late[0]}",
        "order-recheck": f"/orders/{by_state['reported']}/recheck",
    }


def of_leader(told: Store) -> dict[str, str]:
    """The ledger, and the unit that a leader stands by."""
    (point,) = told.of_kind("assistance")
    return {
        "order-desk": "/orders/desk",
        "assistances": "/assistance",
        "assistance": f"/assistance/{point.hex()}",
        "assistance-new": "/assistance/new",
    }


def _state(held: dict[str, Any]) -> str:
    """As far as the screens tell apart; the whole of it is `models.order_standing`."""
    if "issued" not in held:
        return "draft"
    count = {name: sum(path.startswith(name) for path in held) for name in ("closings/", "reopenings/", "reports/")}
    if count["closings/"] > count["reopenings/"]:
        return "closed"
    if count["reports/"] and not any(path.startswith(f"rechecks/{count['reports/']}/") for path in held):
        return "reported"
    return "open"
