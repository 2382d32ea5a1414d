"""The secret of a deployment, and what is derived of it. It never leaves the server.

Promises: one secret for the life of a database; what is derived for one use or document tells nothing of another.
"""

from __future__ import annotations

import hmac
import secrets

from api.database import Txn

KEY_BYTES = 32


def deployment_key(txn: Txn) -> bytes:
    """The secret of this deployment, drawn when it is first asked for."""
    found = txn.fetch("select value from meta where key = 'key'")
    if not found:
        drawn = secrets.token_hex(KEY_BYTES)
        txn.execute("insert into meta (key, value) values ('key', ?) on conflict (key) do nothing", [drawn])
        found = txn.fetch("select value from meta where key = 'key'")
    return bytes.fromhex(found[0][0])


def document_secret(txn: Txn, doc: bytes) -> bytes:
    """32 bytes that belong to a document (its 16-byte id) and that nobody outside the server can work out."""
    return hmac.digest(deployment_key(txn), b"document/" + doc, "sha256")
