/** A report or a brief as it reads on paper. Mirrors models/report_paper.py. */
import type { JSX } from "preact";
import { text } from "../../model/given";
import { idOf } from "../../model/ids";
import { partsOf, saidAt } from "../../model/report";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { placeName } from "../here";
import { later } from "../later";
import { numberOf } from "./number";
import "../bulletins/bulletins.css";
import "./reports.css";

const Photos = later(async () => (await import("../deeds/chain")).Photos);

export function Paper({ doc }: { doc: Doc }): JSX.Element {
  const house = saidAt(doc, "sender") || placeName(idOf(doc.registers.get("institution")?.value));
  const reason = saidAt(doc, "reason");
  const pictures = [...doc.registers]
    .flatMap(([path, { value }]) => (path.startsWith("photos/") && value ? path : []))
    .sort();
  return (
    <article class="card sheet-paper" aria-label={saidAt(doc, "title")}>
      <p class="mark">{doc.kind === "brief" ? t("brief.mark") : house}</p>
      <p class="number num">{numberOf(doc) || t("report.number.waits")}</p>
      <h2 class="title">{saidAt(doc, "title")}</h2>
      {reason && <p class="say">{t("report.corrects", { why: reason })}</p>}
      {doc.kind === "brief" ? <p class="say">{saidAt(doc, "text")}</p> : <Body doc={doc} />}
      {pictures.length > 0 && <Photos doc={doc} paths={pictures} />}
      {saidAt(doc, "who") && <p>{t("brief.who.said", { who: saidAt(doc, "who") })}</p>}
      <p class="sign">
        {house}
        {saidAt(doc, "sent_on") && <span class="num block">{saidAt(doc, "sent_on")}</span>}
      </p>
    </article>
  );
}

function Body({ doc }: { doc: Doc }): JSX.Element {
  const [figures, sections, targets] = (["figures/", "sections/", "targets/"] as const).map((each) =>
    partsOf(doc, each),
  );
  return (
    <>
      {figures && figures.length > 0 && (
        <section class="stack">
          <h3>{t("report.figures")}</h3>
          <dl class="facts">
            {figures.map(({ key, said }) => [
              <dt key={key}>{text(said.label)}</dt>,
              <dd key={`${key}/n`} class="num">
                {text(said.value)}
                {text(said.before) && (
                  <span class="small block">{t("report.before", { value: text(said.before) })}</span>
                )}
              </dd>,
            ])}
          </dl>
        </section>
      )}
      {sections
        ?.filter(({ said }) => text(said.text))
        .map(({ key, said }) => (
          <section key={key} class="stack">
            <h3>{text(said.heading)}</h3>
            <p class="say">{text(said.text)}</p>
          </section>
        ))}
      {targets && targets.length > 0 && (
        <section class="stack">
          <h3>{t("report.targets")}</h3>
          {targets.map(({ key, said }) => (
            <div key={key} class="row wrap">
              <span class="grow">
                {text(said.label)}
                <span class="small block num">{[text(said.wanted), text(said.value)].filter(Boolean).join(" · ")}</span>
              </span>
              <MetTag met={said.met} />
            </div>
          ))}
        </section>
      )}
    </>
  );
}

export function MetTag({ met }: { met: unknown }): JSX.Element {
  if (met === true) return <span class="tag pass">{t("report.met")}</span>;
  return (
    <span class={met === false ? "tag fail" : "tag"}>{t(met === false ? "report.missed" : "report.unmeasured")}</span>
  );
}
