/** A new assistance: leader, unit, what for, and what is to get better from where; a draft until it begins. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { fieldOf, under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Chips, Line } from "../deeds/ask";
import { nameOfPerson, textAt } from "../deeds/bits";
import { Frame } from "../frame";
import { mine, placeName } from "../here";
import { flushAll } from "../saving";
import { say } from "../toast";
import { Writing } from "../writing";
import { resultsOf } from "./unit-results";

const WORDS_MAX = 2000;
const TITLE_MAX = 100;
const NUMBER = /^-?\d{1,9}(\.\d{1,4})?$/;
const OPS = ["increase", "decrease", ">=", "<="] as const;

export function AssistanceEdit({ doc }: { doc: Doc }): JSX.Element {
  const put = (path: string, value: Value) => void mine().write(doc.id, "assistance", [[path, value]]);
  const indicators = under(doc.registers, "indicators/");
  const ready = textAt(doc, "title").trim() !== "" && indicators.length > 0;
  const begin = () => {
    flushAll();
    void mine().write(doc.id, "assistance", [["begun", true]]);
    say(t("assistance.begun"));
  };
  return (
    <Frame
      title={t("assistance.new")}
      under={t("assistance.pair", {
        leader: nameOfPerson(idOf(valueAt(doc, "leader"))),
        unit: placeName(idOf(valueAt(doc, "unit"))),
      })}
      above="/assistance"
      dock={
        <button type="button" class="btn" disabled={!ready} onClick={begin}>
          {t("assistance.begin")}
        </button>
      }
    >
      <section class="card stack">
        <b>{t("assistance.title")}</b>
        <Writing
          label={t("assistance.title")}
          value={textAt(doc, "title")}
          codePointsMax={TITLE_MAX}
          onSave={(text) => put("title", text.trim() || null)}
        />
        <b>{t("assistance.goal")}</b>
        <Writing
          label={t("assistance.goal")}
          value={textAt(doc, "goal")}
          codePointsMax={WORDS_MAX}
          onSave={(text) => put("goal", text)}
        />
      </section>
      <h2 class="section">{t("assistance.indicators")}</h2>
      {indicators.map((path) => (
        <section key={path} class="card row wrap">
          <span class="grow">
            <b class="block">{String(fieldOf(valueAt(doc, path), "title"))}</b>
            <span class="muted num">
              {t("indicator.baseline", { n: String(fieldOf(valueAt(doc, path), "baseline")) })}
            </span>
          </span>
          <button type="button" class="btn plain short" onClick={() => put(path, null)}>
            {t("report.remove")}
          </button>
        </section>
      ))}
      <NewIndicator doc={doc} />
    </Frame>
  );
}

/** By the unit's own results, or anything that somebody measures. */
function NewIndicator({ doc }: { doc: Doc }): JSX.Element {
  const [title, unit, baseline, value] = [useSignal(""), useSignal(""), useSignal(""), useSignal("")];
  const op = useSignal<string>("increase");
  const [result] = resultsOf(idOf(valueAt(doc, "unit")));
  const fixed = op.value === ">=" || op.value === "<=";
  const valued = NUMBER.test(value.value.trim());
  const ready =
    title.value.trim() !== "" &&
    NUMBER.test(baseline.value.trim()) &&
    (fixed ? valued : value.value.trim() === "" || valued);
  const add = (indicator: { [key: string]: Value }) => {
    void mine().write(doc.id, "assistance", [[`indicators/${mine().newId()}`, indicator]]);
    for (const each of [title, unit, baseline, value]) each.value = "";
  };
  const opWords = (each: string) =>
    ({ increase: t("aim.up"), decrease: t("aim.down"), ">=": t("aim.op.least"), "<=": t("aim.op.most") })[each] ?? each;
  return (
    <section class="card stack">
      {result && (
        <button
          type="button"
          class="btn soft"
          onClick={() =>
            add({ title: t("indicator.result"), op: "increase", baseline: result.total, source: "result" })
          }
        >
          {t("indicator.by_result", { period: result.period, value: result.total })}
        </button>
      )}
      <Line label={t("indicator.title")} value={title} hint={t("indicator.title.hint")} />
      <Line label={t("indicator.unit")} value={unit} hint={t("optional")} />
      <Line label={t("indicator.now")} value={baseline} numeric />
      <Chips
        label={t("indicator.aim")}
        of={OPS}
        on={[op.value]}
        words={opWords}
        onTap={(each) => {
          op.value = each;
        }}
      />
      <Line
        label={fixed ? t("indicator.to") : t("indicator.by")}
        value={value}
        numeric
        hint={fixed ? "" : t("optional")}
      />
      <button
        type="button"
        class="btn soft"
        disabled={!ready}
        onClick={() =>
          add({
            title: title.value.trim(),
            op: op.value,
            baseline: baseline.value.trim(),
            value: value.value.trim() || null,
            unit: unit.value.trim() || null,
            source: "stated",
          })
        }
      >
        {t("indicator.add")}
      </button>
    </section>
  );
}
