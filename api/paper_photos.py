"""Pictures on paper: found among the files that are kept, and made as large as paper needs.

Promises: a picture that isn't there, or whose file can't be read, is left out; one that a document only names, without
having been given it, is never found through it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PIL import Image

from api.database import Txn
from models.bulletin_paper import PaperPhoto
from models.deed import under
from models.document import Document

PICTURE_SIDE_MAX = 1_200
PICTURE_QUALITY = 80


def own_files(txn: Txn, document: Document, file_of: Callable[[UUID], Path]) -> list[Path]:
    """The files of a document's own pictures, in the order in which the phone shows them."""
    hashes = [bytes.fromhex(document.value(path)["blob"]) for path in under(document.registers, "photos/")]
    rows = txn.fetch_in(
        "select doc, sha256, id from blob where stored_sha256 is not null and sha256 in (*)",
        list(dict.fromkeys(hashes)),
    )
    held = {bytes(sha256): file_of(id) for doc, sha256, id in rows if bytes(doc) == document.id}
    return [held[hash] for hash in hashes if hash in held]


def paper_photo(file: Path | None, caption: str = "") -> PaperPhoto | None:
    """As large as paper needs, as JPEG: Word knows no WebP."""
    if file is None or not file.is_file():
        return None
    with Image.open(file) as picture:
        flat = picture.convert("RGB")
    flat.thumbnail((PICTURE_SIDE_MAX, PICTURE_SIDE_MAX))
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=PICTURE_QUALITY)
    return PaperPhoto(made.getvalue(), flat.width, flat.height, caption)
