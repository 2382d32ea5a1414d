/** The pictures of a brief while it is written: each stands in it as soon as it is taken, and may be taken out again. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { under } from "../../model/facts";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { photoWrites } from "../deeds/photo-writes";
import { Pictures } from "../deeds/pictures";
import { mine } from "../here";
import { hashOf, Photo } from "../named-photo";
import "../fields/fields.css";

const PICTURES_MAX = 9;

interface Props {
  readonly id: Hex;
  /** Nothing yet where nothing was written. */
  readonly doc: Doc | undefined;
  readonly put: (...writes: [string, Value][]) => void;
}

export function BriefPictures({ id, doc, put }: Props): JSX.Element {
  const paths = doc ? under(doc.registers, "photos/") : [];
  return (
    <section class="card stack" aria-label={t("brief.photos")}>
      <b>{t("brief.photos")}</b>
      <p class="small">{t("brief.photos.why", { most: PICTURES_MAX })}</p>
      <div class="row wrap">
        {paths.map((path, at) => doc && <Standing key={path} doc={doc} path={path} number={at + 1} put={put} />)}
      </div>
      {paths.length < PICTURES_MAX && <Taking id={id} put={put} />}
    </section>
  );
}

/** A picture is written as soon as it is taken: none waits for a button. */
function Taking({ id, put }: Omit<Props, "doc">): JSX.Element {
  const taken = useSignal<readonly Value[]>([]);
  useSignalEffect(() => {
    if (taken.value.length === 0) return;
    put(...photoWrites(taken.value, mine().newId()));
    taken.value = [];
  });
  return <Pictures doc={id} taken={taken} />;
}

function Standing({
  doc,
  path,
  number,
  put,
}: {
  doc: Doc;
  path: string;
  number: number;
  put: Props["put"];
}): JSX.Element | null {
  const hash = hashOf(doc.registers.get(path)?.value ?? null);
  if (!hash) return null;
  return (
    <span class="stack">
      <Photo doc={doc.id} hash={hash} label={t("brief.photo", { n: number })} />
      <button type="button" class="btn plain short" onClick={() => put([path, null])}>
        {t("brief.photo.remove", { n: number })}
      </button>
    </span>
  );
}
