/** 未到齐: what the server expects of a visit and doesn't have; asked for when there is a network, never stored. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { dashed, idOf } from "../../model/ids";
import { t } from "../../text";
import { replica } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { atWords } from "./at-words";
import { Tallied } from "./tallied";
import { nameOf, type Visit } from "./view";
import "./visit-more.css";
import "../lists.css";

interface Debt {
  readonly person: string;
  readonly claimed: number;
  readonly missing: readonly string[];
  readonly photos: number;
  readonly waiting_changes: number;
  readonly waiting_photos: number;
  readonly heard_ms: number | null;
}

/** 退组后送到: it lies apart until the leader takes it in. */
export interface Late {
  readonly change: string;
  readonly person: string;
  readonly kind: "observation" | "interview";
  readonly item: string;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly verdict: string | null;
  readonly words: readonly string[];
  readonly photos: number;
  readonly taken_in: boolean;
}

interface Expected {
  readonly complete: boolean;
  readonly debts: readonly Debt[];
  readonly late: readonly Late[];
}

const LateWork = later(async () => (await import("./late-work")).LateWork);

async function ask(visit: Visit): Promise<Expected | null> {
  if (replica.peek()?.silent?.peek()) return null;
  try {
    const answer = await fetch(`/api/visits/${dashed(visit.id)}/expected`, { headers: { "X-Mingcha": "1" } });
    return answer.ok ? ((await answer.json()) as Expected) : null;
  } catch {
    return null;
  }
}

export function Debts({ visit }: { visit: Visit }): JSX.Element {
  const told = useSignal<Expected | null | undefined>(undefined);
  const synced = replica.value?.status.value.lastSyncedMs;
  useEffect(() => {
    void ask(visit).then((found) => {
      told.value = found;
    });
  }, [visit.id, synced, told]);
  const found = told.value;
  const owing = found?.debts.filter(owes) ?? [];
  return (
    <>
      <section class="card stack" aria-label={t("insp.debts")}>
        <h2>{t("insp.debts")}</h2>
        {found === null && <p class="muted">{t("insp.debts.unknown")}</p>}
        {found && owing.length === 0 && (
          <p class="row">
            <span class="tag pass">
              <Icon name="check" />
              {t("insp.debts.none")}
            </span>
          </p>
        )}
        {owing.map((debt) => (
          <Owing key={debt.person} debt={debt} />
        ))}
        <Tallied visit={visit} />
      </section>
      {found && found.late.length > 0 && <LateWork visit={visit} late={found.late} />}
    </>
  );
}

function owes({ missing, photos, waiting_changes, waiting_photos }: Debt): boolean {
  return missing.length > 0 || photos > 0 || waiting_changes > 0 || waiting_photos > 0;
}

function Owing({ debt }: { debt: Debt }): JSX.Element {
  const lines = [
    debt.missing.length > 0 && t("insp.debt.items", { n: debt.missing.length, of: debt.claimed }),
    debt.photos > 0 && t("insp.debt.photos", { n: debt.photos }),
    debt.waiting_changes + debt.waiting_photos > 0 &&
      t("insp.debt.waiting", { n: debt.waiting_changes + debt.waiting_photos }),
  ].filter((line): line is string => typeof line === "string");
  return (
    <div class="saw">
      <p class="row">
        <b class="grow">{nameOf(idOf(debt.person))}</b>
        {debt.heard_ms !== null && <span class="small num">{t("insp.heard", { time: atWords(debt.heard_ms) })}</span>}
      </p>
      {lines.map((line) => (
        <p key={line} class="muted num">
          {line}
        </p>
      ))}
    </div>
  );
}
