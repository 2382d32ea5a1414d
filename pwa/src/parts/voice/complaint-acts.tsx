/** What is done with a complaint beside answering it: passed on with a reason, found so or not. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../../model/ids";
import { freshOf } from "../../model/public";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { Choose } from "../choose";
import { Sheet, Words } from "../deeds/ask";
import { PickPeople } from "../deeds/pick-people";
import { mine } from "../here";

export function PassOn({ doc }: { doc: Doc }): JSX.Element {
  const open = useSignal(false);
  const to = useSignal<readonly Hex[]>([]);
  const reason = useSignal("");
  const write = async () => {
    const whom = to.value[0];
    if (!whom) return;
    await mine().write(doc.id, "complaint", [
      ["handler", bytesOf(whom)],
      [`passed/${freshOf(doc, "passed/")}`, { to: bytesOf(whom), reason: reason.value.trim() }],
    ]);
  };
  return (
    <>
      <button type="button" class="btn soft" onClick={() => (open.value = true)}>
        {t("complaint.pass")}
      </button>
      <Sheet
        open={open}
        title={t("complaint.pass")}
        yes={t("complaint.pass")}
        ready={to.value.length === 1 && reason.value.trim() !== ""}
        onYes={() => void write()}
      >
        <PickPeople chosen={to} one />
        <Words label={t("complaint.pass.why")} value={reason} rows={2} />
      </Sheet>
    </>
  );
}

export function Finding({ doc }: { doc: Doc }): JSX.Element {
  const open = useSignal(false);
  const found = useSignal<"yes" | "partly" | "no">("yes");
  const reason = useSignal("");
  const write = () =>
    void mine().write(doc.id, "complaint", [["finding", { substantiated: found.value, reason: reason.value.trim() }]]);
  return (
    <>
      <button type="button" class="btn soft" onClick={() => (open.value = true)}>
        {t("complaint.finding")}
      </button>
      <Sheet
        open={open}
        title={t("complaint.finding")}
        yes={t("complaint.finding")}
        ready={reason.value.trim() !== ""}
        onYes={write}
      >
        <Choose
          label={t("complaint.finding")}
          value={found}
          options={[
            { value: "yes", label: t("complaint.yes") },
            { value: "partly", label: t("complaint.partly") },
            { value: "no", label: t("complaint.no") },
          ]}
        />
        <Words label={t("complaint.finding.why")} value={reason} />
      </Sheet>
    </>
  );
}
