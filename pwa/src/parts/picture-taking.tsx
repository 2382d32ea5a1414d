/**
 * A picture taken or chosen, made small and stored.
 * Promises: one that finds no room on the device stays in hand, is said in words, and is stored by a tap once there
 * is; neither the next picture nor a new version of the app puts it out of hand.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Hex, PhotoReference } from "../sync/interface";
import { t } from "../text";
import { Icon } from "./icons";
import { compress, type Picture } from "./picture";
import { keepPhoto } from "./picture-keeping";
import "./fields/fields.css";

interface Props {
  readonly doc: Hex;
  readonly label: string;
  readonly words: string;
  readonly onKept: (reference: PhotoReference) => unknown;
}

export function TakePhoto({ doc, label, words, onKept }: Props): JSX.Element {
  const busy = useSignal(false);
  const bad = useSignal(false);
  const held = useSignal<readonly Picture[]>([]);
  const keep = async (picture: Picture) => {
    const reference = await keepPhoto(doc, picture);
    const others = held.value.filter((one) => one !== picture);
    held.value = reference ? others : [...others, picture];
    if (reference) await onKept(reference);
  };
  const during = async (work: () => Promise<void>) => {
    busy.value = true;
    await work().finally(() => {
      busy.value = false;
    });
  };
  const keepHeld = async () => {
    for (const picture of held.value) await keep(picture);
  };
  const take = async (file: File) => {
    const picture = await compress(file);
    bad.value = picture === null;
    if (picture) await keep(picture);
  };
  return (
    <>
      <label class="photo add">
        <input
          type="file"
          accept="image/*"
          aria-label={label}
          onChange={(event) => {
            const field = event.currentTarget;
            const [file] = field.files ?? [];
            if (!file) return;
            void during(() => take(file)).finally(() => {
              field.value = "";
            });
          }}
        />
        <Icon name="camera" />
        <span aria-hidden="true">{busy.value ? t("photo.busy") : words}</span>
      </label>
      {bad.value && (
        <p class="wrong-words" role="alert">
          {t("photo.bad")}
        </p>
      )}
      {held.value.length > 0 && (
        <>
          <p class="wrong-words in-hand" role="alert">
            {t("photo.unsaved")}
          </p>
          <button type="button" class="btn soft short" disabled={busy.value} onClick={() => void during(keepHeld)}>
            {t("photo.again")}
          </button>
        </>
      )}
    </>
  );
}
