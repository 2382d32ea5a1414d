"""What a picture file is made of: its blocks, read without decoding a pixel.

Promises: pure; says whether a file holds nothing but the picture (no EXIF, XMP, IPTC, comments, no bytes after its end)
and whether it moves. A file that doesn't follow its format is LayoutError.
"""

from typing import Literal

from msgspec import Struct

Format = Literal["JPEG", "PNG", "WEBP"]
MEDIA_TYPES: dict[Format, str] = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_JPEG_BARE = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xEE})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_PNG_BARE = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"cICP"}
)
_PNG_MOVES = frozenset({b"acTL", b"fcTL", b"fdAT"})
_WEBP_BARE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_WEBP_MOVES = frozenset({b"ANIM", b"ANMF"})


class LayoutError(ValueError):
    """The bytes are no whole JPEG, PNG or WebP file."""


class Layout(Struct, frozen=True):
    """图片结构: `bare`: nothing but the picture. `moves`: more than one frame."""

    format: Format
    bare: bool
    moves: bool


def format_of(data: bytes) -> Format | None:
    """The format by its first bytes, whatever anybody calls it."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    return None


def layout_of(data: bytes) -> Layout:
    """The layout of a whole file. LayoutError where it breaks off or is something else."""
    match format_of(data):
        case "JPEG":
            return _jpeg(data)
        case "PNG":
            return _png(data)
        case "WEBP":
            return _webp(data)
        case None:
            raise LayoutError("neither JPEG, PNG nor WebP")


def _jpeg(data: bytes) -> Layout:
    at, bare = 2, True
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if len(data) < at + 2 or data[at] != 0xFF:
            raise LayoutError("a JPEG marker is missing")
        marker = data[at + 1]
        if marker == 0xD9:
            return Layout(format="JPEG", bare=bare and at + 2 == len(data), moves=False)
        if marker in _JPEG_ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            raise LayoutError("a JPEG segment is cut")
        bare = bare and _is_bare_segment(marker, data[at + 4 : at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            at = _end_of_scan(data, at)


def _is_bare_segment(marker: int, content: bytes) -> bool:
    if marker == 0xE0:
        return content.startswith(b"JFIF\0") and len(content) == 14
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\0")
    return marker in _JPEG_BARE


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that isn't part of the compressed picture."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise LayoutError("a JPEG scan is cut")
        follows = data[at + 1]
        if follows != 0 and not 0xD0 <= follows <= 0xD7 and follows != 0xFF:
            return at
        at += 1 if follows == 0xFF else 2


def _png(data: bytes) -> Layout:
    at, bare, moves = 8, True, False
    while True:
        if at + 12 > len(data):
            raise LayoutError("a PNG chunk is cut")
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if at > len(data):
            raise LayoutError("a PNG chunk is cut")
        moves = moves or name in _PNG_MOVES
        bare = bare and name in _PNG_BARE
        if name == b"IEND":
            return Layout(format="PNG", bare=bare and at == len(data) and length == 0, moves=moves)


def _webp(data: bytes) -> Layout:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) or end < 20:
        raise LayoutError("a WebP file is cut")
    at, bare, moves = 12, end == len(data), False
    while at < end:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
        if at > end:
            raise LayoutError("a WebP chunk is cut")
        moves = moves or name in _WEBP_MOVES
        bare = bare and name in _WEBP_BARE
    return Layout(format="WEBP", bare=bare, moves=moves)
