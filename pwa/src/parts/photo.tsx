/** A picture that a register names, shown from this device or the server. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";
import { mine } from "./here";
import "./fields/fields.css";

/** The hash of the picture that a register names; null if it names none. */
export function hashOf(value: Value): string | null {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return null;
  return typeof value.blob === "string" ? value.blob : null;
}

/** A picture of this device or the server; a word where neither has it now. */
export function Photo({ doc, hash, label }: { doc: Hex; hash: string; label: string }): JSX.Element {
  const address = useSignal<string | null | undefined>(undefined);
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void mine()
      .photo(doc, hash)
      .then((blob) => {
        if (gone) return;
        made = blob ? URL.createObjectURL(blob) : undefined;
        address.value = made ?? null;
      });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [doc, hash, address]);
  if (address.value) return <img class="photo" src={address.value} alt={label} />;
  return <span class="photo small">{address.value === null ? t("photo.elsewhere") : ""}</span>;
}
