/** Pictures of an item: the camera first, made small at once, marked or blurred before they count, sent by their queue. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { Photo } from "../named-photo";
import { compress, type Picture } from "../picture";
import { keepPhoto } from "../picture-keeping";
import { observe } from "./acts";
import type { Row } from "./view";
import "../fields/fields.css";

const Annotate = later(async () => (await import("./annotate")).Annotate);

interface Props {
  readonly visit: Hex;
  readonly row: Row;
  readonly doc: Hex;
}

export function Shots({ visit, row, doc }: Props): JSX.Element {
  const busy = useSignal(false);
  const bad = useSignal(false);
  const marking = useSignal<Picture | null>(null);
  const full = useSignal(false);
  const keep = async (picture: Picture) => {
    if (busy.value) return;
    busy.value = true;
    const reference = await keepPhoto(doc, picture);
    busy.value = false;
    full.value = !reference;
    if (!reference) return;
    marking.value = null;
    await observe(visit, row.id, [[`photos/${mine().newId()}`, reference]]);
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    busy.value = true;
    const picture = await compress(file);
    busy.value = false;
    bad.value = picture === null;
    marking.value = picture;
  };
  const paths = [...(row.own?.doc.registers ?? [])].filter(([path, { value }]) => path.startsWith("photos/") && value);
  return (
    <div class="stack">
      <div class="row wrap">
        {paths.map(([path, { value }]) => (
          <span key={path} class="stack">
            <Photo doc={doc} hash={(value as unknown as { blob: string }).blob} label={t("insp.photo.mine")} />
            <button type="button" class="btn plain short" onClick={() => void observe(visit, row.id, [[path, null]])}>
              {t("photo.remove")}
            </button>
          </span>
        ))}
        <label class="photo add">
          <input
            type="file"
            accept="image/*"
            capture="environment"
            aria-label={t("insp.photo.take")}
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
          <Icon name="camera" />
          <span aria-hidden="true">{busy.value ? t("photo.busy") : t("insp.photo.take")}</span>
        </label>
      </div>
      {bad.value && (
        <p class="wrong-words" role="alert">
          {t("photo.bad")}
        </p>
      )}
      {marking.value && (
        <Annotate
          picture={marking.value}
          full={full.value}
          onKeep={(picture) => void keep(picture)}
          onDrop={() => {
            full.value = false;
            marking.value = null;
          }}
        />
      )}
    </div>
  );
}
