/** 人员档案: one person with everything that the roster says of them, now and over time; administrators change it here. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays } from "../model/day";
import { shared } from "../model/people";
import { type RoleName, textAt } from "../model/person";
import { initials } from "../model/pinyin";
import { begun, covers, ended, moved, type Stay, staysOf, type Write } from "../model/stays";
import { treeOf } from "../model/tree";
import { Choose } from "../parts/choose";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { docAt, isAdmin, mine, personAt, placeName, person as self, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { nameOf } from "../parts/person-line";
import { DayPick, Pick } from "../parts/pick";
import { roleWords } from "../parts/role-words";
import { people } from "../parts/roster";
import type { Span } from "../parts/timeline";
import { say } from "../parts/toast";
import { grown } from "../parts/trees";
import type { Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/keeping.css";

const Timeline = later(() => import("../parts/timeline").then((module) => module.Timeline));

export default function PersonScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.person);
  const found = doc && personAt(doc.id);
  if (!found || !isAdmin.value) {
    return (
      <Frame title={t("person.title")} above="/people">
        <Nothing title={t("not_yours")}>{t("admin.not_yours")}</Nothing>
      </Frame>
    );
  }
  const under = [placeName(found.units[0]), found.staffNo && t("roster.number", { no: found.staffNo })];
  return (
    <Frame
      title={nameOf(found, shared(people.value))}
      under={under.filter(Boolean).join(" · ")}
      above={`/people/${found.id}`}
      wide
    >
      <div class="pair">
        <div class="stack">
          <History doc={doc} />
          <About doc={doc} />
        </div>
        <div class="stack">
          <Places doc={doc} family="memberships" />
          <Places doc={doc} family="branches" />
          <Roles doc={doc} />
          <a class="btn soft" href={`/admin/code/${found.id}`}>
            {t("admin.code")}
          </a>
        </div>
      </div>
    </Frame>
  );
}

/** Saves and says so; where there is nothing to write, says nothing. */
async function save(doc: Doc, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  await mine().write(doc.id, "person", writes);
  say(t("roster.saved"));
}

function wordsOf(stay: Stay): string {
  const place = placeName(stay.place);
  return stay.family === "roles" ? [place, roleWords(stay.role as RoleName)].filter(Boolean).join(" ") : place;
}

function datesOf({ from, to }: Stay): string {
  return t("stay.dates", { from, to: to ?? t("stay.open") });
}

function History({ doc }: { doc: Doc }): JSX.Element {
  const tones = { memberships: "unit", branches: "branch", roles: "role" } as const;
  const stays = (["memberships", "branches", "roles"] as const).flatMap((family) => staysOf(doc, family));
  const spans: Span[] = stays.map((stay) => ({
    key: stay.path,
    label: `${wordsOf(stay)} ${datesOf(stay)}`,
    from: stay.from,
    to: stay.to,
    tone: tones[stay.family],
  }));
  return (
    <section class="card stack">
      <h2>{t("person.history")}</h2>
      {spans.length > 0 ? (
        <Timeline spans={spans} today={today.value} label={spans.map(({ label }) => label).join(t("list.comma"))} />
      ) : (
        <p class="muted">{t("person.history.none")}</p>
      )}
    </section>
  );
}

const PARTY = ["member", "probationary", "none"] as const;
const PROFESSIONS = ["none", "doctor", "nurse", "pharmacist", "technician", "manager", "support"] as const;

function About({ doc }: { doc: Doc }): JSX.Element {
  const name = useSignal(textAt(doc, "name"));
  const pinyin = useSignal(textAt(doc, "pinyin"));
  const number = useSignal(textAt(doc, "staff_no"));
  const party = useSignal<string>(textAt(doc, "party") || "none");
  const profession = useSignal<string>(textAt(doc, "profession") || "none");
  const twin = people.value.find(
    (one) => one.id !== doc.id && one.staffNo !== "" && one.staffNo === number.value.trim(),
  );
  const write = () => {
    const given = name.value.trim();
    const wanted: [string, string][] = [
      ["name", given],
      ["pinyin", pinyin.value.trim() || initials(given)],
      ["staff_no", number.value.trim()],
      ["party", party.value],
    ];
    if (profession.value !== "none") wanted.push(["profession", profession.value]);
    const changed: Write[] = wanted.filter(
      ([path, value]) => value !== (textAt(doc, path) || (path === "party" ? "none" : "")),
    );
    if (profession.value === "none" && textAt(doc, "profession")) changed.push(["profession", null]);
    void save(doc, changed);
  };
  return (
    <section class="card stack">
      <h2>{t("person.about")}</h2>
      <TextLine label={t("admin.name")} value={name} />
      <TextLine label={t("admin.pinyin")} value={pinyin} />
      <TextLine label={t("people.staff_no")} value={number} />
      {twin && (
        <p class="wrong-words" role="alert">
          {t("person.number_twice", { name: twin.name })}
        </p>
      )}
      <Choose
        label={t("person.party")}
        value={party}
        options={PARTY.map((one) => ({ value: one, label: t(`party.${one}`) }))}
      />
      <Pick
        label={t("person.profession")}
        value={profession}
        options={PROFESSIONS.map((one) => ({ value: one, label: t(`profession.${one}`) }))}
      />
      <button type="button" class="btn" disabled={name.value.trim() === "" || twin !== undefined} onClick={write}>
        {t("roster.save")}
      </button>
    </section>
  );
}

interface EndingProps {
  readonly doc: Doc;
  readonly stay: Stay;
}

/** A stay with its days; one that goes on can be ended on a day. */
function StayLine({ doc, stay }: EndingProps): JSX.Element {
  const last = useSignal(today.value);
  const open = stay.to === null || stay.to >= today.value;
  return (
    <li>
      <span class="grow">
        <b class="block">{wordsOf(stay)}</b>
        <span class="small num">{datesOf(stay)}</span>
      </span>
      {open && (
        <details>
          <summary>{t("stay.end")}</summary>
          <div class="stack">
            <DayPick label={t("stay.last")} value={last} />
            <button type="button" class="btn danger" onClick={() => void save(doc, ended(stay, last.value))}>
              {t("stay.end")}
            </button>
          </div>
        </details>
      )}
    </li>
  );
}

function placeOptions(tree: "units" | "branches"): { value: Hex; label: string }[] {
  return treeOf(grown(tree).filter(({ endedOn }) => !endedOn)).map(({ place, depth }) => ({
    value: place.id,
    label: "　".repeat(depth) + place.name,
  }));
}

function Places({ doc, family }: { doc: Doc; family: "memberships" | "branches" }): JSX.Element {
  const tree = family === "memberships" ? "units" : "branches";
  const options = placeOptions(tree);
  const stays = staysOf(doc, family);
  const now = stays.find((stay) => covers(stay, today.value));
  const place = useSignal<string>(options.find(({ value }) => value !== now?.place)?.value ?? "");
  const from = useSignal(today.value);
  const second = useSignal<"move" | "add">("move");
  const act = () =>
    void save(
      doc,
      second.value === "add" && now
        ? begun(doc, family, place.value, from.value)
        : moved(doc, family, place.value, from.value),
    );
  return (
    <section class="card stack">
      <h2>{t(`person.${family}`)}</h2>
      <ul class="stays">
        {[...stays].reverse().map((stay) => (
          <StayLine key={stay.path} doc={doc} stay={stay} />
        ))}
      </ul>
      {options.length > 0 && (
        <details>
          <summary>{now ? t(`person.move.${family}`) : t(`person.join.${family}`)}</summary>
          <div class="stack">
            <Pick label={t(`person.${family}`)} value={place} options={options} />
            <DayPick label={t("person.from")} value={from} />
            {now && (
              <Choose
                label={t("person.and")}
                value={second}
                options={[
                  { value: "move", label: t("person.and.leave", { place: placeName(now.place) }) },
                  { value: "add", label: t("person.and.stay", { place: placeName(now.place) }) },
                ]}
              />
            )}
            {now && second.value === "move" && (
              <p class="small">{t("person.move.why", { day: addDays(from.value, -1), place: placeName(now.place) })}</p>
            )}
            <button type="button" class="btn" onClick={act}>
              {t("roster.save")}
            </button>
          </div>
        </details>
      )}
    </section>
  );
}

const ROLES: readonly RoleName[] = ["head", "secretary", "leader", "inspector", "supervisor", "admin"];

/** Where a role can be held: heads at a unit, secretaries at a branch, all others at the institution. */
function rolePlaces(role: string, unit: Hex | undefined): { value: Hex; label: string }[] {
  if (role === "head") {
    const units = placeOptions("units");
    return [...units.filter(({ value }) => value === unit), ...units.filter(({ value }) => value !== unit)];
  }
  if (role === "secretary") return placeOptions("branches");
  const institution = self.value?.institution;
  return institution ? [{ value: institution, label: placeName(institution) }] : [];
}

function Roles({ doc }: { doc: Doc }): JSX.Element {
  const role = useSignal<string>("head");
  const from = useSignal(today.value);
  const to = useSignal("");
  const place = useSignal("");
  const roles = staysOf(doc, "roles").filter((stay) => stay.role !== "staff");
  const places = rolePlaces(role.value, personAt(doc.id)?.units[0]);
  const at = places.some(({ value }) => value === place.value) ? place.value : places[0]?.value;
  const give = () => {
    if (at) void save(doc, begun(doc, "roles", at, from.value, role.value, to.value || null));
  };
  return (
    <section class="card stack">
      <h2>{t("people.roles")}</h2>
      {roles.length === 0 && <p class="muted">{t("person.no_role")}</p>}
      <ul class="stays">
        {[...roles].reverse().map((stay) => (
          <StayLine key={stay.path} doc={doc} stay={stay} />
        ))}
      </ul>
      <details>
        <summary>{t("person.role.add")}</summary>
        <div class="stack">
          <Pick
            label={t("admin.role")}
            value={role}
            options={ROLES.map((one) => ({ value: one, label: roleWords(one) }))}
          />
          {places.length > 1 && <Pick label={t("person.role.at")} value={place} options={places} />}
          {places.length === 0 && <p class="muted">{t("person.role.no_place")}</p>}
          <DayPick label={t("person.from")} value={from} />
          <DayPick label={t("person.to")} value={to} open />
          {role.value === "admin" && <p class="hint">{t("person.role.admin")}</p>}
          <button type="button" class="btn" disabled={!at} onClick={give}>
            {t("roster.save")}
          </button>
        </div>
      </details>
    </section>
  );
}
