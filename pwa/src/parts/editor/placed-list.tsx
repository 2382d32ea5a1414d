/** The elements of a section, or the items of one: opened, moved, removed, and one more at the end. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { isFreeId, moving, orderAtEnd, type Placed, placedIn, removing } from "../../model/editing";
import { navigate } from "../../router";
import { t } from "../../text";
import { TextLine } from "../entry";
import { Icon } from "../icons";
import { say } from "../toast";
import { type Edited, put } from "./plan";
import { elementWords } from "./words";
import "../lists.css";
import "./editor.css";

interface ListProps {
  readonly plan: Edited;
  /** What they stand under: "stages", "forms/self". */
  readonly above: string;
  /** The field that names one of them: "title", "text", "label". */
  readonly named: string;
}

export function PlacedList({ plan, above, named }: ListProps): JSX.Element {
  const list = placedIn(plan.registers, above);
  return (
    <>
      {list.length > 0 && (
        <div class="card list">
          {list.map((each, at) => (
            <Line key={each.id} plan={plan} above={above} list={list} at={at} />
          ))}
        </div>
      )}
      {plan.published ? (
        <p class="hint">{t("plans.closed")}</p>
      ) : (
        <Add plan={plan} above={above} named={named} list={list} />
      )}
    </>
  );
}

interface LineProps {
  readonly plan: Edited;
  readonly above: string;
  readonly list: readonly Placed[];
  readonly at: number;
}

function Line({ plan, above, list, at }: LineProps): JSX.Element {
  const { id, value } = list[at] as Placed;
  const title = elementWords(id, value);
  const move = (by: -1 | 1) => void put(plan.id, moving(list, id, by, above));
  const remove = async () => {
    const writes = removing(plan.registers, `${above}/${id}`);
    const before = writes.map(([path]) => [path, plan.registers.get(path) ?? null] as const);
    await put(plan.id, writes);
    say(t("plans.removed", { title }), () => void put(plan.id, before));
  };
  return (
    <div class="line-row">
      <a class="grow reach plain-link" href={`/programmes/${plan.id}/${above}/${id}`}>
        <b class="grow">{title}</b>
      </a>
      {!plan.published && (
        <span class="reorder">
          <Act words={`${t("plans.up")} ${title}`} icon="up" off={at === 0} act={() => move(-1)} />
          <Act
            words={`${t("plans.down")} ${title}`}
            icon="up"
            turned
            off={at === list.length - 1}
            act={() => move(1)}
          />
          <Act words={`${t("plans.remove")} ${title}`} icon="minus" off={false} act={() => void remove()} />
        </span>
      )}
      <Icon name="go" />
    </div>
  );
}

interface ActProps {
  readonly words: string;
  readonly icon: "up" | "minus";
  readonly turned?: boolean;
  readonly off: boolean;
  readonly act: () => void;
}

function Act({ words, icon, turned, off, act }: ActProps): JSX.Element {
  return (
    <button type="button" class="back" aria-label={words} disabled={off} onClick={act}>
      <span class={turned ? "turned" : ""}>
        <Icon name={icon} />
      </span>
    </button>
  );
}

function Add({ plan, above, named, list }: ListProps & { readonly list: readonly Placed[] }): JSX.Element {
  const [title, id] = [useSignal(""), useSignal("")];
  const wanted = id.value.trim() || `n${orderAtEnd(list)}`;
  const ready = title.value.trim() !== "" && isFreeId(wanted, list);
  const add = async () => {
    const order = orderAtEnd(list);
    await put(plan.id, [[`${above}/${wanted}`, { [named]: title.peek().trim(), order }]]);
    navigate(`/programmes/${plan.id}/${above}/${wanted}`);
  };
  return (
    <section class="card stack" aria-label={t("plans.add")}>
      <TextLine label={t(`field.${named as "title" | "text" | "label"}`)} value={title} />
      <TextLine label={t("plans.add.id")} value={id} hint={t("plans.add.id.why")} />
      <button type="button" class="btn soft" disabled={!ready} onClick={() => void add()}>
        <Icon name="plus" />
        {t("plans.add")}
      </button>
    </section>
  );
}
