/** One indicator of an assistance: from where, to where, what was measured so far; measured here. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { fieldOf, valueAt } from "../../model/facts";
import { readings } from "../../model/readings";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Line, Sheet } from "../deeds/ask";
import { Tag } from "../deeds/bits";
import { mine, today } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { dayWords } from "../when";
import { Open } from "./open";

const FromResult = later(() => import("./assistance-result").then((module) => module.FromResult));
const NUMBER = /^-?\d{1,9}(\.\d{1,4})?$/;

interface IndicatorProps {
  readonly doc: Doc;
  readonly name: string;
  readonly met: boolean | null;
  readonly minds: boolean;
}

export function Indicator({ doc, name, met, minds }: IndicatorProps): JSX.Element {
  const given = valueAt(doc, `indicators/${name}`);
  const unit = String(fieldOf(given, "unit") ?? "");
  const found = readings(doc.registers, name);
  const [before, aim] = [String(fieldOf(given, "baseline")), aimWords(given ?? null)];
  const tag: [string, "pass" | "warn" | ""] =
    met === null ? [t("indicator.none"), ""] : met ? [t("indicator.met"), "pass"] : [t("indicator.not"), "warn"];
  return (
    <section class="card stack">
      <div class="row wrap">
        <b class="grow">{String(fieldOf(given, "title"))}</b>
        <Tag of={tag} />
      </div>
      <p class="muted num">{t("indicator.from", { value: `${before}${unit}`, aim })}</p>
      {found.length > 0 && (
        <ul class="stack">
          {found.map((each, at) => (
            <li key={at} class="row num">
              <span class="small grow">
                {[dayWords(String(fieldOf(each, "on"))), fieldOf(each, "period"), fieldOf(each, "note")]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <b>{`${String(fieldOf(each, "value"))}${unit}`}</b>
            </li>
          ))}
        </ul>
      )}
      {minds &&
        (fieldOf(given, "source") === "result" ? (
          <FromResult doc={doc} name={name} />
        ) : (
          <Measure doc={doc} name={name} />
        ))}
    </section>
  );
}

function aimWords(given: Value): string {
  const value = fieldOf(given, "value");
  const n = value === null ? "" : String(value);
  switch (fieldOf(given, "op")) {
    case "decrease":
      return n ? t("aim.down.by", { n }) : t("aim.down");
    case ">=":
      return t("aim.least", { n });
    case "<=":
      return t("aim.most", { n });
    default:
      return n ? t("aim.up.by", { n }) : t("aim.up");
  }
}

function Measure({ doc, name }: { doc: Doc; name: string }): JSX.Element {
  const asking = useSignal(false);
  const [value, note] = [useSignal(""), useSignal("")];
  const keep = () => {
    const reading = { on: today.peek(), value: value.value.trim(), note: note.value.trim() || null };
    void mine().write(doc.id, "assistance", [[`readings/${name}/${mine().newId()}`, reading]]);
    say(t("indicator.kept"));
  };
  return (
    <>
      <Open of={asking} words={t("indicator.measure")} face="btn soft short" />
      <Sheet
        open={asking}
        title={t("indicator.measure")}
        yes={t("assistance.keep")}
        ready={NUMBER.test(value.value.trim())}
        onYes={keep}
      >
        <Line label={t("indicator.value")} value={value} numeric />
        <Line label={t("indicator.note")} value={note} hint={t("optional")} />
      </Sheet>
    </>
  );
}
