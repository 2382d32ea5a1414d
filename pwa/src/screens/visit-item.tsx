/** 检查项: one item in full: my verdict, what it costs, pictures, and what the others saw; the leader's ruling. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Verdict } from "../model/inspection";
import { headings } from "../model/inspection";
import { mine, replica } from "../parts/here";
import { Icon } from "../parts/icons";
import { observationId, observe } from "../parts/inspect/acts";
import { lacksEvidence } from "../parts/inspect/done";
import { present, VerdictButtons } from "../parts/inspect/verdicts";
import { nameOf, type Row, type Visit, visitAt } from "../parts/inspect/view";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { language } from "../parts/preferences";
import { navigate, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";

const Details = later(async () => (await import("../parts/inspect/details")).Details);
const Others = later(async () => (await import("../parts/inspect/others")).Others);
const ItemAgreed = later(async () => (await import("../parts/inspect/item-agreed")).ItemAgreed);
const Shots = later(async () => (await import("../parts/inspect/shots")).Shots);

const ALL: readonly Verdict[] = ["pass", "fail", "na", "unseen"];

export default function VisitItem({ params }: { params: Params }): JSX.Element {
  const visit = visitAt(params.visit ?? "");
  const at = visit?.rows.findIndex(({ id }) => id === params.item) ?? -1;
  const row = visit?.rows[at];
  if (!visit || !row) {
    return (
      <VisitFrame title={t("insp")} above="/inspections">
        <Nothing title={t("insp.visit.gone")}>{t("insp.visit.gone.why")}</Nothing>
      </VisitFrame>
    );
  }
  return <Item key={row.id} visit={visit} row={row} at={at} />;
}

function Item({ visit, row, at }: { visit: Visit; row: Row; at: number }): JSX.Element {
  const doc = useSignal<Hex>("");
  useEffect(() => {
    void observationId(visit.id, row.id).then((id) => {
      doc.value = id;
    });
    replica.peek()?.presence?.(visit.id, `items/${row.id}`);
  }, [visit.id, row.id, doc]);
  const base = `/visits/${visit.id}`;
  const before = visit.rows[at - 1];
  const after = visit.rows[at + 1];
  return (
    <VisitFrame
      title={t("insp.item", { n: row.number, of: visit.rows.length })}
      under={headings(row.item).join(" › ")}
      above={base}
      dock={
        <>
          <button
            type="button"
            class="btn soft"
            disabled={!before}
            onClick={() => before && navigate(`${base}/items/${before.id}`, { replace: true })}
          >
            {t("insp.before")}
          </button>
          <button
            type="button"
            class="btn"
            onClick={() => navigate(after ? `${base}/items/${after.id}` : base, { replace: true })}
          >
            {t(after ? "insp.after" : "insp.back")}
          </button>
        </>
      }
    >
      <Asked row={row} />
      <Here visit={visit} row={row} />
      {visit.members.includes(mine().person) && <Mine visit={visit} row={row} doc={doc.value} />}
      <Others visit={visit} row={row} />
      <ItemAgreed visit={visit} row={row} />
    </VisitFrame>
  );
}

/** What the checklist says of it. */
function Asked({ row }: { row: Row }): JSX.Element {
  const { item } = row;
  const facts = [item.rule, item.method, item.detail, item.hint].filter(Boolean);
  return (
    <section class="card stack">
      <p>
        {item.core === true && <b class="core">★ </b>}
        <b>{language.value === "en" && item.text_en ? item.text_en : item.text}</b>
      </p>
      {facts.map((words) => (
        <p key={words} class="muted">
          {words}
        </p>
      ))}
      <p class="row wrap">
        {item.points !== undefined && item.points !== null && (
          <span class="tag num">{t("insp.points", { n: String(item.points) })}</span>
        )}
        {item.polarity === "prohibited" && <span class="tag warn">{t("insp.prohibited")}</span>}
        {item.evidence && item.evidence !== "none" && <span class="tag info">{t("insp.evidence")}</span>}
      </p>
    </section>
  );
}

/** Who else is at this item just now. */
function Here({ visit, row }: { visit: Visit; row: Row }): JSX.Element | null {
  const names = present(visit.id, row.id).map((id) => nameOf(id));
  if (names.length === 0) return null;
  return (
    <p class="promise" role="status">
      <Icon name="people" />
      <span>{t("insp.here", { names: names.join(t("list.comma")) })}</span>
    </p>
  );
}

function Mine({ visit, row, doc }: { visit: Visit; row: Row; doc: Hex }): JSX.Element {
  const { item, own } = row;
  const verdict = own?.doc.registers.get("verdict")?.value ? own.verdict : null;
  const children = item.children ?? [];
  const childVerdict = useMemo(() => childVerdicts(row), [row]);
  return (
    <section class="card stack" aria-label={t("insp.mine")}>
      <h2>{t("insp.mine")}</h2>
      <div class="large-buttons">
        <VerdictButtons
          name={t("insp.mine")}
          chosen={verdict}
          options={ALL}
          onChoose={(chosen) => void observe(visit.id, row.id, [["verdict", chosen]])}
        />
      </div>
      {children.map((child) => (
        <div key={child.id} class="row">
          <span class="grow">{child.text}</span>
          <VerdictButtons
            name={child.text}
            chosen={childVerdict.get(child.id) ?? null}
            options={["pass", "fail"]}
            onChoose={(chosen) => void observeChild(visit.id, row, child.id, chosen)}
          />
        </div>
      ))}
      {lacksEvidence(row) && (
        <p class="hint">
          <Icon name="camera" />
          <span>{t("insp.evidence.lacks")}</span>
        </p>
      )}
      {doc && <Shots visit={visit.id} row={row} doc={doc} />}
      {doc && verdict !== null && <Details visit={visit} row={row} doc={doc} />}
    </section>
  );
}

function childVerdicts({ own }: Row): Map<string, Verdict> {
  const found = new Map<string, Verdict>();
  for (const [path, { value }] of own?.doc.registers ?? []) {
    if (path.startsWith("children/") && value !== null) found.set(path.slice(9), value as Verdict);
  }
  return found;
}

/** A part that fails fails the item, unless I have said something of the item myself. */
function observeChild(visit: Hex, row: Row, child: string, verdict: Verdict | null): Promise<void> {
  const said = row.own?.doc.registers.get("verdict")?.value ?? null;
  const fails = verdict === "fail" && said !== "fail";
  return observe(visit, row.id, [[`children/${child}`, verdict], ...(fails ? ([["verdict", "fail"]] as const) : [])]);
}
