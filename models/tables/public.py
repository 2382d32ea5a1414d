"""What patients say, and the codes that let them: no document, nobody's name. Moments are Unix milliseconds."""

from __future__ import annotations

from piccolo.columns import BigInt, Boolean, Bytea, Integer, SmallInt, Text, Varchar
from piccolo.table import Table

from models.tables.engine import BORROWED


class RatingCode(Table, tablename="rating_codes", db=BORROWED):
    """评价码: the hash (SHA-256) of a 128-bit code, and of which batch it is; `many`: a kiosk's or a poster's, which
    is used again and again. `used_ms`: when it was used."""

    code_hash = Bytea(primary_key=True, default=b"")
    batch = Bytea(default=b"")
    many = Boolean(default=False)
    used_ms = BigInt(null=True, default=None)


class PublicRating(Table, tablename="public_ratings", db=BORROWED):
    """患者评价: one rating under the hash of the code that stands behind it. `says`: 1 satisfied, -1 not, 0 left out by
    the formula; `flag`: the document that holds it for a second person; `state`: counts, held or dropped; `step`: in
    which step of the tally it was told, below 1 that it waits for one (`models.rating_steps`). `given_ms`: when it was
    given, which at a kiosk without a network was before it came. `opens_ms`: when its case reaches staff, null once it
    has or where there is none; `more`: what was written behind the code until then (MessagePack, a list of texts)."""

    code_hash = Bytea(primary_key=True, default=b"")
    batch = Bytea(default=b"")
    unit = Bytea(default=b"")
    form = Varchar(length=64)
    period = Varchar(length=8)
    means = Varchar(length=8)
    received_ms = BigInt()
    given_ms = BigInt(null=True, default=None)
    says = SmallInt()
    answers = Bytea(default=b"")
    words = Text(null=True, default=None)
    flag = Bytea(null=True, default=None)
    state = Varchar(length=8)
    step = Integer(default=0)
    opens_ms = BigInt(null=True, default=None)
    more = Bytea(null=True, default=None)
