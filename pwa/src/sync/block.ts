/** What SHA-1 and SHA-256 share: padding, and the state as 32-bit words. */

/** The message with its padding. */
export function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array((message.length + 72) & ~63);
  bytes.set(message);
  const view = new DataView(bytes.buffer);
  pad(bytes, view, message.length);
  return view;
}

/** Ends a message of `length` bytes in a buffer: 0x80, zeros, its length in bits; the bytes to hash are returned. */
export function pad(bytes: Uint8Array, view: DataView, length: number): number {
  const end = (length + 72) & ~63;
  bytes.fill(0, length, end);
  bytes[length] = 0x80;
  view.setUint32(end - 8, Math.floor(length / 2 ** 29));
  view.setUint32(end - 4, length << 3);
  return end;
}

export function words(state: Int32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(state.length * 4));
  for (let at = 0; at < state.length; at++) view.setInt32(at * 4, state[at] as number);
  return new Uint8Array(view.buffer);
}
