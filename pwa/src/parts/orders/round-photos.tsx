/** Pictures of one side of a round: each stands in the order as soon as it is taken; one may be taken away until it is sent. */
import type { JSX } from "preact";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { hashOf, Photo } from "../named-photo";
import { TakePhoto as Take } from "../picture-taking";
import { picturesOf } from "./compare";
import "../fields/fields.css";
import "./compare.css";

interface RoundPhotosProps {
  readonly doc: Doc;
  readonly side: "before" | "after" | "rechecked";
  readonly round: number;
  readonly label: string;
}

export function RoundPhotos({ doc, side, round, label }: RoundPhotosProps): JSX.Element {
  const paths = picturesOf(doc, side, round);
  return (
    <figure>
      <figcaption>{label}</figcaption>
      <div class="quick">
        {paths.map((path) => (
          <Taken key={path} doc={doc} path={path} label={label} />
        ))}
        <TakePhoto doc={doc} label={label} prefix={`${side}/${round}.`} />
      </div>
    </figure>
  );
}

function Taken({ doc, path, label }: { doc: Doc; path: string; label: string }): JSX.Element | null {
  const hash = hashOf(doc.registers.get(path)?.value ?? null);
  if (!hash) return null;
  return (
    <span>
      <Photo doc={doc.id} hash={hash} label={label} />
      <button
        type="button"
        class="btn plain short"
        aria-label={t("report.photo.remove", { of: label })}
        onClick={() => void mine().write(doc.id, doc.kind, [[path, null]])}
      >
        {t("report.remove")}
      </button>
    </span>
  );
}

/** The button that takes a picture and writes it under `prefix`. */
export function TakePhoto({ doc, label, prefix }: { doc: Doc; label: string; prefix: string }): JSX.Element {
  return (
    <Take
      doc={doc.id}
      label={t("report.photo.take", { of: label })}
      words={t("photo.add")}
      onKept={(reference) => mine().write(doc.id, doc.kind, [[`${prefix}${mine().newId()}`, reference]])}
    />
  );
}
