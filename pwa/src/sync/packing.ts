/** Registers packed for the store: thousands of documents load as bytes and are unpacked when somebody looks at them. */
import { unhex } from "./bytes";
import { Packer, Unpacker } from "./msgpack";
import type { Registers } from "./register";

/** Path, stamp, author, received_ms, value; and again, to the end. */
export function packRegisters(registers: Registers): Uint8Array<ArrayBuffer> {
  const packer = new Packer();
  for (const [path, { stamp, author, receivedMs, value }] of registers) {
    packer.text(path).binary(unhex(stamp)).binary(unhex(author)).value(receivedMs).value(value);
  }
  return packer.bytes();
}

export function unpackRegisters(bytes: Uint8Array): Registers {
  const unpacker = new Unpacker(bytes);
  const registers: Registers = new Map();
  while (unpacker.at < bytes.length) {
    const path = unpacker.value() as string;
    const stamp = unpacker.hex();
    const author = unpacker.hex();
    const receivedMs = unpacker.value() as number;
    registers.set(path, { stamp, author, receivedMs, value: unpacker.value() });
  }
  return registers;
}
