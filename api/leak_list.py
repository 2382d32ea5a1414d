"""知情名单: who has received a covert plan or visit, and since when, written into the document itself.

Promises: everybody to whom a scope of a covert inspection is given is noted once, before anything of it is in their
hands for longer than an answer takes; nobody else is ever noted, and for nobody else anything is done.
"""

from __future__ import annotations

from api.database import Txn
from api.intake import write_as_server
from api.ledger import now_of
from api.outlet import COVERT_PREFIX
from api.roster_cache import roster_of
from api.shelf import read_documents
from models.document import Document, ServerAct, uuid_text
from models.scopes import scopes_for


def unnoted(txn: Txn, person: bytes, now_ms: int) -> list[Document]:
    """The covert plans and visits that this person holds and isn't noted in yet."""
    families = scopes_for(person, roster_of(txn, now_of(txn, now_ms)))
    held = [scope for scope in families.plain if scope.startswith(COVERT_PREFIX)]
    if not held:
        return []
    ids = [bytes.fromhex(scope.removeprefix(COVERT_PREFIX).replace("-", "")) for scope in sorted(held)]
    path = f"seen/{uuid_text(person)}"
    return [document for document in read_documents(txn, ids) if path not in document.registers]


def note_seen(txn: Txn, person: bytes, now_ms: int) -> None:
    """Notes the person in all of them; said twice, it is noted once."""
    path = f"seen/{uuid_text(person)}"
    acts = [ServerAct(document.id, document.kind, {path: now_ms}) for document in unnoted(txn, person, now_ms)]
    write_as_server(txn, acts, now_ms)
