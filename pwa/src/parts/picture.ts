/**
 * Pictures made small on the phone: at most 300 kB and 1,600 pixels, as a new JPEG without any metadata.
 * Promises: only pixels survive (no place, no time, no device); what is no picture is null, never an exception.
 */
export const PICTURE_BYTES_MAX = 300_000;
export const PICTURE_SIDE_MAX = 1600;

export interface Picture {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

/** What to try until it is small enough: side in pixels, JPEG quality. */
const TRIES: readonly (readonly [number, number])[] = [
  [PICTURE_SIDE_MAX, 0.8],
  [PICTURE_SIDE_MAX, 0.6],
  [1280, 0.6],
  [1024, 0.5],
  [800, 0.4],
];

/** Width and height no side of which is over the limit, shape kept. */
export function fitted(width: number, height: number, sideMax: number): { width: number; height: number } {
  const scale = Math.min(1, sideMax / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function drawn(source: ImageBitmap, sideMax: number, quality: number): Promise<Picture | null> {
  const { width, height } = fitted(source.width, source.height, sideMax);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
  return blob && { blob, width, height };
}

export async function compress(file: Blob): Promise<Picture | null> {
  let source: ImageBitmap;
  try {
    source = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  let picture: Picture | null = null;
  for (const [side, quality] of TRIES) {
    picture = await drawn(source, side, quality);
    if (picture && picture.blob.size <= PICTURE_BYTES_MAX) break;
  }
  source.close();
  return picture;
}
