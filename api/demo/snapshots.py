"""Photographs of the demonstration, drawn by code: two floors, seats; a shelf, a register and a window, as found and
put right.

Promises: pure; the same picture has the same bytes every time; none shows a person, and each is below 40 kB.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageOps

WIDTH, HEIGHT = 800, 600
_QUALITY = 72
_GRAIN = 9
Colour = tuple[int, int, int]
_STEEL, _WALL, _PAPER, _INK = (150, 158, 164), (222, 226, 220), (250, 248, 240), (70, 74, 92)
_BOXES: tuple[Colour, ...] = ((236, 240, 243), (205, 222, 235), (214, 232, 214), (240, 226, 204))
_RED, _GREEN = (196, 58, 48), (44, 128, 84)


def names() -> tuple[str, ...]:
    """Every picture there is."""
    return tuple(_SCENES)


@cache
def snapshot(name: str) -> bytes:
    """A JPEG without metadata, as a phone sends it."""
    random = Random(name)  # noqa: S311 plausible, not secret
    image = Image.new("RGB", (WIDTH, HEIGHT), _WALL)
    draw = ImageDraw.Draw(image)
    _SCENES[name](draw, random)
    image = _photographed(image, random)
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()


@cache
def reference(name: str) -> dict[str, Any]:
    """What a register says of it (protocol §9)."""
    data = snapshot(name)
    sha256 = hashlib.sha256(data).hexdigest()
    return {"blob": sha256, "type": "image/jpeg", "bytes": len(data), "width": WIDTH, "height": HEIGHT}


def _photographed(image: Image.Image, random: Random) -> Image.Image:
    """A little crooked, a little soft, light from one side, and grain."""
    crooked = image.rotate(random.uniform(-2.2, 2.2), Image.Resampling.BICUBIC, fillcolor=_WALL)
    close = ImageOps.fit(crooked, (WIDTH, HEIGHT), bleed=0.03)
    slope = Image.linear_gradient("L").rotate(90)
    light = ImageOps.fit(Image.blend(slope, Image.new("L", slope.size, 255), 0.6), (WIDTH, HEIGHT))
    shaded = Image.composite(close, Image.new("RGB", close.size, (30, 32, 36)), light)
    grain = ImageOps.fit(Image.frombytes("L", (200, 150), random.randbytes(200 * 150)), (WIDTH, HEIGHT))
    grey = Image.merge("RGB", (grain, grain, grain))
    return Image.blend(shaded.filter(ImageFilter.GaussianBlur(1.1)), grey, _GRAIN / 256)


def _shelf(draw: ImageDraw.ImageDraw, random: Random, *, tidy: bool) -> None:
    draw.rectangle((70, 30, 730, 575), fill=(232, 235, 236), outline=_STEEL, width=10)
    for board in range(3):
        y = 190 + board * 180
        draw.rectangle((70, y, 730, y + 12), fill=_STEEL)
        x = 96
        while x < 650:
            wide, high = (84, 96) if tidy else (random.randint(60, 108), random.randint(52, 118))
            lean = 0 if tidy else random.randint(-16, 16)
            colour = _BOXES[board] if tidy else random.choice(_BOXES)
            corners = [(x + lean, y - high), (x + wide + lean, y - high), (x + wide, y), (x, y)]
            draw.polygon(corners, fill=colour, outline=_INK)
            mark = _GREEN if tidy else random.choice((_INK, _INK, _RED))
            draw.rectangle((x + 16 + lean // 2, y - high // 2 - 8, x + wide - 16, y - high // 2 + 6), fill=mark)
            x += wide + (14 if tidy else random.randint(2, 44))
        if tidy:
            draw.rectangle((96, y + 16, 250, y + 40), fill=_PAPER, outline=_GREEN, width=3)


def _register(draw: ImageDraw.ImageDraw, random: Random, *, signed: bool) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=(158, 128, 96))
    draw.polygon([(90, 50), (720, 36), (745, 570), (70, 580)], fill=_PAPER, outline=_INK)
    for row in range(11):
        y = 110 + row * 40
        draw.line((100, y, 715, y - 2), fill=_STEEL, width=2)
        if row == 10:
            continue
        for column, x in enumerate((130, 260, 420, 580)):
            if signed or (column < 2 and row < 7) or row < 3:
                _scribble(draw, random, x, y + 22, 70)
    for x in (100, 235, 395, 555, 715):
        draw.line((x, 108, x, 512), fill=_STEEL, width=2)


def _scribble(draw: ImageDraw.ImageDraw, random: Random, x: int, y: int, wide: int) -> None:
    points = [(x + step * 7, y + random.randint(-8, 8)) for step in range(wide // 7)]
    draw.line(points, fill=_INK, width=3, joint="curve")


def _floor(draw: ImageDraw.ImageDraw, random: Random, *, wet: bool) -> None:
    draw.rectangle((0, 0, WIDTH, 170), fill=(236, 238, 234))
    draw.rectangle((0, 160, WIDTH, HEIGHT), fill=(196, 200, 198))
    for line in range(-8, 17):
        draw.line((400 + (line - 4) * 46, 170, 400 + (line - 4) * 190, HEIGHT), fill=(168, 173, 172), width=3)
    for depth in range(6):
        y = 170 + depth * depth * 14 + depth * 12
        draw.line((0, y, WIDTH, y), fill=(168, 173, 172), width=3)
    draw.rectangle((270, 20, 540, 150), fill=(246, 248, 250), outline=_STEEL, width=6)
    draw.rounded_rectangle((370, 40, 440, 110), 20, outline=_STEEL, width=10)
    for _ in range(0 if wet else 14):
        x, y, size = random.randint(90, 680), random.randint(240, 540), random.randint(18, 34)
        corners = [(x + random.randint(-size, size), y + random.randint(-size // 2, size // 2)) for _ in range(5)]
        draw.polygon(corners, fill=(255, 255, 252), outline=_INK)
    for _ in range(5 if wet else 0):
        x, y = random.randint(120, 560), random.randint(260, 480)
        draw.ellipse((x, y, x + random.randint(110, 240), y + random.randint(36, 84)), fill=(150, 168, 178))
        draw.arc((x + 18, y + 10, x + 90, y + 40), 180, 300, fill=(226, 236, 240), width=5)


def _bench(draw: ImageDraw.ImageDraw, random: Random) -> None:
    """A row of seats in the waiting area, with swabs and shreds of paper under it."""
    draw.rectangle((0, 0, WIDTH, 330), fill=(228, 232, 228))
    draw.rectangle((0, 320, WIDTH, HEIGHT), fill=(186, 191, 190))
    draw.rectangle((40, 300, 760, 318), fill=_STEEL)
    for seat in range(4):
        x = 60 + seat * 176
        draw.rounded_rectangle((x, 110, x + 150, 250), 18, fill=(92, 132, 158), outline=_INK, width=4)
        draw.rounded_rectangle((x - 6, 262, x + 156, 304), 12, fill=(78, 116, 142), outline=_INK, width=4)
    for x in (120, 400, 660):
        draw.rectangle((x, 318, x + 16, 470), fill=_STEEL)
        draw.rectangle((x - 40, 462, x + 56, 476), fill=_STEEL)
    for _ in range(11):
        x, y, size = random.randint(60, 700), random.randint(390, 540), random.randint(10, 24)
        corners = [(x + random.randint(-size, size), y + random.randint(-size // 2, size // 2)) for _ in range(5)]
        draw.polygon(corners, fill=(255, 255, 252), outline=_INK)
    for _ in range(9):
        x, y, lean = random.randint(70, 690), random.randint(390, 550), random.randint(-18, 18)
        draw.line((x, y, x + 46, y + lean), fill=(206, 178, 132), width=5)
        draw.ellipse((x + 38, y + lean - 8, x + 56, y + lean + 8), fill=(250, 250, 248), outline=_INK)


def _window(draw: ImageDraw.ImageDraw, random: Random, *, posted: bool) -> None:
    draw.rectangle((60, 60, 740, 430), fill=(188, 210, 222), outline=_STEEL, width=14)
    draw.rectangle((0, 430, WIDTH, HEIGHT), fill=(176, 148, 112))
    draw.rectangle((330, 372, 470, 430), fill=(120, 132, 138))
    for _ in range(4):
        x = random.randint(80, 640)
        draw.rectangle(
            (x, 460 + random.randint(0, 60), x + 70, 520 + random.randint(0, 30)), fill=random.choice(_BOXES)
        )
    if not posted:
        return
    draw.rectangle((500, 100, 690, 360), fill=_PAPER, outline=_GREEN, width=6)
    draw.rectangle((500, 100, 690, 140), fill=_GREEN)
    for row in range(6):
        draw.ellipse((516, 160 + row * 32, 532, 176 + row * 32), fill=_GREEN)
        draw.rectangle((544, 163 + row * 32, 544 + random.randint(80, 130), 172 + row * 32), fill=_INK)


_SCENES: dict[str, Callable[[ImageDraw.ImageDraw, Random], None]] = {
    "shelf": lambda draw, random: _shelf(draw, random, tidy=False),
    "shelf_put_right": lambda draw, random: _shelf(draw, random, tidy=True),
    "register": lambda draw, random: _register(draw, random, signed=False),
    "register_put_right": lambda draw, random: _register(draw, random, signed=True),
    "floor": lambda draw, random: _floor(draw, random, wet=True),
    "litter": lambda draw, random: _floor(draw, random, wet=False),
    "bench": _bench,
    "window": lambda draw, random: _window(draw, random, posted=False),
    "window_put_right": lambda draw, random: _window(draw, random, posted=True),
}
