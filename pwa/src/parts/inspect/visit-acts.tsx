/** What stands above the checklist: arriving, keeping silent, and what the leader has done since. */
import type { JSX } from "preact";
import { dashed } from "../../model/ids";
import { moreTexts, t } from "../../text";
import { mine, replica } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { note } from "./acts";
import { nameOf, type Visit } from "./view";

const OfOrder = later(async () => {
  const [module] = await Promise.all([import("./of-order"), moreTexts("orders")]);
  return module.OfOrder;
});

export function VisitActs({ visit }: { visit: Visit }): JSX.Element {
  return (
    <>
      <Acts visit={visit} />
      {visit.doc.registers.has("order") && <OfOrder doc={visit.doc} />}
    </>
  );
}

function Acts({ visit }: { visit: Visit }): JSX.Element | null {
  const { state } = visit.standing;
  if (state === "cancelled") return <Banner tone="fail" words={t("insp.cancelled")} />;
  if (!visit.members.includes(mine().person)) return <Banner tone="warn" words={t("insp.watching")} />;
  if (state === "published") return <Banner tone="info" words={t("insp.published")} />;
  if (state === "finished") return <Finished visit={visit} />;
  return (
    <>
      <Arrival visit={visit} />
      <Silence visit={visit} />
    </>
  );
}

function Banner({ tone, words }: { tone: string; words: string }): JSX.Element {
  return (
    <p class={`card row ${tone}`} role="status">
      <Icon name="info" />
      <span class="grow">{words}</span>
    </p>
  );
}

function Finished({ visit }: { visit: Visit }): JSX.Element {
  const by = visit.leader ? nameOf(visit.leader) : "";
  return (
    <a class="card row warn" href={`/visits/${visit.id}/end`}>
      <Icon name="check" />
      <span class="grow">
        <b class="block">{t("insp.finished", { name: by ?? "" })}</b>
        <span class="muted">{t("insp.finished.why")}</span>
      </span>
      <Icon name="go" />
    </a>
  );
}

function Arrival({ visit }: { visit: Visit }): JSX.Element | null {
  const me = mine().person;
  const arrived = visit.doc.registers.get(`begun/${dashed(me)}`)?.value;
  if (typeof arrived === "number") return null;
  const arrive = () => {
    if (visit.doc.registers.get("silent")?.value === true) mine().keepSilent?.(true);
    void note(visit.id, [["begun/<me>", mine().now()]]);
  };
  return (
    <section class="card stack">
      <p class="row">
        <b class="grow">{t("insp.arrive.title")}</b>
        {visit.leader && <span class="tag">{t("insp.leader", { name: nameOf(visit.leader) })}</span>}
      </p>
      <p class="muted">{t("insp.arrive.why")}</p>
      <button type="button" class="btn" onClick={arrive}>
        {t("insp.arrive")}
      </button>
    </section>
  );
}

/** Offered where the plan asks for it, and wherever this phone is silent already. */
function Silence({ visit }: { visit: Visit }): JSX.Element | null {
  const { registers } = visit.doc;
  const silent = replica.value?.silent?.value === true;
  const asked = registers.get("silent")?.value === true;
  const released = registers.get("released");
  if (!silent && (!asked || released)) return null;
  const leads = visit.leader === mine().person;
  const speak = () => {
    mine().keepSilent?.(false);
    if (leads && asked && !released) void note(visit.id, [["released", true]]);
  };
  return (
    <section class={`card row ${silent ? "warn" : ""}`}>
      <Icon name="offline" />
      <span class="grow">
        <b class="block">{t(silent ? "insp.silent.on" : "insp.silent.off")}</b>
        <span class="muted">{t(leads ? "insp.silent.leader" : "insp.silent.member")}</span>
      </span>
      <button
        type="button"
        class="btn soft short"
        aria-pressed={silent}
        onClick={silent ? speak : () => mine().keepSilent?.(true)}
      >
        {t(silent ? "insp.silent.speak" : "insp.silent.hush")}
      </button>
    </section>
  );
}
