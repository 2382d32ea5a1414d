"""The screens of honours and reports as addresses, for who works with them."""

from __future__ import annotations

from tests.acceptance.phone import Store


def of_reader(told: Store) -> dict[str, str]:
    """Everybody's: the wall, what is conferred, and what is on notice."""
    honours = {bool(told.document(doc).get("conferred")): doc.hex() for doc in told.of_kind("honour")}
    return {
        "honours": "/honours",
        "honour-conferred": f"/honours/{honours[True]}",
        "honour-notice": f"/honours/{honours[False]}",
        "honour-away": "/honours/0",
    }


def of_office(told: Store) -> dict[str, str]:
    """The office's: an objection to answer, stars, the banner, and what is reported upward."""
    (programme,) = [doc for doc in told.of_kind("programme") if told.document(doc).get("published")]
    honours = {bool(told.document(doc).get("conferred")): doc.hex() for doc in told.of_kind("honour")}
    notice = told.document(bytes.fromhex(honours[False]))
    reports = {str(told.document(doc)["type"]): doc.hex() for doc in told.of_kind("report")}
    briefs = {bool(told.document(doc).get("sent")): doc.hex() for doc in told.of_kind("brief")}
    plan, subject = programme.hex(), notice["subject"].hex()
    return {
        "honours-office": "/honours",
        "honour-office": f"/honours/{honours[False]}",
        "honour-new": f"/honours/new/{plan}/{notice['element']}/{subject}/{notice['period']}",
        "star-rate": f"/stars/{plan}/star_window",
        "banner-hand": f"/banner/{plan}/red_banner",
        "awards-office": f"/awards/{plan}",
        "reports": "/reports",
        "report-monthly": f"/reports/{reports['monthly']}",
        "report-yearly": f"/reports/{reports['yearly']}",
        "brief-sent": f"/reports/{briefs[True]}",
        "brief-draft": f"/reports/{briefs[False]}",
        "brief-new": "/briefs/new",
    }
