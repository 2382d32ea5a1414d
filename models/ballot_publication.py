"""选票公布: what of a ballot that is counted is given to whoever checks the count, and what is not.

Promises: pure; nobody reads words here: a ballot whose answers hold any in the clear is given without its answers and
proof, as are the sheets of a round to all but its office, and to whom they are about. Every ballot is among the rows
all the same, with its key and the issuer's signature, so that one a key, the issue and the count can be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from models.ballot import Ballot, answers_of
from models.form import Form
from models.item import check_answer
from models.round_ballots import NOTE

Row = list[Any]
"""key, revision, answers, token, signature, proof; answers and proof are None where they are not given."""
_LINE = re.compile(r"-|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def rows(ballots: Iterable[Ballot], form: Form | None, *, of_round: bool, readable: bool) -> list[Row]:
    """The rows in the order of the ballots, without answers unless they are `readable` to who asks. `form`: a round's;
    where it is gone, its sheets are given to nobody."""

    def is_given(ballot: Ballot) -> bool:
        if not readable:
            return False
        return form is not None and _tells_no_words(ballot, form) if of_round else _marks_alone(ballot)

    return [_row(each, given=is_given(each)) for each in ballots]


def _row(ballot: Ballot, *, given: bool) -> Row:
    answers, proof = (ballot.answers, ballot.proof) if given else (None, None)
    return [ballot.key, ballot.revision, answers, ballot.token, ballot.signature, proof]


def _marks_alone(ballot: Ballot) -> bool:
    """A poll asks for no words: whoever writes some, or names a line that none has, has spoilt the ballot."""
    answers = answers_of(ballot)
    if answers is None:
        return False
    return all(_LINE.fullmatch(line) for line in answers) and not _speaks(list(answers.values()))


def _speaks(value: Any) -> bool:
    """Whether anything may stand in it but marks and scores."""
    if isinstance(value, list):
        return any(map(_speaks, cast("list[Any]", value)))
    return not (value is None or isinstance(value, bool | int | float))


def _tells_no_words(ballot: Ballot, form: Form) -> bool:
    """Whether a sheet has nothing but digests where words may stand, and nothing that the form doesn't ask for."""
    answers = answers_of(ballot)
    if answers is None:
        return False
    for name, value in answers.items():
        item = form.items.get(name)
        if item is None and name != NOTE:
            return False
        if item is None or item.type == "text":
            if not isinstance(value, bytes):
                return False
        elif check_answer(item, value) is not None:
            return False
    return True
