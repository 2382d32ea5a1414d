/** The chain of facts of a pledge, record or task as a picture: who did what and when, and what comes next. */
import type { JSX } from "preact";
import { momentOf } from "../../model/ids";
import type { Doc, Register } from "../../sync/interface";
import { t } from "../../text";
import { today } from "../here";
import { hashOf, Photo } from "../named-photo";
import { momentWords } from "../when";
import { nameOfPerson } from "./bits";
import "./steps.css";

/** 一步: one fact, or (without `from`) one that is still to come. */
export interface Step {
  readonly title: string;
  readonly from?: Register | undefined;
  readonly words?: string;
  readonly tone: "done" | "bad" | "now" | "later";
  /** Registers of pictures that belong to it. */
  readonly photos?: readonly string[];
  /** It came when it could no longer count. */
  readonly odd?: boolean;
}

export function Chain({ doc, steps }: { doc: Doc; steps: readonly Step[] }): JSX.Element {
  return (
    <ol class="card chain">
      {steps.map((step, at) => (
        <li key={at} class={step.tone}>
          <b>{step.title}</b>
          {step.odd && <span class="tag warn">{t("odd")}</span>}
          {step.from && (
            <p class="small num">
              {[nameOfPerson(step.from.author), momentWords(momentOf(step.from.stamp), today.value)]
                .filter(Boolean)
                .join(" · ")}
              {step.from.receivedMs === null && ` · ${t("still.here")}`}
            </p>
          )}
          {step.words && <p class="muted words">{step.words}</p>}
          {step.photos && step.photos.length > 0 && <Photos doc={doc} paths={step.photos} />}
        </li>
      ))}
    </ol>
  );
}

export function Photos({ doc, paths }: { doc: Doc; paths: readonly string[] }): JSX.Element {
  return (
    <div class="quick">
      {paths.map((path) => {
        const hash = hashOf(doc.registers.get(path)?.value ?? null);
        return hash && <Photo key={hash} doc={doc.id} hash={hash} label={t("photo.of")} />;
      })}
    </div>
  );
}
