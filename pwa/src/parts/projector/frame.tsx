/** What stands around every scene: its heading and, under it, a line; big words where there is nothing to show. */
import type { ComponentChildren, JSX } from "preact";
import type { Scene, View } from "../../model/projector";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { person } from "../here";
import { reachOf } from "./reach";

export interface ViewProps {
  readonly meeting: Doc;
  readonly scene: Scene;
}

export function Heading({ title, under }: { title: string; under?: string }): JSX.Element {
  return (
    <hgroup>
      <h2>{title}</h2>
      {under && <p class="muted num">{under}</p>}
    </hgroup>
  );
}

export function Big({ children }: { children: ComponentChildren }): JSX.Element {
  return <p class="big-words">{children}</p>;
}

interface EmptyProps {
  readonly view: View;
  readonly meeting: Doc;
  readonly children: ComponentChildren;
}

/** Where there is nothing to show: that there is nothing, or that this screen may not show it. */
export function Empty({ view, meeting, children }: EmptyProps): JSX.Element {
  if (reachOf(view, meeting) !== "none") return <Big>{children}</Big>;
  return (
    <>
      <Big>{t("proj.reach.none", { name: person.value?.name ?? "" })}</Big>
      <p class="muted">{t(view === "results" ? "proj.reach.results" : "proj.reach.how")}</p>
    </>
  );
}

/** Beside a scene that shows a part of the institution's: whose part it is; "" beside a whole one. */
export function reachWords(view: View, meeting: Doc): string {
  const reach = reachOf(view, meeting);
  if (reach === "branch") return t("proj.reach.branch");
  return reach === "own" ? t("proj.reach.own", { name: person.value?.name ?? "" }) : "";
}

/** "21 / 28": the number that counts, and of how many. `name` tells watchers which one it is. */
export function Count({ name, n, of, words }: { name: string; n: number; of: number; words: string }): JSX.Element {
  return (
    <p class="count">
      <b class="num" data-tally={name}>
        {n}
      </b>
      <span class="num muted">
        / {of} {words}
      </span>
    </p>
  );
}

export function Rail({ n, of }: { n: number; of: number }): JSX.Element {
  return (
    <span class="rail-wide" aria-hidden="true">
      <i style={{ transform: `scaleX(${of > 0 ? Math.min(1, n / of) : 0})` }} />
    </span>
  );
}

/** The rows of one page, and how many pages there are. */
export function pageOf<T>(rows: readonly T[], page: number, atOnce: number): { rows: readonly T[]; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / atOnce));
  const at = Math.min(page, pages - 1);
  return { rows: rows.slice(at * atOnce, (at + 1) * atOnce), pages };
}
