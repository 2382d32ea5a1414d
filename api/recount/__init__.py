"""The recount: every live tally, and what binds honours, worked out again from the log, by other code than made it.

Promises: imports nothing of what makes the tallies, no rule and no reader of theirs: stored changes and stored
registers are decoded here; reads one state of the database and writes nothing.
"""
