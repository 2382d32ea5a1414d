"""The icon in the sizes that phones ask for, drawn with Pillow from the same outline as public/icon.svg.

Run by hand when the mark changes: `python pwa/build/icons.py`; the PNG files are committed.
"""

from pathlib import Path

from PIL import Image, ImageDraw

PUBLIC = Path(__file__).parent.parent / "public"
BRAND, INK = "#0a665d", "#ffffff"
UNITS = 64
OVERSAMPLED = 8
LEFT, MIDDLE, RIGHT = (10.0, 32.0), (32.0, 17.0), (54.0, 32.0)


def curve(
    start: tuple[float, float], one: tuple[float, float], two: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    """A cubic Bézier curve as 48 points."""
    points: list[tuple[float, float]] = []
    for step in range(49):
        t = step / 48
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        corners = (start, one, two, end)
        points.append(
            (
                sum(w * c[0] for w, c in zip(weights, corners, strict=True)),
                sum(w * c[1] for w, c in zip(weights, corners, strict=True)),
            )
        )
    return points


def eye() -> list[tuple[float, float]]:
    upper = curve(LEFT, (16, 22), (23, 17), MIDDLE) + curve(MIDDLE, (41, 17), (48, 22), RIGHT)
    lower = [(x, 64 - y) for x, y in reversed(upper)]
    return upper + lower


def stroke(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], scale: float, offset: float) -> None:
    """A line of 4.5 units with round ends and corners."""
    placed = [(x * scale + offset, y * scale + offset) for x, y in points]
    half = 4.5 * scale / 2
    draw.line(placed, fill=INK, width=round(half * 2))
    for x, y in placed:
        draw.ellipse((x - half, y - half, x + half, y + half), fill=INK)


def icon(size: int, *, rounded: bool, share: float) -> Image.Image:
    """`share`: how much of the side the mark's 64 units take; maskable icons keep clear of the edge."""
    side = size * OVERSAMPLED if size <= 192 else size * 4
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), radius=side // 4 if rounded else 0, fill=BRAND)
    scale, offset = side * share / UNITS, side * (1 - share) / 2
    stroke(draw, eye(), scale, offset)
    stroke(draw, [(24, 32), (30, 38), (41, 26)], scale, offset)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def write(name: str, image: Image.Image) -> None:
    """Sixteen colours are plenty for two and their edges, and keep the precache small."""
    image.quantize(16, method=Image.Quantize.FASTOCTREE).save(PUBLIC / name, optimize=True)


if __name__ == "__main__":
    write("icon-180.png", icon(180, rounded=False, share=0.86))
    write("icon-192.png", icon(192, rounded=True, share=1))
    write("icon-512.png", icon(512, rounded=True, share=1))
    write("icon-512-maskable.png", icon(512, rounded=False, share=0.72))
