/** 通报: one of them as it reads, with its files, its correction, and what units hold against it. */
import type { JSX } from "preact";
import { byKind, type Entry, entriesOf, isIssued, textAt, unitsAt } from "../model/bulletin";
import { dashed, idOf } from "../model/ids";
import { correctionOf } from "../parts/bulletins/draft";
import { inOffice, MatterLines, numberOf, Shots } from "../parts/bulletins/face";
import { Save } from "../parts/bulletins/save";
import { Frame } from "../parts/frame";
import { all, docAt, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { navigate, type Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Objections = later(async () => (await import("../parts/bulletins/objections")).Objections);

export default function Bulletin({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.bulletin);
  if (doc?.kind !== "bulletin") {
    return (
      <Frame title={t("bul")} above="/bulletins">
        <Nothing title={t("bul.gone")}>{t("bul.gone.why")}</Nothing>
      </Frame>
    );
  }
  const issued = isIssued(doc);
  const correction = all("bulletin").find(
    (one) => isIssued(one) && idOf(one.registers.get("corrects")?.value) === doc.id,
  );
  const correct = async () => navigate(`/bulletins/${await correctionOf(doc)}/edit`);
  return (
    <Frame title={t(issued ? "bul" : "bul.preview")} above={issued ? "/bulletins" : `/bulletins/${doc.id}/edit`} wide>
      {correction && (
        <a class="card row warn" href={`/bulletins/${correction.id}`}>
          <Icon name="alert" />
          <span class="grow">{t("bul.corrected.by", { number: numberOf(correction) ?? "" })}</span>
          <Icon name="go" />
        </a>
      )}
      {!issued && <p class="hint">{t("bul.preview.why")}</p>}
      <div class="pair paper">
        <Paper doc={doc} />
        <div class="stack">
          <Save path={`/api/bulletins/${dashed(doc.id)}/bulletin`} name={textAt(doc, "title")} waiting={doc.waiting} />
          {issued && <Objections doc={doc} />}
          {issued && inOffice() && !correction && (
            <section class="card stack">
              <p class="muted">{t("bul.correct.why")}</p>
              <button type="button" class="btn soft short" onClick={() => void correct()}>
                {t("bul.correct")}
              </button>
            </section>
          )}
        </div>
      </div>
    </Frame>
  );
}

function Paper({ doc }: { doc: Doc }): JSX.Element {
  const issuer = placeName(idOf(doc.registers.get("institution")?.value));
  const { praise, groups } = byKind(entriesOf(doc));
  const criticised = unitsAt(doc, "criticised/").map(placeName).filter(Boolean);
  const praised = [...new Set(praise.map(({ unit }) => placeName(unit)))].filter(
    (name) => name && !criticised.includes(name),
  );
  const day = textAt(doc, "issued_on");
  const former = docAt(idOf(doc.registers.get("corrects")?.value));
  const parts: [string, JSX.Element | null][] = [
    [t("bul.kind.praise"), praise.length > 0 ? <Matters doc={doc} entries={praise} /> : null],
    [t("bul.part.problems"), groups.length > 0 ? <Groups doc={doc} groups={groups} /> : null],
    [t("bul.comparison"), say(textAt(doc, "comparison"))],
    [t("bul.part.treated"), treated(praised, criticised)],
    [t("bul.requirements"), say(textAt(doc, "requirements"))],
    [t("bul.objection"), objectionWords(doc)],
  ];
  const there = parts.filter(([, body]) => body !== null);
  return (
    <article class="card sheet-paper" aria-label={textAt(doc, "title")}>
      <p class="mark">{issuer}</p>
      <p class="number num">{numberOf(doc) ?? t(isIssued(doc) ? "bul.number.waits" : "bul.draft")}</p>
      <h2 class="title">{textAt(doc, "title")}</h2>
      {textAt(doc, "audience") && <p>{t("bul.addressed", { who: textAt(doc, "audience") })}</p>}
      {former && (
        <p class="say">
          {t("bul.corrects.say", {
            number: numberOf(former) ?? "",
            title: textAt(former, "title"),
            why: textAt(doc, "reason"),
          })}
        </p>
      )}
      {say(textAt(doc, "opening"))}
      {there.map(([title, body], at) => (
        <section key={title} class="stack">
          <h3>{t("bul.heading", { n: numeral(at), title })}</h3>
          {body}
        </section>
      ))}
      <p class="sign">
        {issuer}
        {day && <br />}
        {day && (
          <span class="num">
            {t("bul.day.long", { year: day.slice(0, 4), month: Number(day.slice(5, 7)), day: Number(day.slice(8)) })}
          </span>
        )}
      </p>
      {textAt(doc, "copies") && <p class="small">{t("bul.copied", { who: textAt(doc, "copies") })}</p>}
    </article>
  );
}

const numeral = (at: number): string => t("bul.numerals")[at] ?? String(at + 1);

function say(text: string): JSX.Element | null {
  return text.trim() ? <p class="say">{text.trim()}</p> : null;
}

function treated(praised: readonly string[], criticised: readonly string[]): JSX.Element | null {
  if (praised.length + criticised.length === 0) return null;
  const comma = t("list.comma");
  return (
    <>
      {praised.length > 0 && say(t("bul.praised.say", { who: praised.join(comma) }))}
      {criticised.length > 0 && say(t("bul.criticised.say", { who: criticised.join(comma) }))}
    </>
  );
}

function objectionWords(doc: Doc): JSX.Element | null {
  const days = doc.registers.get("objection_days")?.value;
  if (typeof days !== "number") return null;
  const until = textAt(doc, "objections_until");
  const how = textAt(doc, "objection_how");
  return say(
    [t("bul.objection.say", { n: days, until: until ? t("bul.until", { day: until }) : "" }), how]
      .filter(Boolean)
      .join(""),
  );
}

function Groups({ doc, groups }: { doc: Doc; groups: readonly (readonly [string, Entry[]])[] }): JSX.Element {
  return (
    <>
      {groups.map(([kind, entries], at) => (
        <section key={kind} class="stack">
          <h4>{t("bul.heading.second", { n: numeral(at), title: kind })}</h4>
          <Matters doc={doc} entries={entries} />
        </section>
      ))}
    </>
  );
}

function Matters({ doc, entries }: { doc: Doc; entries: readonly Entry[] }): JSX.Element {
  return (
    <>
      {entries.map((entry) => (
        <div key={entry.key} class="stack">
          <MatterLines matter={entry} where={placeName(entry.unit)} />
          <Shots doc={doc} paths={entry.photos} label={entry.kind} />
        </div>
      ))}
    </>
  );
}
