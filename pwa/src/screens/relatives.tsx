/** 亲属回避: who is related to whom, so that nobody is given a relative; read by the office alone. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf, dashed, idOf } from "../model/ids";
import { byName } from "../model/people";
import { has } from "../model/person";
import { Frame } from "../parts/frame";
import { docAt, mine, person, personAt } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { people } from "../parts/roster";
import type { Doc, Hex, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/fields/fields.css";

interface Pair {
  readonly path: string;
  readonly one: Hex;
  readonly other: Hex;
}

function pairsOf(doc: Doc | undefined): Pair[] {
  const found: Pair[] = [];
  for (const [path, { value }] of doc?.registers ?? []) {
    const map = value as { [key: string]: Value } | null;
    const one = path.startsWith("pairs/") && map ? idOf(map.one) : null;
    const other = path.startsWith("pairs/") && map ? idOf(map.other) : null;
    if (one && other) found.push({ path, one, other });
  }
  return found;
}

export default function Relatives(): JSX.Element {
  const institution = person.value?.institution ?? "";
  const id = useSignal<Hex>("");
  useEffect(() => {
    if (institution) {
      void mine()
        .naturalId("relatives", dashed(institution))
        .then((made) => {
          id.value = made;
        });
    }
  }, [institution, id]);
  const one = useSignal<Hex>("");
  const other = useSignal<Hex>("");
  if (!has(person.value, "supervisor", "admin")) {
    return (
      <Frame title={t("kin")} above="/reviews">
        <Nothing title={t("not_yours")}>{t("kin.office")}</Nothing>
      </Frame>
    );
  }
  const doc = docAt(id.value);
  const pairs = pairsOf(doc);
  const write = (writes: [string, Value][]) =>
    mine().write(id.value, "relatives", doc ? writes : [["institution", bytesOf(institution)], ...writes]);
  const add = async () => {
    const pair = { one: bytesOf(one.value), other: bytesOf(other.value) };
    await write([[`pairs/${mine().newId().slice(0, 16)}`, pair]]);
    one.value = "";
    other.value = "";
  };
  return (
    <Frame title={t("kin")} above="/reviews">
      <p class="promise">
        <Icon name="lock" />
        <span>{t("kin.promise")}</span>
      </p>
      <section class="card stack">
        <Whom label={t("kin.one")} value={one.value} onChoose={(chosen) => (one.value = chosen)} />
        <Whom label={t("kin.other")} value={other.value} onChoose={(chosen) => (other.value = chosen)} />
        <button
          type="button"
          class="btn soft"
          disabled={!one.value || !other.value || one.value === other.value}
          onClick={() => void add()}
        >
          {t("kin.add")}
        </button>
      </section>
      {pairs.length > 0 && (
        <div class="card list">
          {pairs.map((pair) => (
            <div key={pair.path} class="line-row">
              <span class="grow">
                {personAt(pair.one)?.name} – {personAt(pair.other)?.name}
              </span>
              <button type="button" class="btn plain short" onClick={() => void write([[pair.path, null]])}>
                {t("kin.remove")}
              </button>
            </div>
          ))}
        </div>
      )}
    </Frame>
  );
}

interface WhomProps {
  readonly label: string;
  readonly value: Hex;
  readonly onChoose: (id: Hex) => void;
}

function Whom({ label, value, onChoose }: WhomProps): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <select class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          <option value="">{t("kin.choose")}</option>
          {[...people.value].sort(byName).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
