/** 公钥指纹: a key in sixteen digits that two people can compare by reading them out. Pure. */
import { hex } from "../sync/bytes";
import { sha256 } from "../sync/sha256";

/** `3f9a 12c4 88d0 7be1` of a key in base64; empty where it is none. */
export function fingerprint(key: string): string {
  try {
    const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    const digits = hex(sha256(bytes)).slice(0, 16);
    return (digits.match(/.{4}/g) ?? []).join(" ");
  } catch {
    return "";
  }
}
