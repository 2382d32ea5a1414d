"""Pictures from outside: decoded once to prove that they are pictures, and cleaned of everything else.

Promises: the number of pixels is read from the header before anything is decoded; a still picture without metadata is
kept byte for byte, any other is encoded anew with its orientation applied; decoding happens in a process of its own, so
that a hostile file can take down nothing but that.
"""

import asyncio
import io
import multiprocessing
import warnings
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from msgspec import Struct
from PIL import Image, ImageOps, UnidentifiedImageError

from api.picture_layout import MEDIA_TYPES, LayoutError, format_of, layout_of
from api.problems import Problem

PIXELS_MAX = 40_000_000
DECODING_SECONDS_MAX = 30
PICTURES_A_PROCESS_MAX = 200
_QUALITY = 92


class Picture(Struct, frozen=True):
    """照片: what was found. `cleaned` holds the new bytes where the file itself is not to be kept."""

    media_type: str
    width: int
    height: int
    cleaned: bytes | None


class Refused(Struct, frozen=True):
    """不收: what is wrong with a file, as a key of the table of problems (no exception survives the process)."""

    key: str


class Darkroom:
    """暗房: the process that decodes, started when the first picture comes."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def develop(self, data: bytes) -> Picture:
        """The picture in these bytes; Problem where they are none that we take."""
        for _ in range(2):
            pool = self._pool = self._pool or _new_pool()
            try:
                running = asyncio.get_running_loop().run_in_executor(pool, develop, data)
                found = await asyncio.wait_for(running, DECODING_SECONDS_MAX)
            except (BrokenProcessPool, TimeoutError):
                self.close()
                continue
            if isinstance(found, Refused):
                raise Problem(found.key, limit=PIXELS_MAX)
            return found
        raise Problem("image_unreadable")

    def close(self) -> None:
        """Ends the process; the next picture starts another."""
        pool, self._pool = self._pool, None
        if pool is not None:
            running: dict[int, Any] = dict(getattr(pool, "_processes", None) or {})
            for process in running.values():
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)


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


def _new_pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=multiprocessing.get_context("spawn"),
        max_tasks_per_child=PICTURES_A_PROCESS_MAX,
    )
