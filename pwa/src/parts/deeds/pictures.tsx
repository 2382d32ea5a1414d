/** Pictures for a deed: taken or chosen, made small, kept until they are written with the act. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { Icon } from "../icons";
import { compress } from "../picture";
import { photoWrites } from "./photo-writes";
import "../fields/fields.css";

export { photoWrites };

/** Pictures taken for a document, kept until they are written with the act. */
export function Pictures({ doc, taken }: { doc: Hex; taken: Signal<readonly Value[]> }): JSX.Element {
  const busy = useSignal(false);
  const bad = useSignal(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    busy.value = true;
    const picture = await compress(file);
    bad.value = picture === null;
    if (picture) {
      const reference = await mine().addPhoto(doc, picture.blob, picture.width, picture.height);
      taken.value = [...taken.value, reference];
    }
    busy.value = false;
  };
  return (
    <div class="row wrap">
      <label class="photo add">
        <input
          type="file"
          accept="image/*"
          aria-label={t("photo.add")}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <Icon name="camera" />
        <span aria-hidden="true">{busy.value ? t("photo.busy") : t("photo.add")}</span>
      </label>
      {taken.value.length > 0 && (
        <span class="tag pass" role="status">
          {t("photos.taken", { n: taken.value.length })}
        </span>
      )}
      {bad.value && (
        <p class="wrong-words" role="alert">
          {t("photo.bad")}
        </p>
      )}
    </div>
  );
}
