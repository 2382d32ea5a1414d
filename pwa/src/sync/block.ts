/** What SHA-1 and SHA-256 share: padding, and the state as 32-bit words. */

/** The message with its padding: 0x80, zeros, its length in bits. */
export function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array((message.length + 72) & ~63);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(bytes.length - 4, message.length << 3);
  return view;
}

export function words(state: Uint32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(state.length * 4));
  for (const [at, word] of state.entries()) view.setUint32(at * 4, word);
  return new Uint8Array(view.buffer);
}

/** Adds word by word. */
export function add(state: Uint32Array, more: readonly number[]): void {
  for (const [at, word] of more.entries()) state[at] = (state[at] as number) + word;
}
