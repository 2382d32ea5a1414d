/**
 * Segments: the accepted documents in a fixed number of packed pieces, so that the store reads 64 records and not
 * 50,000, and a change rewrites one piece.
 */
import type { Held } from "./accepted";
import { unhex } from "./bytes";
import type { Hex } from "./interface";
import { Packer, Unpacker } from "./msgpack";
import { packRegisters } from "./packing";

export const SEGMENTS = 64;

/** The segment of a document. Its id's time, counter and last byte take part, so both kinds of ids spread evenly. */
export function segmentOf(id: Hex): number {
  const [ms, counter, last] = [id.slice(10, 12), id.slice(14, 16), id.slice(30)].map((byte) =>
    Number.parseInt(byte, 16),
  );
  return ((ms as number) ^ (counter as number) ^ (last as number)) % SEGMENTS;
}

export function packSegment(docs: Iterable<Held>): Uint8Array<ArrayBuffer> {
  const packer = new Packer();
  for (const held of docs) {
    held.packed ??= packRegisters(held.registers ?? new Map());
    packer
      .binary(unhex(held.id))
      .text(held.kind)
      .number(held.epoch)
      .value([...held.scopes])
      .binary(held.packed);
  }
  return packer.bytes();
}

export function unpackSegment(bytes: Uint8Array): Held[] {
  const unpacker = new Unpacker(bytes);
  const docs: Held[] = [];
  while (unpacker.at < bytes.length) {
    const id = unpacker.hex();
    const kind = unpacker.value() as string;
    const epoch = unpacker.value() as number;
    const scopes = unpacker.value() as string[];
    docs.push({ id, kind, epoch, scopes, packed: unpacker.binary(), registers: null, digest: null });
  }
  return docs;
}
