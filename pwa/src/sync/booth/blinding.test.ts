/** The blinding, held to RFC 9474's own test vector: the randomness is the vector's, everything else the library's. */
import { createPublicKey } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { vectors } from "../../../tests/tagged";
import { hex, unhex } from "../bytes";
import { blinder } from "./blinding";

interface Rfc {
  readonly key: { readonly n: string; readonly e: string };
  readonly message: string;
  readonly variants: readonly {
    readonly name: string;
    readonly prefix: string;
    readonly salt: string;
    readonly inv: string;
    readonly blinded_msg: string;
    readonly blind_sig: string;
    readonly sig: string;
  }[];
}

const rfc = vectors<Rfc>("rfc9474");
const [given] = rfc.variants.filter(({ name }) => name === "RSABSSA-SHA384-PSS-Randomized");
if (!given) throw new Error("the vector of our variant is there");
const variant = given;

const base64 = (text: string) => Buffer.from(unhex(text)).toString("base64url");
const jwk = { kty: "RSA", n: base64(rfc.key.n), e: base64(rfc.key.e) };
const key = Uint8Array.from(createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "der" }));
const token = unhex(variant.prefix + rfc.message);

/** r of the vector: what its inverse is the inverse of. */
function blindOf(inverse: string, modulus: string): string {
  const n = BigInt(`0x${modulus}`);
  let [a, b, x, y] = [BigInt(`0x${inverse}`), n, 1n, 0n];
  while (b) {
    const q = a / b;
    [a, b, x, y] = [b, a - q * b, y, x - q * y];
  }
  return (((x % n) + n) % n).toString(16).padStart(modulus.length, "0");
}

afterEach(() => vi.restoreAllMocks());

describe("RSABSSA-SHA384-PSS-Randomized", () => {
  test("blinds the RFC's message to the RFC's bytes", async () => {
    const drawn = [variant.salt, blindOf(variant.inv, rfc.key.n)];
    vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
      (array as Uint8Array).set(unhex(drawn.shift() ?? ""));
      return array;
    });
    const { blinded, inverse } = await blinder.blind(key, token);
    expect(drawn).toEqual([]);
    expect(hex(blinded)).toBe(variant.blinded_msg);
    expect(hex(inverse)).toBe(variant.inv);
  });

  test("finishes the RFC's blind signature to the RFC's signature", async () => {
    const signature = await blinder.finish(key, token, unhex(variant.blind_sig), unhex(variant.inv));
    expect(hex(signature)).toBe(variant.sig);
  });

  test("takes no answer that is no signature of the message", async () => {
    const wrong = unhex(variant.blind_sig);
    wrong[9] = (wrong[9] as number) ^ 1;
    await expect(blinder.finish(key, token, wrong, unhex(variant.inv))).rejects.toThrow();
    const other = token.slice();
    other[0] = (other[0] as number) ^ 1;
    await expect(blinder.finish(key, other, unhex(variant.blind_sig), unhex(variant.inv))).rejects.toThrow();
  });
});
