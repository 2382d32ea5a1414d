/** What belongs to a verdict: points, an answer of another kind, a deduction with its reason, where, on whom, how often. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../../model/ids";
import { lostBy } from "../../model/inspection";
import { exactOf, textOf } from "../../model/scoring-number";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { later } from "../later";
import { Writing } from "../writing";
import { observe } from "./acts";
import { TextInput } from "./text-input";
import type { Row, Visit } from "./view";

const Whom = later(async () => (await import("./whom")).Whom);
const AnswerField = later(async () => (await import("./answer-field")).AnswerField);
const WORDS_MAX = 2_000;
const PLACE_MAX = 100;

interface Props {
  readonly visit: Visit;
  readonly row: Row;
  readonly doc: Hex;
}

export function Details({ visit, row, doc }: Props): JSX.Element {
  const { item, own } = row;
  const fails = own?.verdict === "fail";
  const write = (path: string, value: Value) => void observe(visit.id, row.id, [[path, value]]);
  const at = (path: string): Value => own?.doc.registers.get(path)?.value ?? null;
  return (
    <>
      <AnswerField row={row} doc={doc} write={write} />
      {fails && item.scale !== "score" && <Deduction row={row} write={write} />}
      {fails && (
        <>
          <TextInput
            label={t("insp.place")}
            value={at("place")}
            max={PLACE_MAX}
            onSave={(text) => write("place", text)}
          />
          <Whom value={at("person")} onPick={(id) => write("person", id ? bytesOf(id) : null)} />
        </>
      )}
      <Words label={t("insp.note")} value={at("note")} onSave={(text) => write("note", text)} />
      {fails && (
        <>
          <Words label={t("insp.suggestion")} value={at("suggestion")} onSave={(text) => write("suggestion", text)} />
          <label class="row">
            <input
              type="checkbox"
              checked={at("fixed") === true}
              onChange={(event) => write("fixed", event.currentTarget.checked ? true : null)}
            />
            <span class="grow">{t("insp.fixed")}</span>
          </label>
        </>
      )}
    </>
  );
}

/** What the item costs by its rule, how often it was seen, and my own deduction where I say another. */
function Deduction({ row, write }: { row: Row; write: (path: string, value: Value) => void }): JSX.Element {
  const own = row.own;
  const given = own?.doc.registers.get("deduction")?.value as { points: string | number; reason: string } | null;
  const points = useSignal(given ? String(given.points) : "");
  const reason = useSignal(given?.reason ?? "");
  const count = useSignal(own && own.count > 1 ? String(own.count) : "");
  const tried = useSignal(false);
  const bad = points.value.trim() !== "" && !exactOf(points.value.trim());
  const keep = () => {
    tried.value = true;
    const [told, why] = [points.value.trim(), reason.value.trim()];
    if (!told && !why) write("deduction", null);
    else if (told && why && exactOf(told)) write("deduction", { points: told, reason: why });
  };
  const lacks = tried.value && (bad || (points.value.trim() !== "") !== (reason.value.trim() !== ""));
  return (
    <fieldset class="stack">
      <legend class="row">
        <b class="grow">{t("insp.deduction")}</b>
        {own && <span class="tag fail num">{t("insp.costs", { n: textOf(lostBy(row.item, own)) })}</span>}
      </legend>
      <div class="row wrap">
        <NumberInput
          label={t("insp.count")}
          value={count}
          onKeep={() => write("count", Number(count.value) > 1 ? Math.round(Number(count.value)) : null)}
        />
        <NumberInput label={t("insp.own_points")} value={points} onKeep={keep} />
      </div>
      <TextInput
        label={t("insp.reason")}
        value={reason.value}
        max={WORDS_MAX}
        onSave={(text) => {
          reason.value = text;
          keep();
        }}
      />
      {lacks && (
        <p class="wrong-words" role="alert">
          {t("insp.deduction.both")}
        </p>
      )}
    </fieldset>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly onKeep: () => void;
}

function NumberInput({ label, value, onKeep }: NumberProps): JSX.Element {
  return (
    <label class="line grow">
      {label}
      <input
        class="input num"
        inputMode="decimal"
        autocomplete="off"
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
        onChange={onKeep}
      />
    </label>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: Value;
  readonly onSave: (text: string) => void;
}

function Words({ label, value, onSave }: TextProps): JSX.Element {
  return (
    <div class="line">
      <span>{label}</span>
      <Writing label={label} value={typeof value === "string" ? value : ""} codePointsMax={WORDS_MAX} onSave={onSave} />
    </div>
  );
}
