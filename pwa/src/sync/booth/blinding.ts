/**
 * 盲签名: RFC 9474, RSABSSA-SHA384-PSS-Randomized, by Cloudflare's library. Its big numbers take tens of milliseconds,
 * so the page has this in a worker (blinder.ts); tests call it straight.
 */
import { BlindRSA } from "@cloudflare/blindrsa-ts/lib/src/blindrsa.js";

export type Bytes = Uint8Array<ArrayBuffer>;

/** 盲化: what is sent to the issuer, and what unblinds the answer. */
export interface Blinded {
  readonly blinded: Bytes;
  readonly inverse: Bytes;
}

/** Both halves of what a voter does with the issuer's key, given as SubjectPublicKeyInfo. */
export interface Blinder {
  blind(key: Bytes, token: Bytes): Promise<Blinded>;
  /** The signature over the token. Error where the issuer's answer is none. */
  finish(key: Bytes, token: Bytes, answer: Bytes, inverse: Bytes): Promise<Bytes>;
}

const SUITE = new BlindRSA({
  name: "RSABSSA-SHA384-PSS-Randomized",
  hash: "SHA-384",
  saltLength: 48,
  prepareType: 32,
  supportsRSARAW: false,
});

export const blinder: Blinder = {
  async blind(key, token) {
    const { blindedMsg, inv } = await SUITE.blind(await imported(key), token);
    return { blinded: blindedMsg as Bytes, inverse: inv as Bytes };
  },
  async finish(key, token, answer, inverse) {
    return (await SUITE.finalize(await imported(key), token, answer, inverse)) as Bytes;
  },
};

function imported(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("spki", key, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
}
