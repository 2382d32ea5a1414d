/** A picture that somebody else took: its words come before it, so it is asked for again until it is there. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import "../fields/fields.css";

const AGAIN_MS = 4_000;

export function SeenPhoto({ doc, hash, label }: { doc: Hex; hash: string; label: string }): JSX.Element {
  const address = useSignal<string | null>(null);
  useEffect(() => {
    let gone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const blob = await mine().photo(doc, hash);
      if (gone) return;
      if (blob) address.value = URL.createObjectURL(blob);
      else again = setTimeout(look, AGAIN_MS);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(again);
      if (address.peek()) URL.revokeObjectURL(address.peek() ?? "");
    };
  }, [doc, hash, address]);
  if (address.value) return <img class="photo" src={address.value} alt={label} />;
  return <span class="photo small">{t("photo.elsewhere")}</span>;
}
