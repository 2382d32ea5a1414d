/** What may still change once an activity is announced: its time and place, more people by name, or that it is cancelled. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { localOf } from "../../model/day";
import { valueAt } from "../../model/deed";
import { dashed } from "../../model/ids";
import { startOf } from "../../model/months";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { Line, Sheet, Words } from "./ask";
import { textAt } from "./face";

const MINUTE_MS = 60_000;
const PickPeople = later(() => import("./pick-people").then((module) => module.PickPeople));

function write(doc: Doc, ...writes: [string, Value][]): void {
  void mine().write(doc.id, "activity", writes);
  say(t("activity.changed"));
}

export function ChangeActivity({ doc }: { doc: Doc }): JSX.Element {
  const sheets = { move: useSignal(false), add: useSignal(false), cancel: useSignal(false) };
  const why = useSignal("");
  const chosen = useSignal<readonly Hex[]>([]);
  const add = () => {
    write(doc, ...chosen.value.map((who): [string, Value] => [`people/${dashed(who)}`, true]));
    chosen.value = [];
  };
  const words: Record<keyof typeof sheets, string> = {
    move: t("activity.move"),
    add: t("activity.add"),
    cancel: t("activity.cancel"),
  };
  return (
    <div class="quick">
      {(Object.keys(sheets) as (keyof typeof sheets)[]).map((name) => (
        <button
          key={name}
          type="button"
          class="btn soft short"
          onClick={() => {
            sheets[name].value = true;
          }}
        >
          {words[name]}
        </button>
      ))}
      <Move doc={doc} open={sheets.move} />
      <Sheet open={sheets.add} title={words.add} yes={words.add} ready={chosen.value.length > 0} onYes={add}>
        <PickPeople chosen={chosen} />
      </Sheet>
      <Sheet
        open={sheets.cancel}
        title={words.cancel}
        yes={words.cancel}
        ready={why.value.trim() !== ""}
        onYes={() => write(doc, ["cancelled", why.value.trim()])}
      >
        <Words label={t("review.why")} value={why} />
      </Sheet>
    </div>
  );
}

function Move({ doc, open }: { doc: Doc; open: Signal<boolean> }): JSX.Element {
  const [from, to] = ["begins_at", "ends_at"].map((path) => Number(valueAt(doc, path) ?? 0));
  const begins = localOf(from ?? 0);
  const day = useSignal(begins.day);
  const time = useSignal(begins.time);
  const venue = useSignal(textAt(doc, "venue"));
  const move = () => {
    const [hours = 0, minutes = 0] = time.value.split(":").map(Number);
    const start = startOf(day.value) + (hours * 60 + minutes) * MINUTE_MS;
    const length = (to ?? 0) - (from ?? 0);
    write(doc, ["begins_at", start], ["ends_at", start + length], ["venue", venue.value.trim()]);
  };
  const field = (label: string, value: Signal<string>, type: "date" | "time") => (
    <label class="line">
      <b class="block">{label}</b>
      <input
        class="input"
        type={type}
        value={value.value}
        onChange={(event) => {
          if (event.currentTarget.value) value.value = event.currentTarget.value;
        }}
      />
    </label>
  );
  return (
    <Sheet open={open} title={t("activity.move")} yes={t("fulfil.keep")} ready onYes={move}>
      {field(t("activity.day"), day, "date")}
      {field(t("activity.begins"), time, "time")}
      <Line label={t("activity.venue")} value={venue} />
    </Sheet>
  );
}
