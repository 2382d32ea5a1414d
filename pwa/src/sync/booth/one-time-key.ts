/** 一次性密钥: the key pair of one ballot, ECDSA over P-256. Nothing connects it with a person. */
import { NONCE_BYTES, provenMessage, tokenOf } from "../../model/ballot";
import { unhex } from "../bytes";
import type { Hex } from "../interface";
import type { Bytes } from "./blinding";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };

export interface OneTimeKey {
  /** PKCS #8. */
  readonly secret: Bytes;
  /** An uncompressed point. */
  readonly key: Bytes;
  /** What the issuer signs blindly: the key behind 32 random bytes (RFC 9474's randomized preparation). */
  readonly token: Bytes;
}

export async function makeKey(): Promise<OneTimeKey> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const secret = new Uint8Array(await subtle.exportKey("pkcs8", pair.privateKey));
  const key = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return { secret, key, token: tokenOf(nonce, key) };
}

/** The one-time key's signature over a ballot. */
export async function prove(secret: Bytes, context: Hex, revision: number, answers: Bytes): Promise<Bytes> {
  const { subtle } = crypto;
  const key = await subtle.importKey("pkcs8", secret, CURVE, false, ["sign"]);
  const message = provenMessage({ context: unhex(context), revision, answers });
  return new Uint8Array(await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, message));
}
