/** Pictures for a deed: taken or chosen, made small, kept until they are written with the act. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { TakePhoto } from "../picture-taking";
import { photoWrites } from "./photo-writes";
import "../fields/fields.css";

export { photoWrites };

/** Pictures taken for a document, kept until they are written with the act. */
export function Pictures({ doc, taken }: { doc: Hex; taken: Signal<readonly Value[]> }): JSX.Element {
  return (
    <div class="row wrap">
      <TakePhoto
        doc={doc}
        label={t("photo.add")}
        words={t("photo.add")}
        onKept={(reference) => {
          taken.value = [...taken.value, reference];
        }}
      />
      {taken.value.length > 0 && (
        <span class="tag pass" role="status">
          {t("photos.taken", { n: taken.value.length })}
        </span>
      )}
    </div>
  );
}
