"""The rows of the permission table for orders, what goes along with them, and assistance, each looked at by eye."""

from __future__ import annotations

ORDER_GROUPS = {
    "issuing": "leader supervisor bureau_supervisor",
    "answering": "nurse head head_of_bay",
    "heads": "head head_of_bay",
    "supervisors": "supervisor bureau_supervisor",
    "colleagues": "supervisor admin bureau_supervisor",
    "superiors": "leader admin bureau_supervisor",
}
"""`colleagues` and `superiors`: the office without the leader, and without the supervisor."""

ORDER_TABLE = """
order | absent | create | yes: supervisor; not_found: others
order | absent | create by the leader | yes: leader; not_found: others
order | absent | create as reported | invalid: supervisor; not_found: others
order | draft | edit | yes: supervisor; not_found: others
order | draft | issue | yes: supervisor; not_found: others
order | draft | give a number | forbidden: supervisor; not_found: others
order | draft | receive | forbidden: supervisor; not_found: others
order | draft | take along | forbidden: supervisor; not_found: others
order | draft | ask for time | forbidden: supervisor; not_found: others
order | draft | grant | invalid: supervisor; not_found: others
order | draft | photograph | forbidden: supervisor; not_found: others
order | draft | report | forbidden: supervisor; not_found: others
order | draft | report anew | forbidden: supervisor; not_found: others
order | draft | pass | invalid: supervisor; not_found: others
order | draft | fail | invalid: supervisor; not_found: others
order | draft | pass as another | forbidden: supervisor; not_found: others
order | draft | charge | invalid: supervisor; not_found: others
order | draft | close | invalid: supervisor; not_found: others
order | draft | reopen | invalid: supervisor; not_found: others
order | draft | withdraw | yes: supervisor; not_found: others
order | draft | write the ladder | forbidden: supervisor; not_found: others
order | issued | edit | closed: issuing; forbidden: answering admin; not_found: others
order | issued | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | issued | give a number | forbidden: office answering; not_found: others
order | issued | receive | yes: answering; forbidden: office; not_found: others
order | issued | take along | yes: answering; forbidden: office; not_found: others
order | issued | ask for time | yes: answering; forbidden: office; not_found: others
order | issued | grant | forbidden: answering admin; invalid: issuing; not_found: others
order | issued | photograph | yes: answering; forbidden: office; not_found: others
order | issued | report | yes: answering; forbidden: office; not_found: others
order | issued | report anew | forbidden: office; invalid: answering; not_found: others
order | issued | pass | forbidden: answering admin; invalid: issuing; not_found: others
order | issued | fail | forbidden: answering admin; invalid: issuing; not_found: others
order | issued | pass as another | forbidden: answering colleagues; invalid: leader; not_found: others
order | issued | charge | yes: issuing; forbidden: answering admin; not_found: others
order | issued | close | forbidden: answering admin; invalid: issuing; not_found: others
order | issued | reopen | forbidden: answering admin; invalid: issuing; not_found: others
order | issued | withdraw | yes: issuing; forbidden: answering admin; not_found: others
order | issued | write the ladder | forbidden: office answering; not_found: others
order | asked for time | edit | closed: issuing; forbidden: answering admin; not_found: others
order | asked for time | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | asked for time | give a number | forbidden: office answering; not_found: others
order | asked for time | receive | yes: answering; forbidden: office; not_found: others
order | asked for time | take along | yes: answering; forbidden: office; not_found: others
order | asked for time | ask for time | yes: answering; forbidden: office; not_found: others
order | asked for time | grant | yes: issuing; forbidden: answering admin; not_found: others
order | asked for time | photograph | yes: answering; forbidden: office; not_found: others
order | asked for time | report | yes: answering; forbidden: office; not_found: others
order | asked for time | report anew | forbidden: office; invalid: answering; not_found: others
order | asked for time | pass | forbidden: answering admin; invalid: issuing; not_found: others
order | asked for time | fail | forbidden: answering admin; invalid: issuing; not_found: others
order | asked for time | pass as another | forbidden: answering colleagues; invalid: leader; not_found: others
order | asked for time | charge | yes: issuing; forbidden: answering admin; not_found: others
order | asked for time | close | forbidden: answering admin; invalid: issuing; not_found: others
order | asked for time | reopen | forbidden: answering admin; invalid: issuing; not_found: others
order | asked for time | withdraw | yes: issuing; forbidden: answering admin; not_found: others
order | asked for time | write the ladder | forbidden: office answering; not_found: others
order | reported | edit | closed: issuing; forbidden: answering admin; not_found: others
order | reported | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | reported | give a number | forbidden: office answering; not_found: others
order | reported | receive | yes: answering; forbidden: office; not_found: others
order | reported | take along | yes: answering; forbidden: office; not_found: others
order | reported | ask for time | yes: answering; forbidden: office; not_found: others
order | reported | grant | forbidden: answering admin; invalid: issuing; not_found: others
order | reported | photograph | yes: answering; forbidden: office; not_found: others
order | reported | report | yes: answering; forbidden: office; not_found: others
order | reported | report anew | forbidden: office; invalid: answering; not_found: others
order | reported | pass | yes: issuing; forbidden: answering admin; not_found: others
order | reported | fail | yes: issuing; forbidden: answering admin; not_found: others
order | reported | pass as another | yes: leader; forbidden: answering colleagues; not_found: others
order | reported | charge | yes: issuing; forbidden: answering admin; not_found: others
order | reported | close | forbidden: answering admin; invalid: issuing; not_found: others
order | reported | reopen | forbidden: answering admin; invalid: issuing; not_found: others
order | reported | withdraw | yes: issuing; forbidden: answering admin; not_found: others
order | reported | write the ladder | forbidden: office answering; not_found: others
order | failed | edit | closed: issuing; forbidden: answering admin; not_found: others
order | failed | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | failed | give a number | forbidden: office answering; not_found: others
order | failed | receive | yes: answering; forbidden: office; not_found: others
order | failed | take along | yes: answering; forbidden: office; not_found: others
order | failed | ask for time | yes: answering; forbidden: office; not_found: others
order | failed | grant | forbidden: answering admin; invalid: issuing; not_found: others
order | failed | photograph | closed: answering; forbidden: office; not_found: others
order | failed | report | yes: answering; forbidden: office; not_found: others
order | failed | report anew | yes: answering; forbidden: office; not_found: others
order | failed | pass | yes: issuing; forbidden: answering admin; not_found: others
order | failed | fail | yes: issuing; forbidden: answering admin; not_found: others
order | failed | pass as another | yes: leader; forbidden: answering colleagues; not_found: others
order | failed | charge | yes: issuing; forbidden: answering admin; not_found: others
order | failed | close | forbidden: answering admin; invalid: issuing; not_found: others
order | failed | reopen | forbidden: answering admin; invalid: issuing; not_found: others
order | failed | withdraw | yes: issuing; forbidden: answering admin; not_found: others
order | failed | write the ladder | forbidden: office answering; not_found: others
order | passed | edit | closed: issuing; forbidden: answering admin; not_found: others
order | passed | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | passed | give a number | forbidden: office answering; not_found: others
order | passed | receive | yes: answering; forbidden: office; not_found: others
order | passed | take along | yes: answering; forbidden: office; not_found: others
order | passed | ask for time | yes: answering; forbidden: office; not_found: others
order | passed | grant | forbidden: answering admin; invalid: issuing; not_found: others
order | passed | photograph | closed: answering; forbidden: office; not_found: others
order | passed | report | yes: answering; forbidden: office; not_found: others
order | passed | report anew | forbidden: office; invalid: answering; not_found: others
order | passed | pass | yes: issuing; forbidden: answering admin; not_found: others
order | passed | fail | yes: issuing; forbidden: answering admin; not_found: others
order | passed | pass as another | yes: leader; forbidden: answering colleagues; not_found: others
order | passed | charge | yes: issuing; forbidden: answering admin; not_found: others
order | passed | close | yes: issuing; forbidden: answering admin; not_found: others
order | passed | reopen | forbidden: answering admin; invalid: issuing; not_found: others
order | passed | withdraw | yes: issuing; forbidden: answering admin; not_found: others
order | passed | write the ladder | forbidden: office answering; not_found: others
order | closed | edit | closed: issuing; forbidden: answering admin; not_found: others
order | closed | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | closed | give a number | forbidden: office answering; not_found: others
order | closed | receive | yes: nurse; closed: head head_of_bay; forbidden: office; not_found: others
order | closed | take along | closed: answering; forbidden: office; not_found: others
order | closed | ask for time | closed: answering; forbidden: office; not_found: others
order | closed | grant | closed: issuing; forbidden: answering admin; not_found: others
order | closed | photograph | closed: answering; forbidden: office; not_found: others
order | closed | report | yes: answering; forbidden: office; not_found: others
order | closed | report anew | closed: answering; forbidden: office; not_found: others
order | closed | pass | yes: leader; closed: supervisors; forbidden: answering admin; not_found: others
order | closed | fail | closed: issuing; forbidden: answering admin; not_found: others
order | closed | pass as another | yes: leader; forbidden: answering colleagues; not_found: others
order | closed | charge | closed: issuing; forbidden: answering admin; not_found: others
order | closed | close | yes: issuing; forbidden: answering admin; not_found: others
order | closed | reopen | yes: issuing; forbidden: answering admin; not_found: others
order | closed | withdraw | closed: issuing; forbidden: answering admin; not_found: others
order | closed | write the ladder | forbidden: office answering; not_found: others
order | reopened | edit | closed: issuing; forbidden: answering admin; not_found: others
order | reopened | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | reopened | give a number | forbidden: office answering; not_found: others
order | reopened | receive | yes: answering; forbidden: office; not_found: others
order | reopened | take along | yes: answering; forbidden: office; not_found: others
order | reopened | ask for time | forbidden: office; invalid: answering; not_found: others
order | reopened | grant | forbidden: answering admin; invalid: issuing; not_found: others
order | reopened | photograph | closed: answering; forbidden: office; not_found: others
order | reopened | report | yes: answering; forbidden: office; not_found: others
order | reopened | report anew | yes: answering; forbidden: office; not_found: others
order | reopened | pass | yes: leader; forbidden: answering admin; invalid: supervisors; not_found: others
order | reopened | fail | forbidden: answering admin; invalid: issuing; not_found: others
order | reopened | pass as another | yes: leader; forbidden: answering colleagues; not_found: others
order | reopened | charge | yes: issuing; forbidden: answering admin; not_found: others
order | reopened | close | yes: issuing; forbidden: answering admin; not_found: others
order | reopened | reopen | yes: issuing; forbidden: answering admin; not_found: others
order | reopened | withdraw | yes: issuing; forbidden: answering admin; not_found: others
order | reopened | write the ladder | forbidden: office answering; not_found: others
order | withdrawn | edit | closed: issuing; forbidden: answering admin; not_found: others
order | withdrawn | issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | withdrawn | give a number | forbidden: office answering; not_found: others
order | withdrawn | receive | yes: nurse; closed: head head_of_bay; forbidden: office; not_found: others
order | withdrawn | take along | closed: answering; forbidden: office; not_found: others
order | withdrawn | ask for time | closed: answering; forbidden: office; not_found: others
order | withdrawn | grant | closed: issuing; forbidden: answering admin; not_found: others
order | withdrawn | photograph | closed: answering; forbidden: office; not_found: others
order | withdrawn | report | closed: answering; forbidden: office; not_found: others
order | withdrawn | report anew | closed: answering; forbidden: office; not_found: others
order | withdrawn | pass | closed: issuing; forbidden: answering admin; not_found: others
order | withdrawn | fail | closed: issuing; forbidden: answering admin; not_found: others
order | withdrawn | pass as another | closed: leader; forbidden: answering colleagues; not_found: others
order | withdrawn | charge | closed: issuing; forbidden: answering admin; not_found: others
order | withdrawn | close | closed: issuing; forbidden: answering admin; not_found: others
order | withdrawn | reopen | forbidden: answering admin; invalid: issuing; not_found: others
order | withdrawn | withdraw | closed: issuing; forbidden: answering admin; not_found: others
order | withdrawn | write the ladder | forbidden: office answering; not_found: others
order | late | note the measure | yes: issuing; forbidden: answering admin; not_found: others
order_note | no order | create | not_found: others
order_note | absent | create | yes: issuing; not_found: others
order_note | present | add words | yes: issuing; forbidden: admin; not_found: others
order_draft | no order | create | not_found: others
order_draft | absent | create | yes: nurse; not_found: others
order_draft | present | go on | yes: nurse; not_found: others
order_register | present | write | not_found: others
assistance | absent | create | yes: supervisor; not_found: others
assistance | planned | edit | yes: supervisor; not_found: others
assistance | planned | add an indicator | yes: supervisor; not_found: others
assistance | planned | begin | yes: supervisor; not_found: others
assistance | planned | visit | invalid: supervisor; not_found: others
assistance | planned | measure | invalid: supervisor; not_found: others
assistance | planned | close | invalid: supervisor; not_found: others
assistance | planned | reopen | invalid: supervisor; not_found: others
assistance | begun | edit | closed: issuing; forbidden: heads admin; not_found: others
assistance | begun | add an indicator | closed: issuing; forbidden: heads admin; not_found: others
assistance | begun | begin | yes: supervisor; forbidden: heads superiors; not_found: others
assistance | begun | visit | yes: leader; forbidden: heads colleagues; not_found: others
assistance | begun | measure | yes: issuing; forbidden: heads admin; not_found: others
assistance | begun | close | forbidden: heads admin; invalid: issuing; not_found: others
assistance | begun | reopen | forbidden: heads admin; invalid: issuing; not_found: others
assistance | improved | edit | closed: issuing; forbidden: heads admin; not_found: others
assistance | improved | add an indicator | closed: issuing; forbidden: heads admin; not_found: others
assistance | improved | begin | yes: supervisor; forbidden: heads superiors; not_found: others
assistance | improved | visit | yes: leader; forbidden: heads colleagues; not_found: others
assistance | improved | measure | yes: issuing; forbidden: heads admin; not_found: others
assistance | improved | close | yes: issuing; forbidden: heads admin; not_found: others
assistance | improved | reopen | forbidden: heads admin; invalid: issuing; not_found: others
assistance | ended | edit | closed: issuing; forbidden: heads admin; not_found: others
assistance | ended | add an indicator | closed: issuing; forbidden: heads admin; not_found: others
assistance | ended | begin | yes: supervisor; forbidden: heads superiors; not_found: others
assistance | ended | visit | closed: leader; forbidden: heads colleagues; not_found: others
assistance | ended | measure | closed: issuing; forbidden: heads admin; not_found: others
assistance | ended | close | yes: issuing; forbidden: heads admin; not_found: others
assistance | ended | reopen | yes: issuing; forbidden: heads admin; not_found: others
"""
