"""What does not replicate, as Piccolo tables: accounts, sessions, devices, codes, pictures, ratings and ballots."""

from models.tables.accounts import Account, Attempt, Device, OneTimeCode, Session
from models.tables.ballots import BallotCast, BallotHeld, BallotIssue, BallotKey
from models.tables.blobs import Blob
from models.tables.public import PublicRating, RatingCode

_ACCOUNTS = (Account, Attempt, Device, OneTimeCode, Session)
_BALLOTS = (BallotCast, BallotHeld, BallotIssue, BallotKey)

__all__ = [
    "TABLES",
    "Account",
    "Attempt",
    "BallotCast",
    "BallotHeld",
    "BallotIssue",
    "BallotKey",
    "Blob",
    "Device",
    "OneTimeCode",
    "PublicRating",
    "RatingCode",
    "Session",
]

TABLES = (*_ACCOUNTS, Blob, *_BALLOTS, PublicRating, RatingCode)
