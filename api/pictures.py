"""Pictures from outside: decoded once to prove that they are pictures, and cleaned of everything else.

Promises: the number of pixels is read from the header before anything is decoded; a still picture without metadata is
kept byte for byte, any other is encoded anew with its orientation applied. Run as a program (`python -m api.pictures`)
it does so for whoever holds its two ends, so that a hostile file can take down nothing but that program.
"""

import io
import resource
import sys
import warnings
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from PIL import Image, ImageOps, UnidentifiedImageError

from api.picture_layout import MEDIA_TYPES, LayoutError, format_of, layout_of

PIXELS_MAX = 40_000_000
MEMORY_BYTES_MAX = 1024**3
LENGTH_BYTES = 4
_QUALITY = 92


class Picture(Struct, frozen=True, tag=True):
    """照片: what was found. `cleaned` holds the new bytes where the file itself is not to be kept."""

    media_type: str
    width: int
    height: int
    cleaned: bytes | None


class Refused(Struct, frozen=True, tag=True):
    """拒收: what is wrong with a file, as a key of the table of problems."""

    key: str


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Develops what comes in, one after the other, until it ends. A message is its length and its bytes."""
    while len(length := incoming.read(LENGTH_BYTES)) == LENGTH_BYTES:
        found = msgspec.msgpack.encode(develop(incoming.read(int.from_bytes(length, "big"))))
        outgoing.write(len(found).to_bytes(LENGTH_BYTES, "big") + found)
        outgoing.flush()


def develop(data: bytes) -> Picture | Refused:
    """Looks, decodes, cleans. Runs in the darkroom's process."""
    wanted = format_of(data)
    if wanted is None:
        return Refused("image_unreadable")
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=[wanted])
            if image.width * image.height > PIXELS_MAX:
                return Refused("image_too_many_pixels")
            layout = layout_of(data)
            if layout.moves or getattr(image, "n_frames", 1) > 1:
                return Refused("image_animated")
            image.load()
            if layout.bare:
                return Picture(MEDIA_TYPES[wanted], image.width, image.height, None)
            upright = ImageOps.exif_transpose(image)
            cleaned = _encoded(upright, wanted)
            return Picture(MEDIA_TYPES[wanted], upright.width, upright.height, cleaned)
    except (LayoutError, UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError):
        return Refused("image_unreadable")


def _encoded(image: Image.Image, wanted: str) -> bytes:
    profile = image.info.get("icc_profile")
    image.info = {name: value for name, value in image.info.items() if name == "transparency"}
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if wanted in {"JPEG", "WEBP"}:
        options["quality"] = _QUALITY
    out = io.BytesIO()
    image.save(out, format=wanted, **options)
    return out.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
    serve(sys.stdin.buffer, sys.stdout.buffer)
