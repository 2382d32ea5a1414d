"""What does not replicate, as Piccolo tables: accounts, sessions, devices, codes, pictures and ratings."""

from models.tables.accounts import Account, Attempt, Device, OneTimeCode, Session
from models.tables.blobs import Blob
from models.tables.public import PublicRating, RatingCode

__all__ = ["TABLES", "Account", "Attempt", "Blob", "Device", "OneTimeCode", "PublicRating", "RatingCode", "Session"]

TABLES = (Account, Attempt, Blob, Device, OneTimeCode, PublicRating, RatingCode, Session)
