/** Natural ids: what must be unique has its name for an id, so two phones that create it offline create the same. */
import { hex, unhex } from "./bytes";
import type { Hex } from "./interface";

const NAMESPACE = unhex("88074c11dbc055369f3b69543acd8dff");
const toBytes = new TextEncoder();

/** The UUIDv5 of `kind/part/part…` in the namespace of the protocol (§12). */
export async function naturalId(name: string): Promise<Hex> {
  const text = toBytes.encode(name);
  const message = new Uint8Array(16 + text.length);
  message.set(NAMESPACE);
  message.set(text, 16);
  const hashed = (await sha1(message)).slice(0, 16);
  hashed[6] = ((hashed[6] as number) & 0x0f) | 0x50;
  hashed[8] = ((hashed[8] as number) & 0x3f) | 0x80;
  return hex(hashed);
}

/** The browser's own; ours where there is none, as on a page without HTTPS. */
async function sha1(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { subtle } = globalThis.crypto;
  return subtle ? new Uint8Array(await subtle.digest("SHA-1", message)) : (await import("./sha1")).sha1(message);
}
