/** 版本比较: what a version changes against the one before it, in words. */
import type { JSX } from "preact";
import { type Difference, differences } from "../model/editing";
import { idOf } from "../model/ids";
import { Desk } from "../parts/editor/frame";
import { elementWords, fieldWords, sectionWords, valueWords } from "../parts/editor/words";
import { docAt } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { registersOf } from "../parts/plan-titles";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

const TONES = { added: "tag pass", removed: "tag fail", changed: "tag warn" };

export default function ProgrammeChanges({ params }: { params: Params }): JSX.Element {
  return (
    <Desk id={params.id} above={`/programmes/${params.id}`} title={t("plans.changes")}>
      {({ doc, registers }) => {
        const former = docAt(idOf(doc.registers.get("supersedes")?.value));
        const found = former ? differences(registersOf(former), registers) : [];
        if (found.length === 0) return <Nothing title={t("plans.changes.none")}>{t("plans.changes.keep")}</Nothing>;
        return (
          <>
            <p class="hint">{t("plans.changes.keep")}</p>
            {[...new Set(found.map(({ section }) => section))].map((section) => (
              <section key={section} class="stack" aria-label={sectionTitle(section)}>
                <h2 class="section">{sectionTitle(section)}</h2>
                <div class="card list">
                  {found
                    .filter((each) => each.section === section)
                    .map((each) => (
                      <Line key={each.path} difference={each} />
                    ))}
                </div>
              </section>
            ))}
          </>
        );
      }}
    </Desk>
  );
}

function sectionTitle(section: string): string {
  return section === "about" ? t("plans.about") : sectionWords(section);
}

function Line({ difference }: { difference: Difference }): JSX.Element {
  const { path, kind, before, after, fields, section } = difference;
  const id = path.split("/").at(-1) ?? "";
  const called = section === "about" ? fieldWords(id) : elementWords(id, after ?? before ?? {});
  return (
    <div class="line-row">
      <span class="grow">
        <b class="block">{called}</b>
        {kind === "changed" &&
          fields.map((name) => (
            <span key={name} class="block small">
              {section !== "about" && <b>{fieldWords(name)} </b>}
              <span class="block muted">
                {t("plans.changes.was", { words: valueWords(before?.[name]) || t("plans.section.none") })}
              </span>
              <span class="block">
                {t("plans.changes.now", { words: valueWords(after?.[name]) || t("plans.section.none") })}
              </span>
            </span>
          ))}
      </span>
      <span class={TONES[kind]}>{t(`plans.changes.${kind}`)}</span>
    </div>
  );
}
