"""What the server writes for a poll: the roll at the opening, the turnout with each ballot, the end when time is up;
of one that was removed, that its meeting's agenda is without it.

Promises: pure; asked again for the same state, nothing more. The turnout never goes back, and its number only rises.
"""

from __future__ import annotations

from typing import Any

from models.ballot import answers_of as unsealed
from models.ballot import leaf_hash, tree_root
from models.ballot_context import closing_all, context_id, ending, opening
from models.deed import stamp_of
from models.deed import under as standing_under
from models.document import Act, Document, Library, ServerAct, is_id, stamp_ms, uuid_text
from models.poll_ballot import GRACE_MS
from models.poll_count import Batch, question_of
from models.poll_electorate import circle_of, counting, due, judged
from models.poll_outcome import deciding
from models.poll_paper_account import has_come_back
from models.poll_plan import Poll, poll_of, read_poll, result_id, turnout_id
from models.poll_result import result


def of_poll(act: Act, document: Document, library: Library) -> list[ServerAct]:
    poll = read_poll(document)
    acts: list[ServerAct] = []
    if "removed" in act.writes and poll.removed:
        return _striking(document, library)
    if "opened" in act.writes and poll.opened and library.document(turnout_id(poll.id)) is None:
        acts += _opening(poll, library)
    if poll.closed and poll.ended is None:
        opened = stamp_of(document.registers, "opened")
        ended = max(0 if opened is None else stamp_ms(opened), min(act.made_ms, act.received_ms))
        acts += [ServerAct(poll.id, "poll", {"ended": ended}), *ending(poll.id, ended, library)]
    ends = ("revealed" in act.writes and poll.revealed) or ("voided" in act.writes and poll.voided)
    if ends and poll.mode == "anonymous":
        acts += closing_all(poll.id, library)
    acts += deciding(act, document)
    if "revealed" in act.writes and poll.revealed and library.document(result_id(poll.id)) is None:
        acts += _revealing(poll, library)
    return acts


def _striking(document: Document, library: Library) -> list[ServerAct]:
    """Takes it off the agenda of its meeting, unless that is over."""
    id = document.value("meeting")
    meeting = library.document(id) if is_id(id) else None
    if meeting is None or meeting.kind != "meeting" or stamp_of(meeting.registers, "ended") is not None:
        return []
    agenda = standing_under(meeting.registers, "agenda/")
    gone: dict[str, Any] = {path: None for path in agenda if meeting.value(path).get("doc") == document.id}
    if f"agenda/{meeting.value('at')}" in gone:
        left = sorted((meeting.value(path)["order"], path[len("agenda/") :]) for path in agenda if path not in gone)
        gone["at"] = next((name for _, name in left), None)
    return [ServerAct(meeting.id, "meeting", gone)] if gone else []


def _opening(poll: Poll, library: Library) -> list[ServerAct]:
    """The roll, settled once; the turnout begins at nothing."""
    electors = due(poll, library)
    roll: dict[str, Any] = {f"due/{uuid_text(person)}": True for person in electors}
    roll |= {f"judged/{person}": how for person, how in judged(poll, library).items()}
    turnout = {"poll": poll.id, **offices(poll), "due": len(electors), "cast": 0, "n": 1}
    acts = [ServerAct(poll.id, "poll", roll), ServerAct(turnout_id(poll.id), "poll_turnout", turnout)]
    if poll.mode == "anonymous":
        times: dict[str, Any] = {
            "branch": poll.branch,
            "opens_at": poll.opens_at or library.now_ms,
            "closes_at": poll.closes_at,
        }
        acts.append(opening(poll.id, poll.institution, frozenset(electors), threshold=poll.threshold, **times))
    return acts


def _revealing(poll: Poll, library: Library) -> list[ServerAct]:
    """The result, from every ballot that stands; what was entered by hand stays with who entered it, but in an open
    poll, where everybody reads how each fell: a paper has few lines and fewer names beside it."""
    named = sorted(library.documents_of("poll_ballot", poll.id), key=lambda each: each.id)
    entered = [each for kind in ("poll_paper", "poll_hands") for each in library.documents_of(kind, poll.id)]
    ballots = [each for each in named if each.value("cast") is True]
    answers = [answers_of(each) for each in ballots] if poll.mode != "anonymous" else _anonymous(poll, library)
    registers = result(question_of(poll), answers, map(batch_of, entered)) | _root(poll, library)
    shown = [*entered, *ballots] if poll.mode == "open" else []
    acts = [
        ServerAct(result_id(poll.id), "poll_result", {"poll": poll.id, **offices(poll), **circle_of(poll), **registers})
    ]
    return acts + [ServerAct(each.id, each.kind, _showing(each, poll)) for each in shown]


def _showing(entered: Document, poll: Poll) -> dict[str, Any]:
    """What puts a ballot, papers or hands before those who read them from now on."""
    places = {path: value for path, value in offices(poll).items() if entered.value(path) is None}
    circle = circle_of(poll) if entered.kind == "poll_ballot" else {}
    return {**places, **circle, **_unmarked(entered), "shown": True}


def _unmarked(ballot: Document) -> dict[str, None]:
    """A ballot that others will read shows what was cast, and nothing that was only marked after it."""
    marks = (path for path, register in ballot.registers.items() if register.value is not None)
    return {path: None for path in marks if path.startswith("marks/")}


def _anonymous(poll: Poll, library: Library) -> list[dict[str, Any]]:
    """What the ballots in the box say; one whose answers can't be read says nothing."""
    return [unsealed(each) or {} for each in library.ballot_box(context_id(poll.id)).ballots]


def _root(poll: Poll, library: Library) -> dict[str, Any]:
    """The root of the tree in which anonymous ballots are published, also where one change closes and reveals."""
    if poll.mode != "anonymous":
        return {}
    return {"root": tree_root(sorted(map(leaf_hash, library.ballot_box(context_id(poll.id)).ballots))).hex()}


def answers_of(ballot: Document) -> dict[str, Any]:
    """What a ballot answers, by line."""
    return {
        path.removeprefix("answers/"): register.value
        for path, register in ballot.registers.items()
        if path.startswith("answers/")
    }


def batch_of(entered: Document) -> Batch:
    """What the tellers entered of papers or hands."""

    def under(prefix: str) -> dict[str, Any]:
        found = {path[len(prefix) :]: each.value for path, each in entered.registers.items() if path.startswith(prefix)}
        return {name: value for name, value in found.items() if value is not None}

    if entered.kind == "poll_hands":
        return Batch("hands", entered.value("present") or 0, None, (), under("tallied/"))
    papers = tuple(under("papers/").values())
    tallied = under("tallied/")
    return Batch("paper", entered.value("returned") or 0, entered.value("issued") or 0, papers, tallied)


def of_ballot(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Counts a ballot once, when it is first cast."""
    if document.value("cast") is not True or document.value("counted") is True:
        return []
    turnout = library.document(turnout_id(document.value("poll")))
    if turnout is None:
        return []
    phone = (turnout.value("phone") or 0) + 1
    return [ServerAct(document.id, "poll_ballot", {"counted": True}), *moved(turnout, phone=phone)]


def of_context(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The turnout of an anonymous poll moves in steps, and last when it takes no more."""
    poll = poll_of(document.value("source"), library)
    turnout = None if poll is None else library.document(turnout_id(poll.id))
    if turnout is None or {"cast_steps", "counted"}.isdisjoint(act.writes):
        return []
    return moved(turnout, phone=document.value("cast_steps") or 0)


def of_papers(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Papers that came back and hands that were raised are turnout too; who was handed a paper is told to all, and
    stays off the phone if it is taken from him after the teller's first papers have come back."""
    poll = poll_of(document.value("poll"), library)
    turnout = None if poll is None else library.document(turnout_id(poll.id))
    if poll is None or turnout is None:
        return []
    if document.kind == "poll_hands":
        readers = {} if document.value("readers") else {**offices(poll), "readers": counting(poll)}
        acts = [ServerAct(document.id, "poll_hands", readers)] if readers else []
        return acts + moved(turnout, hands=document.value("present") or 0)
    batches = library.documents_of("poll_paper", poll.id)
    told: dict[str, Any] = {}
    for path in (path for path in act.writes if path.startswith("given/")):
        stays = _stays_off(path, batches)
        if (path[6:] in poll.on_paper) is not stays:
            told[f"on_paper/{path[6:]}"] = stays or None
    acts = [ServerAct(poll.id, "poll", told)] if told else []
    return acts + moved(turnout, paper=sum(each.value("returned") or 0 for each in batches))


def _stays_off(path: str, batches: list[Document]) -> bool:
    """Whether somebody has a paper by any teller, as it stands and not as this act says; or had one of a batch of which
    papers have come back, so that his may be among them."""
    own = [each for each in batches if path in each.registers]
    return any(each.value(path) is True or has_come_back(each) for each in own)


def moved(turnout: Document, **channels: int) -> list[ServerAct]:
    """The turnout after one channel has moved; a correction downwards leaves the sum where it was."""
    now = {name: turnout.value(name) or 0 for name in ("phone", "paper", "hands")} | channels
    cast = max(turnout.value("cast") or 0, min(sum(now.values()), turnout.value("due") or 0))
    changed = {name: value for name, value in {**channels, "cast": cast}.items() if turnout.value(name) != value}
    return [ServerAct(turnout.id, "poll_turnout", {**changed, "n": (turnout.value("n") or 0) + 1})] if changed else []


def closing_poll(document: Document, library: Library, now_ms: int) -> list[ServerAct]:
    """A poll whose time is up; and of one that nobody reveals, the end of taking anonymous ballots."""
    if document.value("opened") is not True or document.value("voided"):
        return []
    if document.value("closed") is not True and now_ms > (document.value("closes_at") or now_ms):
        return [ServerAct(document.id, "poll", {"closed": True})]
    return closing_all(document.id, library) if _is_left(document, now_ms) else []


def _is_left(document: Document, now_ms: int) -> bool:
    """Whether a poll closed so long ago that no ballot is waited for any more, and isn't revealed."""
    if document.value("mode") != "anonymous" or document.value("revealed") is True:
        return False
    ended = document.value("ended")
    return ended is not None and now_ms > ended + GRACE_MS


def offices(poll: Poll) -> dict[str, Any]:
    named = {"institution": poll.institution}
    return named if poll.branch is None else {**named, "branch": poll.branch}
