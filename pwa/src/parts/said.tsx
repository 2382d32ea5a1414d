/** What was said of somebody, as it is read: the four parts, or a short remark; who said it and when. */
import type { JSX } from "preact";
import { type Commentary, PARTS } from "../model/commentary";
import { t } from "../text";
import { docAt, personAt, placeName, today } from "./here";
import { periodWords } from "./period-words";
import { outcomeWords, partWords } from "./said-words";
import { momentWords } from "./when";
import "./commentary.css";

/** 支部讲评 · 2026年第三季度; 黄德明点评 · 11月19日 */
export function saidBy(said: Commentary): string {
  const who = said.by ? (personAt(said.by)?.name ?? "") : placeName(said.branch);
  if (said.kind === "leader_remark") return t("say.by", { name: who });
  return said.kind === "branch_commentary"
    ? t("say.of_branch", { name: who, period: periodWords(said.period) })
    : t("say.of_leader", { name: who, period: periodWords(said.period) });
}

export function subjectName(said: Commentary): string {
  if (!said.subject) return "";
  return docAt(said.subject)?.kind === "person" ? (personAt(said.subject)?.name ?? "") : placeName(said.subject);
}

export function Said({ said }: { said: Commentary }): JSX.Element {
  return (
    <section class="card stack">
      <p class="muted">
        {saidBy(said)} · {momentWords(said.atMs, today.value)}
      </p>
      {said.kind === "leader_remark" ? (
        <p>{said.text}</p>
      ) : (
        <dl class="said">
          {PARTS.map((part) => (
            <>
              <dt>{partWords(part)}</dt>
              <dd>{said.parts[part]}</dd>
            </>
          ))}
        </dl>
      )}
      {(said.followUp || said.outcome) && (
        <p class="row wrap">
          {said.followUp && <span class="tag warn">{t("say.follow_up.short")}</span>}
          {said.outcome && (
            <span class={said.outcome === "done" ? "tag pass" : "tag fail"}>{outcomeWords(said.outcome)}</span>
          )}
        </p>
      )}
      {said.outcomeNote && <p class="muted">{said.outcomeNote}</p>}
    </section>
  );
}
