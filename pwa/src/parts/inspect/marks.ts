/** The marks on a picture, in its own pixels. What is blurred is averaged in blocks: nothing of it can be brought back. */
export type Point = readonly [number, number];

const BLOCKS = 7;
const RED = "#e0301e";

/** Left, top, width and height of the rectangle between two points, within the canvas. */
export function boxOf(from: Point, to: Point, width: number, height: number): [number, number, number, number] {
  const left = Math.max(0, Math.floor(Math.min(from[0], to[0])));
  const top = Math.max(0, Math.floor(Math.min(from[1], to[1])));
  const right = Math.min(width, Math.ceil(Math.max(from[0], to[0])));
  const bottom = Math.min(height, Math.ceil(Math.max(from[1], to[1])));
  return [left, top, Math.max(0, right - left), Math.max(0, bottom - top)];
}

/** Pixels averaged over blocks, in place: at most seven blocks across the longer side, so no face survives. */
export function average(pixels: Uint8ClampedArray, width: number, height: number): void {
  const block = Math.max(4, Math.ceil(Math.max(width, height) / BLOCKS));
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      const right = Math.min(width, left + block);
      const bottom = Math.min(height, top + block);
      const sums = [0, 0, 0];
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (pixels[(y * width + x) * 4 + c] ?? 0);
        }
      }
      const count = (right - left) * (bottom - top);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          for (let c = 0; c < 3; c++) pixels[(y * width + x) * 4 + c] = (sums[c] ?? 0) / count;
        }
      }
    }
  }
}

export function blurred(pen: CanvasRenderingContext2D, from: Point, to: Point): void {
  const [left, top, width, height] = boxOf(from, to, pen.canvas.width, pen.canvas.height);
  if (width < 2 || height < 2) return;
  const part = pen.getImageData(left, top, width, height);
  average(part.data, width, height);
  pen.putImageData(part, left, top);
}

function stroke(pen: CanvasRenderingContext2D): void {
  pen.strokeStyle = RED;
  pen.lineWidth = Math.max(4, Math.max(pen.canvas.width, pen.canvas.height) / 160);
  pen.lineCap = "round";
  pen.lineJoin = "round";
}

export function drawCircle(pen: CanvasRenderingContext2D, from: Point, to: Point): void {
  stroke(pen);
  pen.beginPath();
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  pen.ellipse(x, y, Math.abs(to[0] - from[0]) / 2, Math.abs(to[1] - from[1]) / 2, 0, 0, 2 * Math.PI);
  pen.stroke();
}

/** Points where the finger stopped. */
export function drawArrow(pen: CanvasRenderingContext2D, from: Point, to: Point): void {
  stroke(pen);
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const head = pen.lineWidth * 5;
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  for (const side of [-1, 1]) {
    pen.moveTo(...to);
    pen.lineTo(to[0] - head * Math.cos(angle + side * 0.5), to[1] - head * Math.sin(angle + side * 0.5));
  }
  pen.stroke();
}
