/** A photo as an answer: taken or chosen, made small, shown at once, sent when the network allows. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { mine } from "../here";
import { Icon } from "../icons";
import { labelOf } from "../labels";
import { hashOf, Photo } from "../named-photo";
import { compress } from "../picture";
import type { FieldProps } from "./field";

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
