/** 随时可以做: what a programme asks for without a day: to judge, to promise, to enter, to hold, to put forward. */
import type { JSX } from "preact";
import { elements, type Given, listOf } from "../model/given";
import { idOf } from "../model/ids";
import { has } from "../model/person";
import { belongs, type Standing, speaks, standingOf } from "../model/selector";
import { type Asked, type PlanTask, partsOf } from "../model/timetable";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";
import { formOf, IN_ROUNDS, ONE_BY_ONE, roundOf, selfWay, wayTo } from "./agenda-todos";
import { fetched } from "./fetched";
import { all, docAt, person, replica, today } from "./here";
import { Icon } from "./icons";
import { elementAt, titleIn } from "./plan-titles";
import { type Running, runningOf, sceneOf } from "./plans";

const words = fetched(() => import("./plan-words"));
const owed = fetched(() => import("./owed"));
const LOOSE = ["immediate", "per_event", "irregular", "campaign", "unspecified"];

/** 机会: one thing that may be done now. */
interface Chance {
  readonly key: string;
  readonly title: string;
  readonly under: string;
  readonly href: string | undefined;
  readonly tag: string;
}

export function Loose({ doc }: { doc: Doc }): JSX.Element | null {
  const own = docAt(replica.value?.person);
  if (!own) return null;
  const of = runningOf(doc);
  const me = standingOf(own, today.value);
  const others = [pledging(of, me), entering(of), holding(of), choosing(of)].filter((each) => each !== null);
  const list = [...evaluations(of, me), ...others, ...told(of)];
  if (list.length === 0) return null;
  return (
    <section class="stack" aria-label={t("agenda.loose")}>
      <h2 class="section">{t("agenda.loose")}</h2>
      <div class="card list">
        {list.map((chance) => (
          <Line key={chance.key} chance={chance} />
        ))}
      </div>
    </section>
  );
}

function Line({ chance: { title, under, href, tag } }: { chance: Chance }): JSX.Element {
  const inside = (
    <>
      <span class="grow">
        <b class="block">{title}</b>
        {under && <span class="muted clamp">{under}</span>}
      </span>
      {tag && <span class="tag num">{tag}</span>}
      {href && <Icon name="go" />}
    </>
  );
  return href ? (
    <a class="line-row" href={href}>
      {inside}
    </a>
  ) : (
    <div class="line-row">{inside}</div>
  );
}

function evaluations(of: Running, me: Standing): Chance[] {
  const loose = of.plan.asked.filter(({ cadence: { type } }) => LOOSE.includes(type));
  return loose.flatMap((asked) => {
    const parts = partsOf(asked, me, sceneOf(of));
    return parts.flatMap((part) => chanceOf(of, asked, part, me.id) ?? []);
  });
}

function chanceOf(of: Running, asked: Asked, part: PlanTask["part"], me: Hex): Chance | null {
  const title = titleIn(elementAt(of.doc, asked.section, asked.element)) || asked.title;
  const kind = words()?.kindWords(asked.kind) ?? "";
  const plain = {
    key: [asked.section, asked.element, asked.kind, part].join("/"),
    title,
    under: part === "organiser" ? t("agenda.organise") : title.includes(kind) ? "" : kind,
    tag: "",
  };
  if (asked.section !== "evaluations") return part === "actor" ? { ...plain, href: undefined } : null;
  if (asked.kind === "principle" || (part === "actor" && IN_ROUNDS.includes(asked.kind))) return null;
  if (asked.kind === "self") return { ...plain, href: selfWay(formOf(asked.form, of), today.value) };
  const round = part === "organiser" ? roundOf(of.id, { asked, begin: today.value, end: today.value }) : undefined;
  if (round) {
    const href = round.kind === "peer_round" ? `/rounds/${round.id}` : `/surveys/${round.id}`;
    return { ...plain, href, tag: t("agenda.now") };
  }
  return { ...plain, href: wayTo(of.id, asked, part), tag: progress(of, asked, me) };
}

/** How many of those whom I judge I have judged this month. */
function progress(of: Running, asked: Asked, me: Hex): string {
  const month = today.value.slice(0, 7);
  const far = ONE_BY_ONE.includes(asked.kind)
    ? owed()?.far(of, { asked, label: month, begin: `${month}-01`, end: `${month}-31` }, me)
    : null;
  return far ? t("agenda.count", { n: far.count, of: far.wanted }) : "";
}

/** Results of assessments that have been told to all. */
function told(of: Running): Chance[] {
  const out = all("assessment").filter(
    ({ registers }) => idOf(registers.get("programme")?.value) === of.id && registers.get("told")?.value === "everyone",
  );
  const names = [...new Set(out.map(({ registers }) => String(registers.get("element")?.value)))];
  return names.map((element) => ({
    key: `told/${element}`,
    title: t("agenda.do.results"),
    under: titleIn(elementAt(of.doc, "evaluations", element)),
    href: `/assess/${of.id}/${encodeURIComponent(element)}`,
    tag: "",
  }));
}

function titles(list: readonly [string, Given][]): string {
  return list.map(([, given]) => titleIn(given)).join(t("list.comma"));
}

/** Pledges are asked of whom they name; of everybody, where the programme names nobody for any. */
function pledging(of: Running, me: Standing): Chance | null {
  const here = sceneOf(of);
  const text = elements(of.registers, "pledges").filter(([, { matter }]) => (matter ?? "text") === "text");
  const named = text.filter(([, { subjects }]) => listOf(subjects).length > 0);
  const means = ([, { subjects }]: [string, Given]) =>
    listOf(subjects).includes("post") || belongs(subjects, me, here) || speaks(subjects, me, here);
  const mine = named.length > 0 ? named.filter(means) : text;
  if (mine.length === 0) return null;
  const sent = all("pledge").filter(
    ({ registers }) =>
      idOf(registers.get("programme")?.value) === of.id &&
      idOf(registers.get("pledger")?.value) === me.id &&
      registers.get("handed_in/1")?.value === true,
  );
  const tag = sent.length > 0 ? t("agenda.sent", { n: sent.length }) : "";
  return { key: "pledges", title: t("agenda.do.pledge"), under: titles(mine), href: `/pledges/for/${of.id}`, tag };
}

const KEPT = ["study", "contest", "service"];

/** Records are entered for what one studies, contests and does for others, and for sums without an error. */
function entering(of: Running): Chance | null {
  const carriers = elements(of.registers, "carriers").filter(([, { type }]) => KEPT.includes(String(type)));
  const counted = elements(of.registers, "targets").filter(([, { metrics }]) => listOf(metrics).length > 0);
  const list = [...carriers, ...counted];
  if (list.length === 0) return null;
  return { key: "records", title: t("agenda.do.record"), under: titles(list), href: `/records/for/${of.id}`, tag: "" };
}

function holding(of: Running): Chance | null {
  const list = elements(of.registers, "activities");
  const may = has(person.value, "head", "secretary", "leader", "supervisor", "admin");
  if (list.length === 0 || !may) return null;
  const href = `/activities/for/${of.id}`;
  return { key: "activities", title: t("agenda.do.activity"), under: titles(list), href, tag: "" };
}

function choosing(of: Running): Chance | null {
  const list = elements(of.registers, "awards");
  const may = has(person.value, "head", "secretary", "leader", "supervisor", "admin");
  if (list.length === 0 || !may) return null;
  return { key: "awards", title: t("agenda.do.award"), under: titles(list), href: `/awards/${of.id}`, tag: "" };
}
