/**
 * What somebody had written for an order that is another's now: handed on to who is responsible, or copied out.
 * Promises: what was written stays on this device until it has been handed on or discarded.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { under, valueAt } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import type { Doc, Hex, Value } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { CopyOut } from "../copy-out";
import { nameOfPerson, textAt } from "../deeds/bits";
import { docAt, mine } from "../here";
import { Icon } from "../icons";
import { hashOf, Photo } from "../named-photo";
import { say } from "../toast";
import { answers } from "./rights";

/** Pictures of before and after that were taken for an order. */
const PICTURES = /^(before|after)\//;
const SIDES = ["before", "after"] as const;

/** Whether I was responsible before, and am not any more. */
function hadIt(order: Doc): boolean {
  const me = mine().person;
  return under(order.registers, "handovers/").some((path) => {
    const value = valueAt(order, path) as { readonly from?: unknown } | null;
    return idOf(value?.from as never) === me;
  });
}

async function handOn(order: Doc, text: string, photos: readonly Value[]): Promise<void> {
  const own = dashed(mine().person);
  const next = (family: string, at: number): string => {
    const taken = under(order.registers, `${family}/`).filter((path) => path.endsWith(own)).length;
    return `${family}/${taken + 1 + at}/${own}`;
  };
  const said: [string, Value][] = text ? [[next("passed_on", 0), text]] : [];
  await mine().write(order.id, "order", [
    ...said,
    ...photos.map((photo, at): [string, Value] => [next("passed_photos", at), photo]),
  ]);
  say(t("passed_on.done"));
}

interface HandOnProps {
  readonly order: Hex;
  readonly text: string;
  /** What was written and refused: its pictures go along. */
  readonly writes?: readonly (readonly [string, Value])[];
  readonly onDone: () => void;
}

/** The button by which words and pictures go to who is responsible now; nothing where they can't. */
/** For `later`. */
export async function withWords(): Promise<typeof HandOn> {
  await moreTexts("orders");
  return HandOn;
}

export function HandOn({ order, text, writes = [], onDone }: HandOnProps): JSX.Element | null {
  const doc = docAt(order);
  const photos = writes.flatMap(([path, value]) => (PICTURES.test(path) && value !== null ? [value] : []));
  if (!doc || (!text && photos.length === 0) || !hadIt(doc)) return null;
  const name = nameOfPerson(idOf(valueAt(doc, "responsible")));
  return (
    <button type="button" class="btn" onClick={() => void handOn(doc, text, photos).then(onDone)}>
      {t("passed_on.do", { name })}
    </button>
  );
}

/** On the order itself: the report that I had begun when it was handed over. */
export function LeftOver({ doc }: { doc: Doc }): JSX.Element | null {
  const draft = useSignal("");
  useEffect(() => {
    void mine()
      .naturalId("order_draft", dashed(doc.id), dashed(mine().person))
      .then((made) => {
        draft.value = made;
      });
  }, [doc.id, draft]);
  const kept = docAt(draft.value);
  const text = kept ? textAt(kept, "text").trim() : "";
  if (!text || answers(doc)) return null;
  const clear = () => void mine().write(draft.value, "order_draft", [["text", null]]);
  return (
    <section class="card stack warn" aria-label={t("passed_on.left")}>
      <p class="row">
        <Icon name="alert" />
        <b class="grow">{t("passed_on.left")}</b>
      </p>
      <p class="words">{text}</p>
      <HandOn order={doc.id} text={text} onDone={clear} />
      <CopyOut text={text} />
    </section>
  );
}

interface HandedOnProps {
  readonly doc: Doc;
  readonly round: number;
  readonly onTake: (text: string) => void;
}

/** A picture that was handed on: looked at, and taken in as one of before or after. */
function Picture({ doc, round, path }: { doc: Doc; round: number; path: string }): JSX.Element | null {
  const value = valueAt(doc, path) as Value;
  const hash = hashOf(value);
  if (!hash) return null;
  const place = (side: string): string => `${side}/${round}.${hash.slice(0, 16)}`;
  const taken = SIDES.some((side) => valueAt(doc, place(side)));
  return (
    <div class="stack">
      <p class="small">{nameOfPerson(idOf(path.split("/")[2]))}</p>
      <div class="large shots">
        <Photo doc={doc.id} hash={hash} label={t("passed_on.photo")} />
      </div>
      {taken ? (
        <span class="tag pass">{t("passed_on.taken")}</span>
      ) : (
        <div class="row wrap">
          {SIDES.map((side) => (
            <button
              key={side}
              type="button"
              class="btn soft short"
              onClick={() => void mine().write(doc.id, "order", [[place(side), value]])}
            >
              {t("passed_on.as", { side: t(`order.${side}`) })}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** In the report of who is responsible now: what was handed on, to be taken in. */
export function HandedOn({ doc, round, onTake }: HandedOnProps): JSX.Element | null {
  const paths = under(doc.registers, "passed_on/");
  const photos = under(doc.registers, "passed_photos/");
  if (paths.length + photos.length === 0) return null;
  return (
    <section class="card stack" aria-label={t("passed_on")}>
      <b>{t("passed_on")}</b>
      {paths.map((path) => (
        <div key={path} class="stack">
          <p class="small">{nameOfPerson(idOf(path.split("/")[2]))}</p>
          <p class="words">{textAt(doc, path)}</p>
          <button type="button" class="btn soft short" onClick={() => onTake(textAt(doc, path))}>
            {t("passed_on.take")}
          </button>
        </div>
      ))}
      {photos.map((path) => (
        <Picture key={path} doc={doc} round={round} path={path} />
      ))}
    </section>
  );
}
