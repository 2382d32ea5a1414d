/** What a matter has beneath it wherever it is worded: rewording and leaving out, and which of its pictures are shown. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { Photo } from "../named-photo";

export function EditOrDrop({ open, onDrop }: { open: Signal<boolean>; onDrop: () => void }): JSX.Element {
  return (
    <div class="row">
      <button
        type="button"
        class="btn soft short grow"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {t(open.value ? "bul.edit.done" : "bul.edit")}
      </button>
      <button type="button" class="btn plain short" onClick={onDrop}>
        {t("bul.drop")}
      </button>
    </div>
  );
}

interface ShowProps {
  readonly of: string;
  readonly pictures: readonly { readonly doc: Hex; readonly path: string; readonly hash: string }[];
  readonly isShown: (hash: string) => boolean;
  readonly onTurn: (picture: ShowProps["pictures"][number]) => void;
}

/** Those that are ticked are shown. */
export function ShownPictures({ of, pictures, isShown, onTurn }: ShowProps): JSX.Element | null {
  if (pictures.length === 0) return null;
  return (
    <fieldset class="line">
      <legend>{t("bul.which_photos")}</legend>
      <div class="shots">
        {pictures.map((picture, at) => (
          <label key={picture.hash} class="shot-pick">
            <input
              type="checkbox"
              aria-label={t("bul.show_photo", { n: at + 1 })}
              checked={isShown(picture.hash)}
              onChange={() => onTurn(picture)}
            />
            <Photo doc={picture.doc} hash={picture.hash} label={t("bul.photo", { n: at + 1, of })} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
