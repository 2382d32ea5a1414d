/**
 * The seal: what a device keeps of its person's work while they are signed out, as AES-GCM under a key that only the
 * server gives, and only to that person. It opens for nobody else: not the key of another person, not another record.
 */
import { unhex } from "./bytes";
import type { Hex } from "./interface";

const NONCE_BYTES = 12;

/** 封存: one sealed record. Its nonce is random and never used twice. */
export interface Sealed {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** The server's 32 bytes as a key that no script can read again. */
export function keyFrom(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function seal(key: CryptoKey, plain: Uint8Array<ArrayBuffer>, person: Hex): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return { nonce, bytes: await crypto.subtle.encrypt(cipher(nonce, person), key, plain) };
}

/** What was sealed; null where this key, for this person, doesn't open it. */
export async function unseal(key: CryptoKey, sealed: Sealed, person: Hex): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(cipher(sealed.nonce, person), key, sealed.bytes));
  } catch {
    return null;
  }
}

function cipher(iv: Uint8Array<ArrayBuffer>, person: Hex): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: unhex(person) };
}
