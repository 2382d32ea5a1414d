/** To whom a bulletin is told: everybody of the institution, or units by name; the same list names who is criticised. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { textAt } from "../../model/bulletin";
import { dashed, idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, mine, person, placeName } from "../here";

interface Props {
  readonly doc: Doc;
  /** "units/" unless told otherwise, and then `units` says which. */
  readonly prefix?: string;
  readonly units?: readonly Hex[];
}

export function To({ doc, prefix, units }: Props): JSX.Element {
  const everyone = doc.registers.get("everyone")?.value === true;
  if (prefix && units) return <Units doc={doc} prefix={prefix} units={units} />;
  const turn = (on: boolean) => void mine().write(doc.id, "bulletin", [["everyone", on ? true : null]]);
  return (
    <fieldset class="line">
      <legend>{t("bul.to")}</legend>
      <label class="pick">
        <input type="checkbox" checked={everyone} onChange={(event) => turn(event.currentTarget.checked)} />
        <span class="grow">{t("bul.to.everyone")}</span>
      </label>
      <label class="pick">
        <input
          type="checkbox"
          checked={doc.registers.get("public")?.value === true}
          onChange={(event) =>
            void mine().write(doc.id, "bulletin", [["public", event.currentTarget.checked ? true : null]])
          }
        />
        <span class="grow">{t("bul.to.public")}</span>
      </label>
      {!everyone && <Units doc={doc} prefix="units/" units={ownUnits()} />}
    </fieldset>
  );
}

function ownUnits(): Hex[] {
  const here = person.value?.institution;
  return all("unit")
    .filter((unit) => idOf(unit.registers.get("institution")?.value) === here)
    .sort((one, other) => textAt(one, "name").localeCompare(textAt(other, "name"), "zh"))
    .map(({ id }) => id);
}

const SHOWN = 8;

function Units({ doc, prefix, units }: Required<Props>): JSX.Element {
  const whole = useSignal(false);
  const on = (unit: Hex) => doc.registers.get(prefix + dashed(unit))?.value === true;
  const shown = whole.value ? units : [...units.filter(on), ...units.filter((unit) => !on(unit))].slice(0, SHOWN);
  return (
    <>
      {shown.map((unit) => (
        <label key={unit} class="pick">
          <input
            type="checkbox"
            checked={on(unit)}
            onChange={(event) =>
              void mine().write(doc.id, "bulletin", [
                [prefix + dashed(unit), event.currentTarget.checked ? true : null],
              ])
            }
          />
          <span class="grow">{placeName(unit)}</span>
        </label>
      ))}
      {units.length > shown.length && (
        <button
          type="button"
          class="btn plain short"
          onClick={() => {
            whole.value = true;
          }}
        >
          {t("bul.to.more", { n: units.length - shown.length })}
        </button>
      )}
    </>
  );
}
