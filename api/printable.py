"""Text for files that are XML inside (Word, Excel): what a person can see stays, what XML forbids is left out.

Source: the characters of XML 1.0, fifth edition, 2.2. Pasted texts hold others (U+FFFE, U+0000), and one of them alone
would keep a whole file from being made or opened.
"""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without characters that no XML file can hold."""
    return _FORBIDDEN.sub("", text)
