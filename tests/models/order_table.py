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
order | issued / handed over / asked for time / reported / failed / passed / closed / reopened / withdrawn | \
    edit | closed: issuing; forbidden: answering admin; not_found: others
order | draft | issue | yes: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed / passed / closed / reopened / withdrawn | \
    issue | yes: supervisor; forbidden: answering superiors; not_found: others
order | draft | give a number | forbidden: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed / passed / closed / reopened / withdrawn | \
    give a number | forbidden: office answering; not_found: others
order | draft | receive | forbidden: supervisor; not_found: others
order | issued / asked for time / reported / failed / passed / reopened | \
    receive | yes: answering; forbidden: office; not_found: others
order | handed over | receive | yes: heads; forbidden: office nurse; not_found: others
order | closed / withdrawn | receive | yes: nurse; closed: head head_of_bay; forbidden: office; not_found: others
order | draft | hand over | invalid: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed / passed / reopened | \
    hand over | yes: issuing; forbidden: answering admin; not_found: others
order | closed / withdrawn | hand over | closed: issuing; forbidden: answering admin; not_found: others
order | draft | hand over without a reason | yes: supervisor; not_found: others
order | issued / asked for time / reported / failed / passed / reopened | \
    hand over without a reason | forbidden: answering admin; invalid: issuing; not_found: others
order | handed over | hand over without a reason | yes: issuing; forbidden: answering admin; not_found: others
order | closed / withdrawn | \
    hand over without a reason | closed: issuing; forbidden: answering admin; not_found: others
order | draft | hand on words | forbidden: supervisor; not_found: others
order | issued / asked for time / reported / failed / passed / reopened | \
    hand on words | yes: nurse; forbidden: heads office; not_found: others
order | handed over | hand on words | yes: head_of_bay nurse; forbidden: office head; not_found: others
order | closed / withdrawn | hand on words | closed: nurse; forbidden: heads office; not_found: others
order | draft | hand on a picture | forbidden: supervisor; not_found: others
order | issued / asked for time / reported / failed / passed / reopened | \
    hand on a picture | yes: nurse; forbidden: heads office; not_found: others
order | handed over | hand on a picture | yes: head_of_bay nurse; forbidden: office head; not_found: others
order | closed / withdrawn | hand on a picture | closed: nurse; forbidden: heads office; not_found: others
order | draft | take along | forbidden: supervisor; not_found: others
order | issued / asked for time / reported / failed / passed / reopened | \
    take along | yes: answering; forbidden: office; not_found: others
order | handed over | take along | yes: heads; forbidden: office nurse; not_found: others
order | closed / withdrawn | take along | closed: answering; forbidden: office; not_found: others
order | draft | ask for time | forbidden: supervisor; not_found: others
order | issued / asked for time / reported / failed / passed | \
    ask for time | yes: answering; forbidden: office; not_found: others
order | handed over | ask for time | yes: heads; forbidden: office nurse; not_found: others
order | closed / withdrawn | ask for time | closed: answering; forbidden: office; not_found: others
order | reopened | ask for time | forbidden: office; invalid: answering; not_found: others
order | draft | grant | invalid: supervisor; not_found: others
order | issued / handed over / reported / failed / passed / reopened | \
    grant | forbidden: answering admin; invalid: issuing; not_found: others
order | asked for time | grant | yes: issuing; forbidden: answering admin; not_found: others
order | closed / withdrawn | grant | closed: issuing; forbidden: answering admin; not_found: others
order | draft | photograph | forbidden: supervisor; not_found: others
order | issued / asked for time / reported | photograph | yes: answering; forbidden: office; not_found: others
order | handed over | photograph | yes: heads; forbidden: office nurse; not_found: others
order | failed / passed / closed / reopened / withdrawn | \
    photograph | closed: answering; forbidden: office; not_found: others
order | draft | report | forbidden: supervisor; not_found: others
order | issued / asked for time / reported / failed / passed / closed / reopened | \
    report | yes: answering; forbidden: office; not_found: others
order | handed over | report | yes: heads; forbidden: office nurse; not_found: others
order | withdrawn | report | closed: answering; forbidden: office; not_found: others
order | draft | report anew | forbidden: supervisor; not_found: others
order | issued / asked for time / reported / passed | \
    report anew | forbidden: office; invalid: answering; not_found: others
order | handed over | report anew | forbidden: office nurse; invalid: heads; not_found: others
order | failed / reopened | report anew | yes: answering; forbidden: office; not_found: others
order | closed / withdrawn | report anew | closed: answering; forbidden: office; not_found: others
order | draft | pass | invalid: supervisor; not_found: others
order | issued / handed over / asked for time | pass | forbidden: answering admin; invalid: issuing; not_found: others
order | reported / failed / passed | pass | yes: issuing; forbidden: answering admin; not_found: others
order | closed | pass | yes: leader; closed: supervisors; forbidden: answering admin; not_found: others
order | reopened | pass | yes: leader; forbidden: answering admin; invalid: supervisors; not_found: others
order | withdrawn | pass | closed: issuing; forbidden: answering admin; not_found: others
order | draft | fail | invalid: supervisor; not_found: others
order | issued / handed over / asked for time / reopened | \
    fail | forbidden: answering admin; invalid: issuing; not_found: others
order | reported / failed / passed | fail | yes: issuing; forbidden: answering admin; not_found: others
order | closed / withdrawn | fail | closed: issuing; forbidden: answering admin; not_found: others
order | draft | pass as another | forbidden: supervisor; not_found: others
order | issued / handed over / asked for time | \
    pass as another | forbidden: answering colleagues; invalid: leader; not_found: others
order | reported / failed / passed / closed / reopened | \
    pass as another | yes: leader; forbidden: answering colleagues; not_found: others
order | withdrawn | pass as another | closed: leader; forbidden: answering colleagues; not_found: others
order | draft | charge | invalid: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed / passed / reopened | \
    charge | yes: issuing; forbidden: answering admin; not_found: others
order | closed / withdrawn | charge | closed: issuing; forbidden: answering admin; not_found: others
order | draft | close | invalid: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed | \
    close | forbidden: answering admin; invalid: issuing; not_found: others
order | passed / closed / reopened | close | yes: issuing; forbidden: answering admin; not_found: others
order | withdrawn | close | closed: issuing; forbidden: answering admin; not_found: others
order | draft | reopen | invalid: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed / passed / withdrawn | \
    reopen | forbidden: answering admin; invalid: issuing; not_found: others
order | closed / reopened | reopen | yes: issuing; forbidden: answering admin; not_found: others
order | draft | withdraw | yes: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed / passed / reopened | \
    withdraw | yes: issuing; forbidden: answering admin; not_found: others
order | closed / withdrawn | withdraw | closed: issuing; forbidden: answering admin; not_found: others
order | draft | write the ladder | forbidden: supervisor; not_found: others
order | issued / handed over / asked for time / reported / failed / passed / closed / reopened / withdrawn | \
    write the ladder | forbidden: office answering; not_found: others
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
assistance | begun / improved / ended | edit | closed: issuing; forbidden: heads admin; not_found: others
assistance | planned | add an indicator | yes: supervisor; not_found: others
assistance | begun / improved / ended | add an indicator | closed: issuing; forbidden: heads admin; not_found: others
assistance | planned | begin | yes: supervisor; not_found: others
assistance | begun / improved / ended | begin | yes: supervisor; forbidden: heads superiors; not_found: others
assistance | planned | visit | invalid: supervisor; not_found: others
assistance | begun / improved | visit | yes: leader; forbidden: heads colleagues; not_found: others
assistance | ended | visit | closed: leader; forbidden: heads colleagues; not_found: others
assistance | planned | measure | invalid: supervisor; not_found: others
assistance | begun / improved | measure | yes: issuing; forbidden: heads admin; not_found: others
assistance | ended | measure | closed: issuing; forbidden: heads admin; not_found: others
assistance | planned | close | invalid: supervisor; not_found: others
assistance | begun | close | forbidden: heads admin; invalid: issuing; not_found: others
assistance | improved / ended | close | yes: issuing; forbidden: heads admin; not_found: others
assistance | planned | reopen | invalid: supervisor; not_found: others
assistance | begun / improved | reopen | forbidden: heads admin; invalid: issuing; not_found: others
assistance | ended | reopen | yes: issuing; forbidden: heads admin; not_found: others
"""
