"""The rows of the permission table for pledges, records, activities, attendance and tasks, each looked at by eye."""

from __future__ import annotations

DEED_GROUPS = {
    "unaware": "colleague head_of_surgery inspector bureau_admin stranger strange_admin assessor",
    "reviewers": "head head_of_bay secretary leader supervisor bureau_supervisor",
    "runners": "head head_of_bay",
    "checkers": "head_of_bay leader supervisor bureau_supervisor",
    "onlookers": "nurse leader supervisor admin bureau_supervisor",
    "overseers": "head_of_bay leader supervisor admin bureau_supervisor",
    "bystanders": "nurse colleague head_of_surgery inspector admin",
    "elsewhere": "head_of_surgery secretary inspector bureau_admin stranger strange_admin assessor",
}

DEED_TABLE = """
pledge | absent | create | yes: nurse; not_found: others
pledge | absent | create for the unit | yes: head_of_bay; not_found: others
pledge | absent | create for the branch | yes: secretary; not_found: others
pledge | absent | create as reviewed | invalid: nurse; not_found: others
pledge | draft | edit | yes: nurse; not_found: others
pledge | draft | hand in | yes: nurse; not_found: others
pledge | draft | hand in anew | invalid: nurse; not_found: others
pledge | draft | accept | forbidden: nurse; not_found: others
pledge | draft | return | forbidden: nurse; not_found: others
pledge | draft | accept as another | forbidden: nurse; not_found: others
pledge | draft | publish | forbidden: nurse; not_found: others
pledge | draft | note | invalid: nurse; not_found: others
pledge | draft | report | invalid: nurse; not_found: others
pledge | draft | excuse | invalid: nurse; not_found: others
pledge | draft | grade | forbidden: nurse; not_found: others
pledge | draft | withdraw | yes: nurse; not_found: others
pledge | waiting | edit | closed: nurse; not_found: unaware; forbidden: others
pledge | waiting | hand in | yes: nurse; not_found: unaware; forbidden: others
pledge | waiting | hand in anew | invalid: nurse; not_found: unaware; forbidden: others
pledge | waiting | accept | yes: reviewers; forbidden: nurse admin; not_found: others
pledge | waiting | return | yes: reviewers; forbidden: nurse admin; not_found: others
pledge | waiting | accept as another | yes: leader; not_found: unaware; forbidden: others
pledge | waiting | publish | forbidden: nurse; not_found: unaware; invalid: others
pledge | waiting | note | invalid: nurse; not_found: unaware; forbidden: others
pledge | waiting | report | invalid: nurse; not_found: unaware; forbidden: others
pledge | waiting | excuse | invalid: nurse; not_found: unaware; forbidden: others
pledge | waiting | grade | forbidden: nurse admin; invalid: reviewers; not_found: others
pledge | waiting | withdraw | yes: nurse; not_found: unaware; forbidden: others
pledge | returned | edit | yes: nurse; not_found: unaware; forbidden: others
pledge | returned | hand in | invalid: nurse; not_found: unaware; forbidden: others
pledge | returned | hand in anew | yes: nurse; not_found: unaware; forbidden: others
pledge | returned | accept | yes: reviewers; forbidden: nurse admin; not_found: others
pledge | returned | return | yes: reviewers; forbidden: nurse admin; not_found: others
pledge | returned | accept as another | yes: leader; not_found: unaware; forbidden: others
pledge | returned | publish | forbidden: nurse; not_found: unaware; invalid: others
pledge | returned | note | invalid: nurse; not_found: unaware; forbidden: others
pledge | returned | report | invalid: nurse; not_found: unaware; forbidden: others
pledge | returned | excuse | invalid: nurse; not_found: unaware; forbidden: others
pledge | returned | grade | forbidden: nurse admin; invalid: reviewers; not_found: others
pledge | returned | withdraw | yes: nurse; not_found: unaware; forbidden: others
pledge | accepted | edit | closed: nurse; not_found: unaware; forbidden: others
pledge | accepted | hand in | yes: nurse; not_found: unaware; forbidden: others
pledge | accepted | hand in anew | invalid: nurse; not_found: unaware; forbidden: others
pledge | accepted | accept | yes: reviewers; forbidden: nurse admin; not_found: others
pledge | accepted | return | yes: reviewers; forbidden: nurse admin; not_found: others
pledge | accepted | accept as another | yes: leader; not_found: unaware; forbidden: others
pledge | accepted | publish | forbidden: nurse; not_found: unaware; yes: others
pledge | accepted | note | invalid: nurse; not_found: unaware; forbidden: others
pledge | accepted | report | invalid: nurse; not_found: unaware; forbidden: others
pledge | accepted | excuse | invalid: nurse; not_found: unaware; forbidden: others
pledge | accepted | grade | forbidden: nurse admin; invalid: reviewers; not_found: others
pledge | accepted | withdraw | yes: nurse; not_found: unaware; forbidden: others
pledge | published | edit | closed: nurse; not_found: outsiders; forbidden: others
pledge | published | hand in | closed: nurse; not_found: outsiders; forbidden: others
pledge | published | hand in anew | closed: nurse; not_found: outsiders; forbidden: others
pledge | published | accept | not_found: outsiders; forbidden: bystanders; closed: others
pledge | published | return | not_found: outsiders; forbidden: bystanders; closed: others
pledge | published | accept as another | closed: leader; not_found: outsiders; forbidden: others
pledge | published | publish | not_found: outsiders; forbidden: nurse colleague head_of_surgery inspector; yes: others
pledge | published | note | yes: nurse; not_found: outsiders; forbidden: others
pledge | published | report | yes: nurse; not_found: outsiders; forbidden: others
pledge | published | excuse | yes: nurse; not_found: outsiders; forbidden: others
pledge | published | grade | not_found: outsiders; forbidden: bystanders; yes: others
pledge | published | withdraw | closed: nurse; not_found: outsiders; forbidden: others
pledge | reported | edit | closed: nurse; not_found: outsiders; forbidden: others
pledge | reported | hand in | closed: nurse; not_found: outsiders; forbidden: others
pledge | reported | hand in anew | closed: nurse; not_found: outsiders; forbidden: others
pledge | reported | accept | not_found: outsiders; forbidden: bystanders; closed: others
pledge | reported | return | not_found: outsiders; forbidden: bystanders; closed: others
pledge | reported | accept as another | closed: leader; not_found: outsiders; forbidden: others
pledge | reported | publish | not_found: outsiders; forbidden: nurse colleague head_of_surgery inspector; yes: others
pledge | reported | note | yes: nurse; not_found: outsiders; forbidden: others
pledge | reported | report | yes: nurse; not_found: outsiders; forbidden: others
pledge | reported | excuse | yes: nurse; not_found: outsiders; forbidden: others
pledge | reported | grade | not_found: outsiders; forbidden: bystanders; yes: others
pledge | reported | withdraw | closed: nurse; not_found: outsiders; forbidden: others
pledge | graded | edit | closed: nurse; not_found: outsiders; forbidden: others
pledge | graded | hand in | closed: nurse; not_found: outsiders; forbidden: others
pledge | graded | hand in anew | closed: nurse; not_found: outsiders; forbidden: others
pledge | graded | accept | not_found: outsiders; forbidden: bystanders; closed: others
pledge | graded | return | not_found: outsiders; forbidden: bystanders; closed: others
pledge | graded | accept as another | closed: leader; not_found: outsiders; forbidden: others
pledge | graded | publish | not_found: outsiders; forbidden: nurse colleague head_of_surgery inspector; yes: others
pledge | graded | note | closed: nurse; not_found: outsiders; forbidden: others
pledge | graded | report | closed: nurse; not_found: outsiders; forbidden: others
pledge | graded | excuse | closed: nurse; not_found: outsiders; forbidden: others
pledge | graded | grade | not_found: outsiders; forbidden: bystanders; yes: others
pledge | graded | withdraw | closed: nurse; not_found: outsiders; forbidden: others
pledge | withdrawn | edit | closed: nurse; not_found: unaware; forbidden: others
pledge | withdrawn | hand in | closed: nurse; not_found: unaware; forbidden: others
pledge | withdrawn | hand in anew | closed: nurse; not_found: unaware; forbidden: others
pledge | withdrawn | accept | forbidden: nurse admin; closed: reviewers; not_found: others
pledge | withdrawn | return | forbidden: nurse admin; closed: reviewers; not_found: others
pledge | withdrawn | accept as another | closed: leader; not_found: unaware; forbidden: others
pledge | withdrawn | publish | forbidden: nurse; not_found: unaware; closed: others
pledge | withdrawn | note | invalid: nurse; not_found: unaware; forbidden: others
pledge | withdrawn | report | invalid: nurse; not_found: unaware; forbidden: others
pledge | withdrawn | excuse | invalid: nurse; not_found: unaware; forbidden: others
pledge | withdrawn | grade | forbidden: nurse admin; invalid: reviewers; not_found: others
pledge | withdrawn | withdraw | closed: nurse; not_found: unaware; forbidden: others

record_entry | absent | create | yes: nurse; not_found: others
record_entry | absent | create for tomorrow | invalid: nurse; not_found: others
record_entry | waiting | edit | closed: nurse; forbidden: readers; not_found: others
record_entry | waiting | hand in anew | invalid: nurse; forbidden: readers; not_found: others
record_entry | waiting | confirm | yes: readers; forbidden: nurse; not_found: others
record_entry | waiting | return | yes: readers; forbidden: nurse; not_found: others
record_entry | waiting | confirm as another | yes: head; forbidden: nurse head_of_bay secretary; not_found: others
record_entry | waiting | withdraw | yes: nurse; forbidden: readers; not_found: others
record_entry | returned | edit | yes: nurse; forbidden: readers; not_found: others
record_entry | returned | hand in anew | yes: nurse; forbidden: readers; not_found: others
record_entry | returned | confirm | yes: readers; forbidden: nurse; not_found: others
record_entry | returned | return | yes: readers; forbidden: nurse; not_found: others
record_entry | returned | confirm as another | yes: head; forbidden: nurse head_of_bay secretary; not_found: others
record_entry | returned | withdraw | yes: nurse; forbidden: readers; not_found: others
record_entry | confirmed | edit | closed: nurse; forbidden: readers; not_found: others
record_entry | confirmed | hand in anew | closed: nurse; forbidden: readers; not_found: others
record_entry | confirmed | confirm | yes: readers; forbidden: nurse; not_found: others
record_entry | confirmed | return | yes: readers; forbidden: nurse; not_found: others
record_entry | confirmed | confirm as another | yes: head; forbidden: nurse head_of_bay secretary; not_found: others
record_entry | confirmed | withdraw | closed: nurse; forbidden: readers; not_found: others
record_entry | withdrawn | edit | closed: nurse; forbidden: readers; not_found: others
record_entry | withdrawn | hand in anew | closed: nurse; forbidden: readers; not_found: others
record_entry | withdrawn | confirm | forbidden: nurse; closed: readers; not_found: others
record_entry | withdrawn | return | forbidden: nurse; closed: readers; not_found: others
record_entry | withdrawn | confirm as another | closed: head; forbidden: nurse head_of_bay secretary; not_found: others
record_entry | withdrawn | withdraw | closed: nurse; forbidden: readers; not_found: others

activity | absent | create | yes: head_of_bay; not_found: others
activity | absent | create for the branch | yes: secretary; not_found: others
activity | absent | create for the institution | yes: leader; not_found: others
activity | planned | edit | yes: head_of_bay; not_found: others
activity | planned | change who is due | yes: head_of_bay; not_found: others
activity | planned | add somebody | yes: head_of_bay; not_found: others
activity | planned | announce | yes: head_of_bay; not_found: others
activity | planned | write who is due | forbidden: head_of_bay; not_found: others
activity | planned | cancel | yes: head_of_bay; not_found: others
activity | planned | end | invalid: head_of_bay; not_found: others
activity | planned | minutes | yes: head_of_bay; not_found: others
activity | announced | edit | yes: runners; not_found: elsewhere; forbidden: others
activity | announced | change who is due | closed: runners; not_found: elsewhere; forbidden: others
activity | announced | add somebody | yes: runners; not_found: elsewhere; forbidden: others
activity | announced | announce | yes: runners; not_found: elsewhere; forbidden: others
activity | announced | write who is due | not_found: elsewhere; forbidden: others
activity | announced | cancel | yes: runners; not_found: elsewhere; forbidden: others
activity | announced | end | yes: runners; not_found: elsewhere; forbidden: others
activity | announced | minutes | yes: runners; not_found: elsewhere; forbidden: others
activity | ended | edit | closed: runners; not_found: elsewhere; forbidden: others
activity | ended | change who is due | closed: runners; not_found: elsewhere; forbidden: others
activity | ended | add somebody | closed: runners; not_found: elsewhere; forbidden: others
activity | ended | announce | closed: runners; not_found: elsewhere; forbidden: others
activity | ended | write who is due | not_found: elsewhere; forbidden: others
activity | ended | cancel | closed: runners; not_found: elsewhere; forbidden: others
activity | ended | end | yes: runners; not_found: elsewhere; forbidden: others
activity | ended | minutes | yes: runners; not_found: elsewhere; forbidden: others
activity | cancelled | edit | closed: runners; not_found: elsewhere; forbidden: others
activity | cancelled | change who is due | closed: runners; not_found: elsewhere; forbidden: others
activity | cancelled | add somebody | closed: runners; not_found: elsewhere; forbidden: others
activity | cancelled | announce | closed: runners; not_found: elsewhere; forbidden: others
activity | cancelled | write who is due | not_found: elsewhere; forbidden: others
activity | cancelled | cancel | yes: runners; not_found: elsewhere; forbidden: others
activity | cancelled | end | closed: runners; not_found: elsewhere; forbidden: others
activity | cancelled | minutes | closed: runners; not_found: elsewhere; forbidden: others

attendance | not announced | create: sign in | not_found: others
attendance | not announced | create: ask for leave | not_found: others
attendance | not announced | create: tick | not_found: others
attendance | not announced | create: tick as another | not_found: others
attendance | absent | create: sign in | yes: nurse; forbidden: runners; not_found: others
attendance | absent | create: ask for leave | yes: nurse; forbidden: runners; not_found: others
attendance | absent | create: tick | yes: runners; forbidden: nurse; not_found: others
attendance | absent | create: tick as another | forbidden: nurse runners; not_found: others
attendance | absent | create: wrong organiser | not_found: others
attendance | signed in | sign in | yes: nurse; forbidden: runners; not_found: others
attendance | signed in | ask for leave | yes: nurse; forbidden: runners; not_found: others
attendance | signed in | tick | yes: runners; forbidden: nurse; not_found: others
attendance | signed in | tick as another | forbidden: nurse runners; not_found: others
attendance | ended | sign in | closed: nurse; forbidden: runners; not_found: others
attendance | ended | ask for leave | closed: nurse; forbidden: runners; not_found: others
attendance | ended | tick | forbidden: nurse; closed: runners; not_found: others
attendance | ended | tick as another | forbidden: nurse runners; not_found: others
attendance | cancelled | sign in | closed: nurse; forbidden: runners; not_found: others
attendance | cancelled | ask for leave | closed: nurse; forbidden: runners; not_found: others
attendance | cancelled | tick | forbidden: nurse; closed: runners; not_found: others
attendance | cancelled | tick as another | forbidden: nurse runners; not_found: others

activity_key | absent | create | yes: head_of_bay; not_found: others
activity_key | present | change | immutable: head_of_bay; not_found: others

contracted_task | absent | create | yes: head_of_bay; not_found: others
contracted_task | absent | create by the leader | yes: leader; not_found: others
contracted_task | draft | change the terms | yes: head_of_bay; not_found: others
contracted_task | draft | assign | yes: head_of_bay; not_found: others
contracted_task | draft | take on | forbidden: head_of_bay; not_found: others
contracted_task | draft | decline | forbidden: head_of_bay; not_found: others
contracted_task | draft | progress | forbidden: head_of_bay; not_found: others
contracted_task | draft | report | forbidden: head_of_bay; not_found: others
contracted_task | draft | report anew | forbidden: head_of_bay; not_found: others
contracted_task | draft | check | invalid: head_of_bay; not_found: others
contracted_task | draft | send back | invalid: head_of_bay; not_found: others
contracted_task | draft | cancel | yes: head_of_bay; not_found: others
contracted_task | assigned | change the terms | yes: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | assigned | assign | yes: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | assigned | take on | yes: nurse; forbidden: overseers; not_found: others
contracted_task | assigned | decline | yes: nurse; forbidden: overseers; not_found: others
contracted_task | assigned | progress | invalid: nurse; forbidden: overseers; not_found: others
contracted_task | assigned | report | invalid: nurse; forbidden: overseers; not_found: others
contracted_task | assigned | report anew | invalid: nurse; forbidden: overseers; not_found: others
contracted_task | assigned | check | forbidden: nurse admin; invalid: checkers; not_found: others
contracted_task | assigned | send back | forbidden: nurse admin; invalid: checkers; not_found: others
contracted_task | assigned | cancel | yes: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | taken | change the terms | closed: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | taken | assign | closed: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | taken | take on | yes: nurse; forbidden: overseers; not_found: others
contracted_task | taken | decline | yes: nurse; forbidden: overseers; not_found: others
contracted_task | taken | progress | yes: nurse; forbidden: overseers; not_found: others
contracted_task | taken | report | yes: nurse; forbidden: overseers; not_found: others
contracted_task | taken | report anew | invalid: nurse; forbidden: overseers; not_found: others
contracted_task | taken | check | forbidden: nurse admin; invalid: checkers; not_found: others
contracted_task | taken | send back | forbidden: nurse admin; invalid: checkers; not_found: others
contracted_task | taken | cancel | yes: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | reported | change the terms | closed: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | reported | assign | closed: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | reported | take on | closed: nurse; forbidden: overseers; not_found: others
contracted_task | reported | decline | closed: nurse; forbidden: overseers; not_found: others
contracted_task | reported | progress | yes: nurse; forbidden: overseers; not_found: others
contracted_task | reported | report | yes: nurse; forbidden: overseers; not_found: others
contracted_task | reported | report anew | invalid: nurse; forbidden: overseers; not_found: others
contracted_task | reported | check | yes: checkers; forbidden: nurse admin; not_found: others
contracted_task | reported | send back | yes: checkers; forbidden: nurse admin; not_found: others
contracted_task | reported | cancel | yes: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | done | change the terms | closed: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | done | assign | closed: head_of_bay; forbidden: onlookers; not_found: others
contracted_task | done | take on | closed: nurse; forbidden: overseers; not_found: others
contracted_task | done | decline | closed: nurse; forbidden: overseers; not_found: others
contracted_task | done | progress | closed: nurse; forbidden: overseers; not_found: others
contracted_task | done | report | closed: nurse; forbidden: overseers; not_found: others
contracted_task | done | report anew | closed: nurse; forbidden: overseers; not_found: others
contracted_task | done | check | forbidden: nurse admin; closed: checkers; not_found: others
contracted_task | done | send back | forbidden: nurse admin; closed: checkers; not_found: others
contracted_task | done | cancel | closed: head_of_bay; forbidden: onlookers; not_found: others
"""
