/** What the office may do beside the next step: charge somebody with the recheck, keep names to itself, withdraw. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { under } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import type { OrderStanding } from "../../model/order";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { Words } from "../deeds/ask";
import { Asking } from "../deeds/asking";
import { nameOfPerson } from "../deeds/bits";
import { mine } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { wishOf } from "./mine";
import { independent } from "./rights";
import { withheldOf } from "./withheld";

const Handover = later(() => import("./handover").then((module) => module.Handover));
const PickPeople = later(() => import("../deeds/pick-people").then((module) => module.PickPeople));

export function OfficeActs({ doc, standing }: { doc: Doc; standing: OrderStanding }): JSX.Element {
  const ended = standing.state === "closed" || standing.state === "withdrawn";
  const withheld = withheldOf(doc.id);
  const checkers = under(doc.registers, "checkers/").map((path) => idOf(path.slice("checkers/".length)) ?? "");
  const items = under(doc.registers, "items/").length;
  return (
    <section class="card stack">
      <h2>{t("office.acts")}</h2>
      {withheld.length > 0 && (
        <p class="muted">{t("office.withheld", { names: withheld.map(nameOfPerson).join(t("list.comma")) })}</p>
      )}
      {checkers.length > 0 && (
        <p class="muted">{t("office.checkers", { names: checkers.map(nameOfPerson).join(t("list.comma")) })}</p>
      )}
      {items > 0 && <p class="muted num">{t("office.items", { n: items })}</p>}
      {!ended && (
        <div class="quick">
          <Checkers doc={doc} known={checkers} />
          {wishOf(doc, standing) !== "hand_over" && <Handover doc={doc} />}
          {independent(doc) && <Withdraw doc={doc} />}
        </div>
      )}
    </section>
  );
}

function Checkers({ doc, known }: { doc: Doc; known: readonly Hex[] }): JSX.Element {
  const chosen = useSignal<readonly Hex[]>(known);
  const keep = () => {
    const added = chosen.value.filter((id) => !known.includes(id));
    const writes = added.map((id): [string, Value] => [`checkers/${dashed(id)}`, true]);
    if (writes.length > 0) void mine().write(doc.id, "order", writes);
  };
  return (
    <Asking words={t("office.charge")} face="btn soft short" yes={t("office.charge.keep")} onYes={keep}>
      <p class="muted">{t("office.charge.who")}</p>
      <PickPeople chosen={chosen} among={(one) => independent(doc, one)} />
    </Asking>
  );
}

function Withdraw({ doc }: { doc: Doc }): JSX.Element {
  const why = useSignal("");
  return (
    <Asking
      words={t("office.withdraw")}
      face="btn plain short"
      title={t("office.withdraw.ask")}
      ready={why.value.trim() !== ""}
      onYes={() => {
        void mine().write(doc.id, "order", [["withdrawn", why.value.trim()]]);
        say(t("office.withdrawn"));
      }}
    >
      <Words label={t("office.withdraw.why")} value={why} />
    </Asking>
  );
}
