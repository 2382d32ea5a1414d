/**
 * 检查发现: what was published of inspections, visit by visit; above them what waits to be published by me.
 * Promises: the list is shown once it is known what stands above it, so that nothing moves under a thumb.
 */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { byKind, type Finding, findingOf } from "../model/bulletin";
import { inOffice, MatterLines, PraiseTag, practiceWords, Shots } from "../parts/bulletins/face";
import { fetchVisitState } from "../parts/bulletins/visit-state";
import { Facts } from "../parts/facts";
import { Frame } from "../parts/frame";
import { all, docAt, personAt, placeName, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayAndWeekday, dayWords, momentWords } from "../parts/when";
import { isWide } from "../parts/wide";
import type { Params } from "../router";
import type { Hex } from "../sync/interface";
import { moreTexts, t } from "../text";

const OrderFrom = later(async () => {
  const [module] = await Promise.all([import("../parts/orders/order-from"), moreTexts("orders")]);
  return module.OrderFrom;
});
const Many = later(async () => (await import("../parts/many")).Many);
const Waiting = later(async () => (await import("../parts/bulletins/waiting")).Waiting);
/** Whether what waits is known, or couldn't be fetched. */
const settled = signal(false);

async function settle(): Promise<void> {
  await Promise.all([Waiting.fetch(), Many.fetch(), fetchVisitState()]);
  settled.value = true;
}

export default function Findings({ params }: { params: Params }): JSX.Element {
  const detail = params.finding;
  const publishing = all("visit").length > 0;
  useEffect(() => {
    if (publishing) void settle();
  }, [publishing]);
  if (detail && !isWide.value) {
    return (
      <Frame title={t("bul.finding")} above="/findings">
        <One id={detail} />
      </Frame>
    );
  }
  const found = all("finding").map(findingOf);
  const known = settled.value || !publishing;
  return (
    <Frame title={t("bul.findings")} above="/me" wide>
      {publishing && <Waiting />}
      {found.length === 0 && known && <Nothing title={t("bul.findings.none")}>{t("bul.findings.none.why")}</Nothing>}
      {found.length > 0 && known && (
        <div class="pair">
          <div class="stack">
            <Many
              name="findings"
              of={visitsOf(found)
                .flat()
                .map((each) => [each.doc.id, wordsOf(each)])}
            >
              {(shown) =>
                visitsOf(found).map((each) => <Visit key={each[0]?.visit} found={each} shown={shown} detail={detail} />)
              }
            </Many>
          </div>
          {isWide.value && (
            <div class="detail">{detail ? <One id={detail} /> : <p class="empty">{t("bul.findings.choose")}</p>}</div>
          )}
        </div>
      )}
    </Frame>
  );
}

/** By what a finding is looked for. */
function wordsOf(one: Finding): string {
  return [one.text, one.kind, one.title, placeName(one.unit), dayWords(one.day)].join(" ");
}

/** The newest visit first; within one as it was ordered. */
function visitsOf(found: readonly Finding[]): Finding[][] {
  const visits = new Map<Hex, Finding[]>();
  for (const one of found) visits.set(one.visit, [...(visits.get(one.visit) ?? []), one]);
  for (const list of visits.values()) list.sort((one, other) => one.order - other.order);
  return [...visits.values()].sort((one, other) => (other[0]?.publishedMs ?? 0) - (one[0]?.publishedMs ?? 0));
}

interface VisitProps {
  readonly found: readonly Finding[];
  readonly shown: ReadonlySet<string>;
  readonly detail: string | undefined;
}

/** What is counted is the whole visit, also where only a part of it is shown. */
function Visit({ found, shown, detail }: VisitProps): JSX.Element | null {
  const [first] = found;
  const listed = found.filter(({ doc }) => shown.has(doc.id));
  const { praise, groups } = byKind(listed);
  const good = found.filter((one) => one.praise).length;
  if (listed.length === 0) return null;
  const list: [string, Finding[]][] = [
    ...groups,
    ...(praise.length > 0 ? [[t("bul.kind.praise"), praise] as [string, Finding[]]] : []),
  ];
  return (
    <section class="stack" aria-label={first?.title ?? ""}>
      <h2 class="section">
        {[placeName(first?.unit), dayWords(first?.day ?? ""), practiceWords(first?.practice ?? "")].join(" · ")}
      </h2>
      <p class="muted num">{t("bul.counts", { bad: found.length - good, good })}</p>
      <div class="card list">
        {list.flatMap(([kind, matters]) =>
          matters.map((one) => (
            <a
              key={one.doc.id}
              class="line-row"
              href={`/findings/${one.doc.id}`}
              aria-current={one.doc.id === detail ? "true" : undefined}
            >
              <span class="grow">
                <span class="muted block">{kind}</span>
                <b class="block">{one.text}</b>
              </span>
              {one.photos.length > 0 && <span class="tag num">{t("bul.photos", { n: one.photos.length })}</span>}
              <Icon name="go" />
            </a>
          )),
        )}
      </div>
    </section>
  );
}

function One({ id }: { id: string }): JSX.Element {
  const doc = docAt(id);
  if (doc?.kind !== "finding") return <Nothing title={t("bul.gone")}>{t("bul.gone.why")}</Nothing>;
  const one = findingOf(doc);
  const seen = doc.registers.get("seen_at")?.value;
  const redrawn = doc.registers.get("redrawn")?.value;
  const names = one.inspectors.map((who) => personAt(who)?.name ?? "").filter(Boolean);
  return (
    <div class="stack">
      <section class="card stack">
        <div class="row wrap">
          <span class="tag">{one.kind}</span>
          {one.praise && <PraiseTag />}
          {one.fixed && (
            <span class="tag pass">
              <Icon name="check" />
              {t("bul.fixed")}
            </span>
          )}
        </div>
        <MatterLines matter={one} where={placeName(one.unit)} />
        <div class="large shots">
          <Shots doc={doc} paths={one.photos} label={one.kind} />
        </div>
      </section>
      {inOffice() && !one.praise && <OrderFrom kind="finding" id={doc.id} words={t("bul.order")} />}
      <Facts
        card
        facts={[
          [t("bul.visit"), `${practiceWords(one.practice)} · ${one.title}`],
          [t("bul.day"), one.day ? dayAndWeekday(one.day) : ""],
          [t("bul.seen"), typeof seen === "number" ? momentWords(seen, today.value) : ""],
          [t("bul.published"), momentWords(one.publishedMs, today.value)],
          [t("bul.inspectors"), names.length > 0 ? names.join(t("list.comma")) : t("bul.inspectors.withheld")],
          [t("bul.redrawn"), redrawn ? t("bul.redrawn.n", { n: String(redrawn) }) : ""],
        ]}
      />
    </div>
  );
}
