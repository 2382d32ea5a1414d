"""The rows of the permission table for meetings, each looked at by eye."""

from __future__ import annotations

MEETING_GROUPS = {
    "runs": "secretary",
    "scribe": "nurse",
    "staff": "nurse secretary",
    "told": "colleague head leader supervisor admin bureau_supervisor",
}
"""Who is due or leads reads a meeting once it is announced, and writes nothing in it."""

MEETING_TABLE = """
meeting | absent / told | create | yes: runs; not_found: others
meeting | absent | create as begun | invalid: runs; not_found: others
meeting | absent | create for another branch | not_found: others
meeting | of a training | create | not_found: others

meeting | planned | edit the agenda | yes: staff; not_found: others
meeting | planned | remove an item | yes: staff; not_found: others
meeting | planned | name a scribe | yes: runs; forbidden: scribe; not_found: others
meeting | planned | begin | invalid: staff; not_found: others
meeting | planned | turn to an item | yes: staff; not_found: others
meeting | planned | turn to no item | invalid: staff; not_found: others
meeting | planned | show | yes: staff; not_found: others
meeting | planned | note | yes: staff; not_found: others
meeting | planned | decide | yes: staff; not_found: others
meeting | planned | write who is due | forbidden: staff; not_found: others
meeting | planned | end | invalid: staff; not_found: others
meeting | planned | sign | invalid: staff; not_found: others
meeting | planned | sign as another | invalid: runs; forbidden: scribe; not_found: others

meeting | prepared / begun | edit the agenda | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | remove an item | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | name a scribe | yes: runs; forbidden: scribe told; not_found: others
meeting | prepared / begun | begin | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | turn to an item | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | turn to no item | invalid: staff; forbidden: told; not_found: others
meeting | prepared / begun | show | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | note | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | decide | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | write who is due | forbidden: staff told; not_found: others
meeting | prepared | end | invalid: staff; forbidden: told; not_found: others
meeting | begun | end | yes: staff; forbidden: told; not_found: others
meeting | prepared / begun | sign | invalid: staff; forbidden: told; not_found: others
meeting | prepared / begun | sign as another | invalid: runs; forbidden: scribe told; not_found: others

meeting | ended / signed / cancelled | edit the agenda | closed: staff; forbidden: told; not_found: others
meeting | ended / signed / cancelled | remove an item | closed: staff; forbidden: told; not_found: others
meeting | ended / signed / cancelled | name a scribe | closed: runs; forbidden: scribe told; not_found: others
meeting | ended / signed | begin | yes: staff; forbidden: told; not_found: others
meeting | cancelled | begin | closed: staff; forbidden: told; not_found: others
meeting | ended / signed / cancelled | turn to an item | closed: staff; forbidden: told; not_found: others
meeting | ended / signed / cancelled | turn to no item | closed: staff; forbidden: told; not_found: others
meeting | ended / signed / cancelled | show | closed: staff; forbidden: told; not_found: others
meeting | ended | note | yes: staff; forbidden: told; not_found: others
meeting | signed / cancelled | note | closed: staff; forbidden: told; not_found: others
meeting | ended | decide | yes: staff; forbidden: told; not_found: others
meeting | signed / cancelled | decide | closed: staff; forbidden: told; not_found: others
meeting | ended / signed / cancelled | write who is due | forbidden: staff told; not_found: others
meeting | ended / signed | end | yes: staff; forbidden: told; not_found: others
meeting | cancelled | end | closed: staff; forbidden: told; not_found: others
meeting | ended / signed | sign | yes: staff; forbidden: told; not_found: others
meeting | cancelled | sign | closed: staff; forbidden: told; not_found: others
meeting | ended / signed | sign as another | yes: runs; forbidden: scribe told; not_found: others
meeting | cancelled | sign as another | closed: runs; forbidden: scribe told; not_found: others

meeting | begun | name a chair | yes: runs; forbidden: scribe told; not_found: others
meeting | begun | note as another | forbidden: runs; yes: scribe; forbidden: told; not_found: others
meeting | begun | say who was spoken of | forbidden: staff told; not_found: others
meeting | begun by the nurse | name a scribe | yes: staff; forbidden: told; not_found: others

meeting_month | absent | create | not_found: others
meeting_month | planned / prepared / begun / ended / signed / cancelled | write | forbidden: staff; not_found: others

commentary_note | prepared | create | invalid: scribe; not_found: others
commentary_note | begun / ended | create | yes: scribe; not_found: others
commentary_note | signed / given | create | closed: scribe; not_found: others
commentary_note | begun | create of the secretary | invalid: scribe; not_found: others
commentary_note | noted | change | yes: scribe; forbidden: runs; not_found: others
commentary_note | noted | write no part | invalid: scribe; forbidden: runs; not_found: others
commentary_note | noted and no scribe any more | change | forbidden: staff; not_found: others
"""
