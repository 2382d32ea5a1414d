/** How often: the type first, then only what that type asks for. */
import type { JSX } from "preact";
import { CADENCE_TYPES } from "../../model/bundle-fields";
import { placedIn, withField } from "../../model/editing";
import { type Given, listOf, mapOf } from "../../model/given";
import type { Value } from "../../sync/interface";
import { type Key, t } from "../../text";
import { Select } from "./choices";
import { Data, Flag, Lines, Typed, Whole } from "./plain";
import type { ControlProps } from "./props";
import { elementWords, plainWord } from "./words";

/** What each type asks for beside `times`, `remind_days` and `on_holiday`. */
const ASKS: { readonly [type: string]: readonly string[] } = {
  once_by: ["dates"],
  daily: ["working_days"],
  weekly: ["weekday"],
  monthly: ["due_day"],
  bimonthly: ["due_day"],
  months: ["months", "due_day"],
  in_stage: ["stage"],
  per_event: ["event"],
  choice_of: ["of"],
  combined: ["of"],
};
const SCHEDULED = [
  "once_by",
  "daily",
  "weekly",
  "monthly",
  "bimonthly",
  "quarterly",
  "half_yearly",
  "months",
  "year_end",
  "in_stage",
];
const HOLIDAY: readonly (readonly [string, Key])[] = [
  ["same", "plans.cadence.same"],
  ["previous", "plans.cadence.previous"],
  ["next", "plans.cadence.next"],
];

export function Cadence(props: ControlProps): JSX.Element {
  const given: Given = mapOf(props.value) ?? {};
  const type = typeof given.type === "string" ? given.type : "";
  const set = (name: string) => (value: Value) => props.onChange(withField(given, name, value));
  const inner = (name: string, key: Key): ControlProps => ({
    ...props,
    about: "",
    label: t(key),
    value: given[name] ?? null,
    onChange: set(name),
    required: false,
  });
  const asks = ASKS[type] ?? [];
  return (
    <fieldset class="line nested">
      <Select
        {...props}
        value={type}
        options={CADENCE_TYPES.map((value) => ({ value, label: plainWord(value) }))}
        onChange={(value) => props.onChange(value ? { type: value } : null)}
      />
      {asks.includes("dates") && <Lines {...inner("dates", "plans.cadence.dates")} />}
      {asks.includes("working_days") && <Flag {...inner("working_days", "plans.cadence.working_days")} />}
      {asks.includes("weekday") && <Whole {...inner("weekday", "plans.cadence.weekday")} />}
      {asks.includes("months") && (
        <Typed
          {...inner("months", "plans.cadence.months")}
          value={listOf(given.months).join(" ")}
          onChange={(typed) => set("months")(monthsOf(String(typed ?? "")))}
        />
      )}
      {asks.includes("due_day") && <Whole {...inner("due_day", "plans.cadence.due_day")} />}
      {asks.includes("event") && <Typed {...inner("event", "plans.cadence.event")} />}
      {asks.includes("of") && <Data {...inner("of", "plans.cadence.of")} />}
      {asks.includes("stage") && (
        <Select
          {...inner("stage", "plans.cadence.stage")}
          options={placedIn(props.registers, "stages").map(({ id, value }) => ({
            value: id,
            label: elementWords(id, value),
          }))}
        />
      )}
      {SCHEDULED.includes(type) && (
        <>
          <Whole {...inner("times", "plans.cadence.times")} />
          <Whole {...inner("remind_days", "plans.cadence.remind")} />
          <Select
            {...inner("on_holiday", "plans.cadence.holiday")}
            options={HOLIDAY.map(([value, key]) => ({ value, label: t(key) }))}
          />
        </>
      )}
    </fieldset>
  );
}

/** `7 12` are those months of every year, `2012-06` that one. */
function monthsOf(typed: string): Value[] {
  return typed
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map((word) => (/^\d{1,2}$/.test(word) ? Number(word) : word));
}
