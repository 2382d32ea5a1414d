/** A photo as an answer: taken or chosen, made small, shown at once, sent when the network allows. */
import type { JSX } from "preact";
import { t } from "../../text";
import { labelOf } from "../labels";
import { hashOf, Photo } from "../named-photo";
import { TakePhoto } from "../picture-taking";
import type { FieldProps } from "./field";

export function PhotoField({ item, value, doc, onAnswer }: FieldProps): JSX.Element {
  const hash = hashOf(value);
  const words = t(hash ? "photo.replace" : "photo.add");
  return (
    <div class="row wrap">
      {hash && <Photo doc={doc} hash={hash} label={labelOf(item)} />}
      <TakePhoto doc={doc} label={words} words={words} onKept={onAnswer} />
      {hash && (
        <button type="button" class="btn plain short" onClick={() => onAnswer(null)}>
          {t("photo.remove")}
        </button>
      )}
    </div>
  );
}
