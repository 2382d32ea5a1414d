"""Reading this draws the demonstration's photographs, for all who are forked from the process that has read it."""

from api.demo import snapshots

REFERENCES = [snapshots.reference(name) for name in snapshots.names()]
