/**
 * MessagePack as the protocol uses it: nil, bool, numbers, text, binary, arrays and maps with text keys.
 * Our own because every byte to the first screen counts: @msgpack/msgpack weighs 5.7 KiB gzip, this 1.6, and it can
 * splice bytes that are encoded already. Held to the library and to the shared vectors by tests.
 * Whole numbers within ±2^53 are integers in their shortest form, all others float 64.
 */
import { hex } from "./bytes";
import type { Hex, Value } from "./interface";

const DEPTH_MAX = 32;
const INTEGER_MAX = 2 ** 53;
const toBytes = new TextEncoder();
const toText = new TextDecoder("utf-8", { fatal: true });

/** Writes values one after the other into a buffer that grows. */
export class Packer {
  #buffer = new Uint8Array(512);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;

  /** A copy of what was written. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  /** Bytes that are MessagePack already. */
  raw(bytes: Uint8Array): this {
    const at = this.#grow(bytes.length);
    this.#buffer.set(bytes, at);
    return this;
  }

  array(length: number): this {
    return length < 16 ? this.#head(0x90 | length) : this.#sized(0, 0xdc, length);
  }

  map(length: number): this {
    return length < 16 ? this.#head(0x80 | length) : this.#sized(0, 0xde, length);
  }

  text(text: string): this {
    const bytes = toBytes.encode(text);
    if (bytes.length < 32) this.#head(0xa0 | bytes.length);
    else this.#sized(0xd9, 0xda, bytes.length);
    return this.raw(bytes);
  }

  binary(bytes: Uint8Array): this {
    return this.#sized(0xc4, 0xc5, bytes.length).raw(bytes);
  }

  value(value: Value): this {
    if (value === null) return this.#head(0xc0);
    if (typeof value === "boolean") return this.#head(value ? 0xc3 : 0xc2);
    if (typeof value === "number") return this.number(value);
    if (typeof value === "string") return this.text(value);
    if (value instanceof Uint8Array) return this.binary(value);
    if (Array.isArray(value)) {
      this.array(value.length);
      for (const item of value) this.value(item);
      return this;
    }
    const entries = Object.entries(value);
    this.map(entries.length);
    for (const [key, item] of entries) this.text(key).value(item);
    return this;
  }

  number(value: number): this {
    if (!Number.isInteger(value) || Math.abs(value) > INTEGER_MAX) {
      const at = this.#head(0xcb).#grow(8);
      this.#view.setFloat64(at, value);
      return this;
    }
    if (value >= 0) {
      if (value < 0x80) return this.#head(value);
      if (value <= 0xffff_ffff) return this.#sized(0xcc, 0xcd, value);
      return this.#wide(0xcf, BigInt(value));
    }
    if (value >= -32) return this.#head(value & 0xff);
    if (value >= -0x80) return this.#head(0xd0).#head(value & 0xff);
    if (value >= -0x8000) return this.#sized(0, 0xd1, value & 0xffff);
    return value >= -0x8000_0000 ? this.#head(0xd2).#word(value) : this.#wide(0xd3, BigInt(value));
  }

  #wide(head: number, value: bigint): this {
    const at = this.#head(head).#grow(8);
    this.#view.setBigInt64(at, value);
    return this;
  }

  #word(value: number): this {
    const at = this.#grow(4);
    this.#view.setInt32(at, value);
    return this;
  }

  /** A head and a number in 1, 2 or 4 bytes; the head for four follows that for two. `one` 0: there is none. */
  #sized(one: number, two: number, size: number): this {
    if (one && size < 0x100) return this.#head(one).#head(size);
    if (size < 0x1_0000)
      return this.#head(two)
        .#head(size >> 8)
        .#head(size & 0xff);
    return this.#head(two + 1).#word(size);
  }

  #head(byte: number): this {
    const at = this.#grow(1);
    this.#buffer[at] = byte;
    return this;
  }

  #grow(by: number): number {
    const at = this.#length;
    this.#length += by;
    if (this.#length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#buffer.length * 2));
      larger.set(this.#buffer);
      this.#buffer = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}

/** Reads values one after the other. RangeError at cut bytes, TypeError at what the protocol doesn't have. */
export class Unpacker {
  at = 0;
  readonly buffer: Uint8Array;
  readonly #view: DataView;

  constructor(buffer: Uint8Array) {
    this.buffer = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  value(depth = 0): Value {
    if (depth > DEPTH_MAX) throw new RangeError("nested too deep");
    const head = this.#uint(1);
    if (head < 0x80) return head;
    if (head < 0x90) return this.#pairs(head & 15, depth);
    if (head < 0xa0) return this.#items(head & 15, depth);
    if (head < 0xc0) return this.#text(head & 31);
    if (head >= 0xe0) return head - 0x100;
    if (head >= 0xc4 && head <= 0xc6) return this.#bytes(this.#uint(1 << (head - 0xc4))).slice();
    if (head >= 0xcc && head <= 0xcf) return this.#uint(1 << (head - 0xcc));
    if (head >= 0xd9 && head <= 0xdb) return this.#text(this.#uint(1 << (head - 0xd9)));
    if (head === 0xdc || head === 0xdd) return this.#items(this.#uint(head === 0xdc ? 2 : 4), depth);
    if (head === 0xde || head === 0xdf) return this.#pairs(this.#uint(head === 0xde ? 2 : 4), depth);
    return this.#scalar(head);
  }

  /** The content of a binary, not copied. */
  binary(): Uint8Array {
    return this.#bytes(this.#binaryLength());
  }

  /** A binary as hexadecimal text. */
  hex(): Hex {
    const start = this.#skip(this.#binaryLength());
    return hex(this.buffer, start, this.at);
  }

  #binaryLength(): number {
    const head = this.#uint(1);
    if (head < 0xc4 || head > 0xc6) throw new TypeError("not binary");
    return this.#uint(1 << (head - 0xc4));
  }

  #scalar(head: number): Value {
    const view = this.#view;
    switch (head) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return view.getFloat32(this.#skip(4));
      case 0xcb:
        return view.getFloat64(this.#skip(8));
      case 0xd0:
        return view.getInt8(this.#skip(1));
      case 0xd1:
        return view.getInt16(this.#skip(2));
      case 0xd2:
        return view.getInt32(this.#skip(4));
      case 0xd3:
        return Number(view.getBigInt64(this.#skip(8)));
    }
    throw new TypeError(`type 0x${head.toString(16)} is not part of the protocol`);
  }

  #uint(width: number): number {
    const at = this.#skip(width);
    if (width === 1) return this.buffer[at] as number;
    if (width === 2) return this.#view.getUint16(at);
    return width === 4 ? this.#view.getUint32(at) : Number(this.#view.getBigUint64(at));
  }

  #text(length: number): string {
    const start = this.#skip(length);
    let text = "";
    for (let at = start; at < this.at; at++) {
      const byte = this.buffer[at] as number;
      if (byte > 0x7f || length > 64) return toText.decode(this.buffer.subarray(start, this.at));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #items(length: number, depth: number): Value[] {
    const items: Value[] = [];
    for (let left = length; left > 0; left--) items.push(this.value(depth + 1));
    return items;
  }

  #pairs(length: number, depth: number): { [key: string]: Value } {
    const map: { [key: string]: Value } = {};
    for (let left = length; left > 0; left--) {
      const key = this.value(depth + 1);
      if (typeof key !== "string") throw new TypeError("a map's keys are text");
      const value = this.value(depth + 1);
      // Assigning __proto__ would set no key.
      if (key === "__proto__") {
        Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
      } else map[key] = value;
    }
    return map;
  }

  #bytes(length: number): Uint8Array {
    const at = this.#skip(length);
    return this.buffer.subarray(at, at + length);
  }

  #skip(length: number): number {
    const at = this.at;
    this.at += length;
    if (this.at > this.buffer.length) throw new RangeError("the bytes are cut off");
    return at;
  }
}

export function encode(value: Value): Uint8Array<ArrayBuffer> {
  return new Packer().value(value).bytes();
}

/** The one value of these bytes. */
export function decode(bytes: Uint8Array): Value {
  const unpacker = new Unpacker(bytes);
  const value = unpacker.value();
  if (unpacker.at !== bytes.length) throw new RangeError("bytes after the end");
  return value;
}
