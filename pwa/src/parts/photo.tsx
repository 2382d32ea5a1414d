/** A picture that a register names, shown from this device or the server. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../text";
import { mine } from "./here";
import type { PhotoProps } from "./named-photo";
import "./fields/fields.css";

const AGAIN_MS = 3_000;

/**
 * A picture of this device or the server; a word where neither has it yet. What names a picture comes before it, often
 * from a phone whose network is poor: so it is asked for again, ever less often, until it is there.
 */
export function Photo({ doc, hash, label }: PhotoProps): JSX.Element {
  const address = useSignal<string | null | undefined>(undefined);
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    let waitMs = AGAIN_MS;
    const look = async () => {
      const blob = await mine().photo(doc, hash);
      if (gone) return;
      made = blob ? URL.createObjectURL(blob) : undefined;
      address.value = made ?? null;
      if (!made) again = setTimeout(look, waitMs);
      waitMs *= 1.2;
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(again);
      if (made) URL.revokeObjectURL(made);
    };
  }, [doc, hash, address]);
  if (address.value) return <img class="photo" src={address.value} alt={label} />;
  return <span class="photo small">{address.value === null ? t("photo.elsewhere") : ""}</span>;
}
