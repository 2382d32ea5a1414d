/** The seal opens with its key for its person, and with nothing else. */
import { describe, expect, test } from "vitest";
import type { Hex } from "./interface";
import { keyFrom, type Sealed, seal, unseal } from "./seal";

const LI: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
const ZHANG: Hex = "0190a7c3b2d4758f8a1b2c3d4e5f6071";
const PLAIN = new TextEncoder().encode("交接班时有两次迟到");

function key(byte = 7): Promise<CryptoKey> {
  return keyFrom(new Uint8Array(32).fill(byte));
}

function flipped({ nonce, bytes }: Sealed, at: number): Sealed {
  const other = bytes.slice(0);
  const view = new Uint8Array(other);
  view[at] = (view[at] ?? 0) ^ 1;
  return { nonce, bytes: other };
}

describe("a sealed record", () => {
  test("opens with the same key for the same person", async () => {
    const sealed = await seal(await key(), PLAIN, LI);
    expect(Buffer.from(sealed.bytes).includes(Buffer.from(PLAIN.slice(0, 6)))).toBe(false);
    expect(await unseal(await key(), sealed, LI)).toEqual(PLAIN);
  });

  test("doesn't open with another key or for another person", async () => {
    const sealed = await seal(await key(), PLAIN, LI);
    expect(await unseal(await key(8), sealed, LI)).toBeNull();
    expect(await unseal(await key(), sealed, ZHANG)).toBeNull();
  });

  test("doesn't open once any of its bytes has changed", async () => {
    const sealed = await seal(await key(), PLAIN, LI);
    for (let at = 0; at < sealed.bytes.byteLength; at++) {
      expect(await unseal(await key(), flipped(sealed, at), LI)).toBeNull();
    }
  });

  test("looks different each time", async () => {
    const [one, two] = [await seal(await key(), PLAIN, LI), await seal(await key(), PLAIN, LI)];
    expect(one.nonce.length).toBe(12);
    expect(one.nonce).not.toEqual(two.nonce);
    expect(new Uint8Array(one.bytes)).not.toEqual(new Uint8Array(two.bytes));
  });
});

test("no script reads the key again", async () => {
  const made = await key();
  expect(made.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", made)).rejects.toThrow();
});
