/** 更正: what was sent stays; its correction begins as a copy, with the reason and the pictures. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { saidAt } from "../../model/report";
import { navigate } from "../../router";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { Sheet, Words } from "../deeds/ask";
import { all, mine, today } from "../here";
import { say } from "../toast";

const KEPT = ["institution", "type", "period", "title", "text", "unit", "who", "record"];
const COPIED = ["sections/", "figures/", "targets/"];

/** What was sent stays; its correction begins as a copy, with the reason. */
export function Correct({ doc }: { doc: Doc }): JSX.Element {
  const open = useSignal(false);
  const why = useSignal("");
  const edition = Number(saidAt(doc, "edition") || "1") + 1;
  const next = all(doc.kind).find((one) =>
    doc.kind === "brief"
      ? idOf(one.registers.get("corrects")?.value) === doc.id
      : saidAt(one, "edition") === String(edition) &&
        saidAt(one, "type") === saidAt(doc, "type") &&
        saidAt(one, "period") === saidAt(doc, "period"),
  );
  if (next) {
    return (
      <a class="btn soft" href={`/reports/${next.id}`}>
        {t("report.corrected")}
      </a>
    );
  }
  const begin = async () => {
    const copied = [...doc.registers].flatMap(([path, { value }]): [string, Value][] =>
      value !== null && (KEPT.includes(path) || COPIED.some((each) => path.startsWith(each))) ? [[path, value]] : [],
    );
    const reason: [string, Value] = ["reason", why.value.trim()];
    let id: Hex;
    if (doc.kind === "brief") {
      id = mine().newId();
      const { copiedPictures } = await import("./copied-pictures");
      const { writes, missing } = await copiedPictures(doc, id);
      const corrects: [string, Value] = ["corrects", bytesOf(doc.id)];
      await mine().write(id, "brief", [...copied, ...writes, ["day", today.peek()], corrects, reason]);
      if (missing) say(t("brief.photos.missing", { n: missing }));
    } else {
      const house = dashed(idOf(doc.registers.get("institution")?.value) ?? "");
      id = await mine().naturalId("report", house, saidAt(doc, "type"), saidAt(doc, "period"), String(edition));
      await mine().write(id, "report", [...copied, ["edition", String(edition)], reason]);
    }
    navigate(`/reports/${id}`);
  };
  return (
    <section class="card stack">
      <p class="muted">{t("report.correct.why")}</p>
      <button
        type="button"
        class="btn soft short"
        onClick={() => {
          open.value = true;
        }}
      >
        {t("report.correct")}
      </button>
      <Sheet
        open={open}
        title={t("report.correct")}
        yes={t("report.correct")}
        ready={why.value.trim() !== ""}
        onYes={() => void begin()}
      >
        <Words label={t("report.correct.what")} value={why} />
      </Sheet>
    </section>
  );
}
