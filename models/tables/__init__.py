"""What does not replicate, as Piccolo tables: accounts, sessions, devices, codes and pictures."""

from models.tables.accounts import Account, Attempt, Device, OneTimeCode, Session
from models.tables.blobs import Blob

__all__ = ["TABLES", "Account", "Attempt", "Blob", "Device", "OneTimeCode", "Session"]

TABLES = (Account, Attempt, Blob, Device, OneTimeCode, Session)
