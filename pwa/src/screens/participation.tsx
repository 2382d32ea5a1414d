/** 活动方案: one programme as who takes part sees it: its stages, what it asks of me, what it is about, who answers for it. */
import type { ComponentChildren, JSX } from "preact";
import { elements, type Given, listOf } from "../model/given";
import { idOf } from "../model/ids";
import { type RoleName, textAt } from "../model/person";
import { Frame } from "../parts/frame";
import { docAt, personAt } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { nameOfPlan, registersOf, titleIn } from "../parts/plan-titles";
import { roleWords } from "../parts/role-words";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { type Key, t } from "../text";
import "../parts/lists.css";
import "../parts/fold.css";

/** What needs the whole timetable comes after the page. */
const Asked = later(async () => (await import("../parts/plan-asked")).Asked);
const Loose = later(async () => (await import("../parts/plan-loose")).Loose);
const StagePicture = later(async () => (await import("../parts/stage-picture")).StagePicture);

export default function Participation({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.id);
  if (doc?.kind !== "programme") {
    return (
      <Frame title={t("agenda.plan")} above="/">
        <Nothing title={t("agenda.away")}>{t("agenda.away.why")}</Nothing>
      </Frame>
    );
  }
  const issuer = textAt(doc, "about/issuer");
  const version = Number(doc.registers.get("version")?.value ?? 1);
  return (
    <Frame title={nameOfPlan(doc)} under={t("agenda.version", { n: version })} above="/">
      <section class="card stack">
        <b>{titleIn({ title: textAt(doc, "about/title"), title_en: textAt(doc, "about/title_en") })}</b>
        {issuer && <span class="muted">{issuer}</span>}
      </section>
      <Asked doc={doc} />
      <Loose doc={doc} />
      <StagePicture doc={doc} />
      <Carriers doc={doc} />
      <Targets doc={doc} />
      <People doc={doc} />
      <Questions doc={doc} />
    </Frame>
  );
}

interface TitledProps {
  readonly title: string;
  readonly shown: boolean;
  readonly children: ComponentChildren;
}

function Titled({ title, shown, children }: TitledProps): JSX.Element | null {
  if (!shown) return null;
  return (
    <section class="stack" aria-label={title}>
      <h2 class="section">{title}</h2>
      {children}
    </section>
  );
}

/** The sign of a carrier, as people write it: one for each type. */
const SIGNS: { readonly [type: string]: Key } = {
  bright: "agenda.sign.bright",
  study: "agenda.sign.study",
  contest: "agenda.sign.contest",
  create: "agenda.sign.create",
  standardise: "agenda.sign.standardise",
  evaluate: "agenda.sign.evaluate",
  pledge: "agenda.sign.pledge",
  promote: "agenda.sign.promote",
  fix: "agenda.sign.fix",
  service: "agenda.sign.service",
};

function signOf(type: Given[string] | undefined): string {
  const key = SIGNS[String(type)];
  return key ? t(key) : "·";
}

function ordered(doc: Doc, section: string): [string, Given][] {
  const order = ([, given]: [string, Given]) => Number(given.order ?? 0);
  return elements(registersOf(doc), section).sort((one, other) => order(one) - order(other));
}

function Carriers({ doc }: { doc: Doc }): JSX.Element {
  const list = ordered(doc, "carriers");
  return (
    <Titled title={t("agenda.carriers")} shown={list.length > 0}>
      <div class="card list">
        {list.map(([id, given]) => (
          <Carrier key={id} given={given} />
        ))}
      </div>
    </Titled>
  );
}

function Carrier({ given }: { given: Given }): JSX.Element {
  const items = Array.isArray(given.items) ? given.items : [];
  const names = items.map((item) => (typeof item === "string" ? item : item && titleIn(item as Given))).filter(Boolean);
  const declared = typeof given.declared_count === "number" ? given.declared_count : items.length;
  const lost = declared - names.length;
  return (
    <div class="line-row">
      <span class="face" aria-hidden="true">
        {signOf(given.type)}
      </span>
      <span class="grow">
        <b class="block">{titleIn(given)}</b>
        {names.length > 0 && <span class="muted block">{names.join(t("list.comma"))}</span>}
        {lost > 0 && (
          <span class="tag warn">
            {names.length > 0 ? t("agenda.lost", { n: lost }) : t("agenda.unlisted", { n: lost })}
          </span>
        )}
      </span>
    </div>
  );
}

function Targets({ doc }: { doc: Doc }): JSX.Element {
  const list = ordered(doc, "targets");
  return (
    <Titled title={t("agenda.targets")} shown={list.length > 0}>
      <div class="card list">
        {list.map(([id, given]) => (
          <div key={id} class="line-row">
            <span class="grow">{titleIn(given)}</span>
            <b class="num">{measure(given)}</b>
          </div>
        ))}
      </div>
    </Titled>
  );
}

const OPS: { readonly [op: string]: string } = { ">=": "≥", "<=": "≤", increase: "↑", decrease: "↓" };

function measure({ op, value, unit }: Given): string {
  if (typeof op !== "string") return "";
  const amount = unit === "percent" ? `${value ?? ""}%` : `${value ?? ""} ${unit ?? ""}`;
  return `${OPS[op] ?? op} ${amount}`.trim();
}

function People({ doc }: { doc: Doc }): JSX.Element {
  const list = ordered(doc, "roles");
  return (
    <Titled title={t("agenda.people")} shown={list.length > 0}>
      <dl class="card facts">
        {list.map(([id, given]) => {
          const owner = idOf(doc.registers.get(`owners/${id}`)?.value);
          return [
            <dt key={id}>{titleIn(given)}</dt>,
            <dd key={`${id}/who`}>{(owner && personAt(owner)?.name) || holderWords(given)}</dd>,
          ];
        })}
      </dl>
    </Titled>
  );
}

/** Who fills a role where nobody has been named for it. */
function holderWords({ holder, external }: Given): string {
  if (external === true) return t("agenda.external");
  const words = typeof holder === "string" ? roleWords(holder as RoleName) : "";
  return words && words !== holder ? words : t("agenda.nobody_named");
}

function Questions({ doc }: { doc: Doc }): JSX.Element {
  const list = ordered(doc, "questions");
  return (
    <Titled title={t("agenda.questions")} shown={list.length > 0}>
      <details class="card list fold">
        <summary class="line-row">
          <span class="grow">{t("agenda.questions.how")}</span>
          <span class="tag num">{list.length}</span>
        </summary>
        {list.map(([id, given]) => (
          <div key={id} class="line-row">
            <span class="grow">
              <b class="block">{english(given, "text")}</b>
              {listOf(given.default).length > 0 && (
                <span class="muted block">{t("agenda.default", { words: String(given.default) })}</span>
              )}
            </span>
          </div>
        ))}
      </details>
    </Titled>
  );
}

function english(given: Given, key: string): string {
  return titleIn({ title: given[key] ?? "", title_en: given[`${key}_en`] ?? "" });
}
