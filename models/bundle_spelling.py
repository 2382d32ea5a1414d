"""Texts as they come out of old files: mojibake, look-alike characters, masks; and how spellings are compared.

Promises: nothing is repaired that isn't certain: a look-alike of the list below, or bytes that say themselves that they
were read in the wrong encoding. What only looks garbled is left to a person.
"""

from __future__ import annotations

import re

LOOK_ALIKES = str.maketrans({"臵": "置", "‟": "〕", "„": "〔", "﹒": "．"})
"""Characters that scanners and converters put for others."""

_MASK = re.compile(r"[*×✕]{1,}|x{2,}|X{2,}")
_LATIN_OF_UTF8 = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))}
_WIDE.update({0x3000: " ", 0x3002: ".", 0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})


def misspelled(text: str) -> str | None:
    """The text as it was meant, where that is certain; None where it stands as it is."""
    shown = text.translate(LOOK_ALIKES)
    shown = _read_again(shown, "gb18030") or _read_again(shown, "cp1252") or shown
    return None if shown == text else shown


def _read_again(text: str, wrong: str) -> str | None:
    """UTF-8 that was read as another encoding, read as UTF-8: it must give Chinese, and shorter."""
    if wrong == "cp1252" and not _LATIN_OF_UTF8.search(text):
        return None
    try:
        again = text.encode(wrong).decode("utf-8")
    except UnicodeError:
        return None
    return again if len(again) < len(text) and _chinese(again) else None


def _chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def garbled(text: str) -> bool:
    """True for what looks like bytes that were lost or shifted."""
    return "\ufffd" in text or "锟斤拷" in text or bool(re.search(r"\?[\u4e00-\u9fff]{2,}", text)) or _private(text)


def _private(text: str) -> bool:
    return any("\ue000" <= letter <= "\uf8ff" for letter in text)


def masked(text: str) -> bool:
    """True where parts were made unreadable on purpose: `201*`, `**县`."""
    return bool(_MASK.search(text))


def folded(text: str) -> str:
    """A text for comparing: widths, look-alikes and spaces made one."""
    return re.sub(r"\s+", "", text.translate(LOOK_ALIKES).translate(_WIDE)).casefold()
