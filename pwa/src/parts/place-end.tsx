/** 停用科室、支部: the last day, and first what lasts beyond it: places under it, people in it, roles at it, each moved or ended here. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays, type Day } from "../model/day";
import { bytesOf } from "../model/ids";
import { under } from "../model/people";
import { type RoleName, textAt } from "../model/person";
import { begun, ended, type Family, type Stay, staysOf } from "../model/stays";
import { treeOf } from "../model/tree";
import type { Doc, Hex, Value } from "../sync/interface";
import { t } from "../text";
import { all, mine, today } from "./here";
import { DayPick, Pick } from "./pick";
import { roleWords } from "./role-words";
import { say } from "./toast";
import { type Grown, grown } from "./trees";
import { dayWords } from "./when";

type Tree = "units" | "branches";

interface PlaceProps {
  readonly tree: Tree;
  readonly place: Hex;
}

const kindOf = (tree: Tree) => (tree === "units" ? "unit" : "party_branch");

/** Somebody's stay that lasts beyond a day. */
interface Lasting {
  readonly doc: Doc;
  readonly stay: Stay;
}

function lasting(family: Family, place: Hex, day: Day): Lasting[] {
  return all("person").flatMap((doc) =>
    staysOf(doc, family)
      .filter((stay) => stay.place === place && (stay.to === null || stay.to > day))
      .map((stay) => ({ doc, stay })),
  );
}

export function PlaceEnd({ tree, place }: PlaceProps): JSX.Element {
  const day = useSignal(today.value);
  const own = grown(tree).find(({ id }) => id === place);
  const write = (value: Value) =>
    mine()
      .write(place, kindOf(tree), [["ended_on", value]])
      .then(() => say(t("roster.saved")));
  if (own?.endedOn) {
    return (
      <section class="card stack">
        <p>{t("roster.ended", { day: dayWords(own.endedOn) })}</p>
        <button type="button" class="btn soft" onClick={() => void write(null)}>
          {t("roster.again")}
        </button>
      </section>
    );
  }
  const last = day.value;
  const children = grown(tree).filter(({ parent, endedOn }) => parent === place && !(endedOn && endedOn <= last));
  const people = lasting(tree === "units" ? "memberships" : "branches", place, last);
  const roles = lasting("roles", place, last);
  const free = children.length + people.length + roles.length === 0;
  return (
    <details class="card">
      <summary>{t("roster.end")}</summary>
      <div class="stack">
        <DayPick label={t("roster.end.day")} value={day} />
        {!free && <p class="muted">{t("roster.end.not_yet")}</p>}
        {children.length > 0 && <Children tree={tree} place={place} places={children} />}
        {people.length > 0 && <People tree={tree} place={place} people={people} day={last} />}
        {roles.length > 0 && <Roles roles={roles} day={last} />}
        {free && (
          <button type="button" class="btn danger" onClick={() => void write(last)}>
            {t("roster.end")}
          </button>
        )}
      </div>
    </details>
  );
}

/** Where things of this place can go: everything that lasts, but what stands under it. */
function others(tree: Tree, place: Hex): { value: string; label: string }[] {
  const places: Grown[] = grown(tree);
  const below = under(place, places);
  return treeOf(places.filter(({ id, endedOn }) => !below.has(id) && !endedOn)).map(
    ({ place: { id, name }, depth }) => ({
      value: id,
      label: "　".repeat(depth) + name,
    }),
  );
}

function Children({ tree, place, places }: PlaceProps & { readonly places: readonly Grown[] }): JSX.Element {
  const to = useSignal("");
  const move = async () => {
    for (const { id } of places) {
      await mine().write(id, kindOf(tree), [["parent", to.value ? bytesOf(to.value) : null]]);
    }
    say(t("roster.saved"));
  };
  return (
    <section class="stack" aria-label={t("roster.end.places", { n: places.length })}>
      <p>
        <b>{t("roster.end.places", { n: places.length })}</b>
        {places.map(({ name }) => name).join(t("list.comma"))}
      </p>
      <Pick
        label={t("roster.end.places.to")}
        value={to}
        options={[{ value: "", label: t("roster.top") }, ...others(tree, place)]}
      />
      <button type="button" class="btn soft" onClick={() => void move()}>
        {t("roster.end.places.move")}
      </button>
    </section>
  );
}

interface PeopleProps extends PlaceProps {
  readonly people: readonly Lasting[];
  readonly day: Day;
}

function People({ tree, place, people, day }: PeopleProps): JSX.Element {
  const to = useSignal("");
  const family = tree === "units" ? "memberships" : "branches";
  const next = addDays(day, 1);
  const move = async () => {
    for (const { doc, stay } of people) {
      const from = stay.from > next ? stay.from : next;
      const there = staysOf(doc, family).some((each) => each.place === to.value && (!each.to || each.to >= from));
      const begins = there ? [] : begun(doc, family, to.value, from, "", stay.to);
      await mine().write(doc.id, "person", [...ended(stay, day), ...begins]);
    }
    say(t("roster.saved"));
  };
  return (
    <section class="stack" aria-label={t("roster.end.people", { n: people.length })}>
      <p>
        <b>{t("roster.end.people", { n: people.length })}</b>
        {people.map(({ doc }) => textAt(doc, "name")).join(t("list.comma"))}
      </p>
      <Pick
        label={t("roster.end.people.to")}
        value={to}
        options={[{ value: "", label: t("import.unknown.open") }, ...others(tree, place)]}
      />
      <button type="button" class="btn soft" disabled={!to.value} onClick={() => void move()}>
        {t("roster.end.people.move", { day: dayWords(next), n: people.length })}
      </button>
    </section>
  );
}

function Roles({ roles, day }: { roles: readonly Lasting[]; day: Day }): JSX.Element {
  const close = async () => {
    for (const { doc, stay } of roles) await mine().write(doc.id, "person", ended(stay, day));
    say(t("roster.saved"));
  };
  const words = roles.map(({ doc, stay }) => `${textAt(doc, "name")} ${roleWords(stay.role as RoleName)}`);
  return (
    <section class="stack" aria-label={t("roster.end.roles", { n: roles.length })}>
      <p>
        <b>{t("roster.end.roles", { n: roles.length })}</b>
        {words.join(t("list.comma"))}
      </p>
      <button type="button" class="btn soft" onClick={() => void close()}>
        {t("roster.end.roles.close", { day: dayWords(day) })}
      </button>
    </section>
  );
}
