"""The screens of findings and bulletins as addresses, for who works with them."""

from __future__ import annotations

from tests.acceptance.phone import Store


def of_reader(told: Store) -> dict[str, str]:
    """A head of department: what was found, and the bulletin that tells of it."""
    finding = told.of_kind("finding")[0].hex()
    (bulletin,) = told.of_kind("bulletin")
    return {
        "findings": "/findings",
        "finding": f"/findings/{finding}",
        "bulletins": "/bulletins",
        "bulletin": f"/bulletins/{bulletin.hex()}",
        "bulletin-away": "/bulletins/0",
    }


def of_office(told: Store) -> dict[str, str]:
    """The office's: what waits to be published, what a bulletin begins with, and the answer to an objection."""
    visits = [doc for doc in told.of_kind("visit") if told.document(doc)["manner"] == "open"]
    published = [doc for doc in told.of_kind("visit") if told.document(doc).get("published") is not None]
    (bulletin,) = told.of_kind("bulletin")
    return {
        "findings-office": "/findings",
        "publish": f"/publish/{visits[0].hex()}",
        "published": f"/publish/{published[0].hex()}",
        "bulletin-new": "/bulletins/new",
        "bulletin-office": f"/bulletins/{bulletin.hex()}",
    }
