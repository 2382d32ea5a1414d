/** A photo as an answer: taken or chosen, made small, shown at once, sent when the network allows. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { Icon } from "../icons";
import { labelOf } from "../labels";
import { compress } from "../picture";
import type { FieldProps } from "./field";

/** The hash of the picture that a register names; null if it names none. */
export function hashOf(value: Value): string | null {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return null;
  return typeof value.blob === "string" ? value.blob : null;
}

export function PhotoField({ item, value, doc, onAnswer }: FieldProps): JSX.Element {
  const busy = useSignal(false);
  const bad = useSignal(false);
  const hash = hashOf(value);
  const take = async (file: File | undefined) => {
    if (!file) return;
    busy.value = true;
    const picture = await compress(file);
    bad.value = picture === null;
    if (picture) onAnswer(await mine().addPhoto(doc, picture.blob, picture.width, picture.height));
    busy.value = false;
  };
  return (
    <div class="row wrap">
      {hash && <Photo doc={doc} hash={hash} label={labelOf(item)} />}
      <label class="photo add">
        <input
          type="file"
          accept="image/*"
          aria-label={hash ? t("photo.replace") : t("photo.add")}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <Icon name="camera" />
        <span aria-hidden="true">{busy.value ? t("photo.busy") : hash ? t("photo.replace") : t("photo.add")}</span>
      </label>
      {hash && (
        <button type="button" class="btn plain short" onClick={() => onAnswer(null)}>
          {t("photo.remove")}
        </button>
      )}
      {bad.value && (
        <p class="wrong-words" role="alert">
          {t("photo.bad")}
        </p>
      )}
    </div>
  );
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
