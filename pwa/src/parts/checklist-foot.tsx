/** What stands below a checklist: what this version changes, its name, the ways to end it or to be rid of a draft. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Checklist } from "../model/checklist";
import { t } from "../text";
import { docAt, mine, today } from "./here";
import { Icon } from "./icons";
import { DayPick } from "./pick";
import { say } from "./toast";
import { dayWords } from "./when";
import "./lists.css";
import "./keeping.css";

export function Foot({ checklist, keeper }: { checklist: Checklist; keeper: boolean }): JSX.Element {
  const open = keeper && !checklist.published && !checklist.endedOn;
  return (
    <>
      <Links checklist={checklist} open={open} />
      {keeper && !open && <End checklist={checklist} />}
    </>
  );
}

/** What else there is of a version: what it changes, its name, the ways to be rid of a draft. */
function Links({ checklist, open }: { checklist: Checklist; open: boolean }): JSX.Element | null {
  const follows = docAt(checklist.supersedes) !== undefined;
  if (!follows && !open) return null;
  const discard = () => end(checklist, today.peek());
  return (
    <>
      <nav class="card list" aria-label={checklist.name}>
        {follows && <LinkRow href={`/checklists/${checklist.id}/changes`} words={t("checklist.changes")} />}
        {open && <LinkRow href={`/checklists/${checklist.id}/about`} words={t("checklist.about")} />}
      </nav>
      {open && (
        <button
          type="button"
          class="btn plain"
          onClick={() =>
            void discard().then(() => {
              say(t("checklist.discarded"), () => void end(checklist, null));
            })
          }
        >
          {t("checklist.discard")}
        </button>
      )}
    </>
  );
}

function LinkRow({ href, words }: { href: string; words: string }): JSX.Element {
  return (
    <a class="line-row" href={href}>
      <span class="grow">{words}</span>
      <Icon name="go" />
    </a>
  );
}

function end(checklist: Checklist, day: string | null): Promise<void> {
  return mine().write(checklist.id, "checklist", [["ended_on", day]]);
}

/** A published version ends on a day, and may go on after all; whoever has begun with it ends with it. */
function End({ checklist }: { checklist: Checklist }): JSX.Element {
  const day = useSignal(today.value);
  const write = (value: string | null) => void end(checklist, value).then(() => say(t("roster.saved")));
  if (checklist.endedOn) {
    return (
      <section class="card stack">
        <p>{t(checklist.published ? "roster.ended" : "checklist.given_up", { day: dayWords(checklist.endedOn) })}</p>
        <button type="button" class="btn soft" onClick={() => write(null)}>
          {t("roster.again")}
        </button>
      </section>
    );
  }
  return (
    <details class="card">
      <summary>{t("roster.end")}</summary>
      <div class="stack">
        <p class="muted">{t("checklist.end.why")}</p>
        <DayPick label={t("roster.end.day")} value={day} />
        <button type="button" class="btn danger" onClick={() => write(day.value)}>
          {t("roster.end")}
        </button>
      </div>
    </details>
  );
}
