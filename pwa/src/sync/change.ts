/** Changes: the writes that one act of one person makes to one document, all or nothing (protocol §4). */
import { hex, unhex } from "./bytes";
import type { Hex, Value } from "./interface";
import { decode, encode, Packer } from "./msgpack";

export const PATH_BYTES_MAX = 200;
export const WRITES_MAX = 512;
export const VALUE_BYTES_MAX = 16 * 1024;
export const VALUE_DEPTH_MAX = 6;
export const BINARY_BYTES_MAX = 64;
export const CHANGE_BYTES_MAX = 256 * 1024;

const PATH = /^[A-Za-z0-9_.-]{1,64}(?:\/[A-Za-z0-9_.-]{1,64}){0,5}$/;

export type Write = readonly [string, Value];

/** 更改: `id` is its stamp. */
export interface Change {
  readonly id: Hex;
  readonly doc: Hex;
  readonly kind: string;
  readonly writes: readonly Write[];
}

export function encodeChange({ id, doc, kind, writes }: Change): Uint8Array<ArrayBuffer> {
  const packer = new Packer().array(4).binary(unhex(id)).binary(unhex(doc)).text(kind).array(writes.length);
  for (const [path, value] of writes) packer.array(2).text(path).value(value);
  return packer.bytes();
}

/** The change of its bytes. TypeError if they are none; kinds and paths of other versions are kept as they are. */
export function decodeChange(bytes: Uint8Array): Change {
  return asChange(decode(bytes));
}

/** The change of a decoded value, as an entry carries it. */
export function asChange(value: Value | undefined): Change {
  const [id, doc, kind, writes] = Array.isArray(value) ? value : [];
  if (!(id instanceof Uint8Array && doc instanceof Uint8Array && typeof kind === "string" && Array.isArray(writes))) {
    throw new TypeError("not a change");
  }
  return { id: hex(id), doc: hex(doc), kind, writes: writes.map(asWrite) };
}

function asWrite(pair: Value): Write {
  if (!Array.isArray(pair) || typeof pair[0] !== "string" || pair[1] === undefined) throw new TypeError("not a write");
  return [pair[0], pair[1]];
}

/** RangeError where these writes are no act that a change can carry; says which limit. */
export function checkWrites(writes: readonly Write[]): void {
  if (writes.length < 1 || writes.length > WRITES_MAX) throw new RangeError(`a change has 1–${WRITES_MAX} writes`);
  const paths = new Set<string>();
  for (const [path, value] of writes) {
    if (path.length > PATH_BYTES_MAX || !PATH.test(path)) throw new RangeError(`no register is called ${path}`);
    if (paths.has(path)) throw new RangeError(`${path} is written twice`);
    paths.add(path);
    checkValue(value, path, 0);
    if (encode(value).length > VALUE_BYTES_MAX) throw new RangeError(`${path} is over 16 KiB`);
  }
}

function checkValue(value: Value, path: string, depth: number): void {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${path} is not a finite number`);
  } else if (value instanceof Uint8Array) {
    if (value.length > BINARY_BYTES_MAX) throw new RangeError(`${path} holds over 64 bytes of binary`);
  } else if (typeof value === "object" && value !== null) {
    if (depth === VALUE_DEPTH_MAX) throw new RangeError(`${path} is over 6 levels deep`);
    for (const item of Object.values(value)) checkValue(item as Value, path, depth + 1);
  }
}
