/** 查询码: codes of the public, spelled and hashed as the server does it. */
import { sha256 } from "../sync/sha256";
import { hexOf } from "./ids";

export const CODE_BYTES = 16;
/** Working days within which a complaint is answered where nobody says otherwise. */
export const WITHIN_DAYS = 5;

/** 16 bytes as 22 letters that need no escaping in an address. */
export function spelled(code: Uint8Array): string {
  return btoa(String.fromCharCode(...code))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** What a complaint is named by: the hash of its code. */
export function keyOf(code: Uint8Array): string {
  return hexOf(sha256(code));
}
