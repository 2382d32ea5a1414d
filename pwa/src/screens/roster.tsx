/** 科室与支部: the two trees side by side with what stands in them; administrators add, rename, move and end. */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../model/ids";
import { byName, under } from "../model/people";
import { textAt } from "../model/person";
import { initials } from "../model/pinyin";
import { type TreeRow, treeOf } from "../model/tree";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { docAt, isAdmin, mine, person } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { PersonLine } from "../parts/person-line";
import { Pick } from "../parts/pick";
import { PlaceEnd } from "../parts/place-end";
import { people } from "../parts/roster";
import { say } from "../parts/toast";
import { type Grown, grown } from "../parts/trees";
import { isWide } from "../parts/wide";
import { navigate, type Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/keeping.css";

type Tree = "units" | "branches";

const typed = signal("");

export default function RosterScreen({ params }: { params: Params }): JSX.Element {
  const tree: Tree = params.tree === "branches" ? "branches" : "units";
  const chosen = params.place;
  if (chosen && !isWide.value) {
    const title = chosen === "new" ? t(`roster.add.${tree}`) : textAt(docAt(chosen), "name");
    return (
      <Frame title={title} above={`/roster/${tree}`}>
        <Detail tree={tree} place={chosen} />
      </Frame>
    );
  }
  return (
    <Frame title={t("roster")} above="/people" wide>
      <div class="pair">
        <div class="stack">
          <Switch tree={tree} />
          <Places tree={tree} chosen={chosen} />
        </div>
        {isWide.value && (
          <div class="detail">
            {chosen ? <Detail key={chosen} tree={tree} place={chosen} /> : <p class="empty">{t("roster.choose")}</p>}
          </div>
        )}
      </div>
    </Frame>
  );
}

function Switch({ tree }: { tree: Tree }): JSX.Element {
  return (
    <nav class="switch" aria-label={t("roster.trees")}>
      {(["units", "branches"] as const).map((one) => (
        <a key={one} href={`/roster/${one}`} data-replace aria-current={one === tree ? "page" : undefined}>
          {t(`roster.${one}`)}
        </a>
      ))}
    </nav>
  );
}

function fits({ place }: TreeRow<Grown>): boolean {
  const wanted = typed.value.trim().toLowerCase();
  return !wanted || place.name.toLowerCase().includes(wanted) || initials(place.name).startsWith(wanted);
}

function Places({ tree, chosen }: { tree: Tree; chosen: string | undefined }): JSX.Element {
  const places = grown(tree);
  const rows = treeOf(places.filter(({ endedOn }) => !endedOn)).filter(fits);
  const closed = places.filter(({ endedOn }) => endedOn);
  const here = new Map<string, number>();
  for (const one of people.value) for (const at of one[tree]) here.set(at, (here.get(at) ?? 0) + 1);
  return (
    <>
      <div class="search">
        <Icon name="search" />
        <input
          class="input"
          type="search"
          aria-label={t("roster.search")}
          placeholder={t("roster.search")}
          defaultValue={typed.peek()}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </div>
      {isAdmin.value && (
        <a class="btn soft" href={`/roster/${tree}/new`}>
          <Icon name="plus" />
          {t(`roster.add.${tree}`)}
        </a>
      )}
      {rows.length === 0 && <Nothing title={t("roster.none")}>{t("roster.none.why")}</Nothing>}
      {rows.length > 0 && (
        <nav class="card list" aria-label={t(`roster.${tree}`)}>
          {rows.map(({ place, depth }) => (
            <a
              key={place.id}
              class="line-row tree-row"
              href={`/roster/${tree}/${place.id}`}
              aria-current={place.id === chosen ? "true" : undefined}
              style={{ paddingLeft: `${16 + Math.min(depth, 6) * 20}px` }}
            >
              <span class="grow">{place.name}</span>
              <span class="small num">{t("roster.count", { n: here.get(place.id) ?? 0 })}</span>
              <Icon name="go" />
            </a>
          ))}
        </nav>
      )}
      {closed.length > 0 && (
        <p class="small">
          {t("roster.closed", {
            names: closed.map(({ name, endedOn }) => `${name} (${endedOn})`).join(t("list.comma")),
          })}
        </p>
      )}
    </>
  );
}

function Detail({ tree, place }: { tree: Tree; place: string }): JSX.Element {
  const doc = place === "new" ? undefined : docAt(place);
  if (place !== "new" && !doc) return <Nothing title={t("roster.none")}>{t("roster.none.why")}</Nothing>;
  return (
    <div class="stack">
      {isAdmin.value && <PlaceForm tree={tree} place={place} />}
      {doc && <Members tree={tree} place={place} />}
      {doc && isAdmin.value && <PlaceEnd tree={tree} place={place} />}
    </div>
  );
}

const TYPES = ["ward", "department", "service_window", "station", "office", "leadership", "other"] as const;

function PlaceForm({ tree, place }: { tree: Tree; place: string }): JSX.Element {
  const fresh = place === "new";
  const before = grown(tree).find(({ id }) => id === place);
  const name = useSignal(before?.name ?? "");
  const type = useSignal(before?.type || "department");
  const parent = useSignal(before?.parent ?? "");
  const below = under(place, grown(tree));
  const above = treeOf(grown(tree).filter(({ id, endedOn }) => !below.has(id) && !endedOn));
  const ready = name.value.trim() !== "";
  const save = async () => {
    const given = name.value.trim();
    const id = fresh ? mine().newId() : place;
    const writes: [string, Value][] = [];
    const institution = person.peek()?.institution;
    if (fresh) writes.push(["institution", institution ? bytesOf(institution) : null]);
    if (given !== before?.name) writes.push(["name", given]);
    if (tree === "units" && type.value !== before?.type) writes.push(["type", type.value]);
    if (parent.value !== (before?.parent ?? "")) writes.push(["parent", parent.value ? bytesOf(parent.value) : null]);
    if (fresh && tree === "units") writes.push(["order", grown(tree).length + 1]);
    if (writes.length > 0) await mine().write(id, tree === "units" ? "unit" : "party_branch", writes);
    navigate(`/roster/${tree}/${id}`, { replace: true });
    say(t("roster.saved"));
  };
  return (
    <section class="card stack">
      {fresh && isWide.value && <h2>{t(`roster.add.${tree}`)}</h2>}
      <TextLine label={t("roster.name")} value={name} />
      {tree === "units" && (
        <Pick
          label={t("roster.type")}
          value={type}
          options={TYPES.map((one) => ({ value: one, label: t(`type.${one}`) }))}
        />
      )}
      <Pick
        label={t("roster.parent")}
        value={parent}
        options={[
          { value: "", label: t("roster.top") },
          ...above.map(({ place: { id, name: words }, depth }) => ({ value: id, label: "　".repeat(depth) + words })),
        ]}
      />
      <button type="button" class="btn" disabled={!ready} onClick={() => void save()}>
        {t("roster.save")}
      </button>
    </section>
  );
}

function Members({ tree, place }: { tree: Tree; place: string }): JSX.Element {
  const inside = people.value.filter((one) => one[tree].includes(place)).sort(byName);
  return (
    <section class="stack" aria-label={t("roster.members")}>
      <h2 class="section">{t("roster.members.of", { n: inside.length })}</h2>
      {inside.length > 0 && (
        <div class="card list">
          {inside.map((one) => (
            <PersonLine
              key={one.id}
              person={one}
              under={one.staffNo && t("roster.number", { no: one.staffNo })}
              href={isAdmin.value ? `/roster/person/${one.id}` : `/people/${one.id}`}
            >
              <Icon name="go" />
            </PersonLine>
          ))}
        </div>
      )}
    </section>
  );
}
