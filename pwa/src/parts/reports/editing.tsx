/** Writing a report or a brief: each part is saved while one types; targets are said to be met or missed. */
import type { JSX } from "preact";
import { text } from "../../model/given";
import { type Part, partsOf, saidAt } from "../../model/report";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { later } from "../later";
import { Writing } from "../writing";

const WORDS_MAX = 2_000;
const TITLE_MAX = 100;
const VERDICTS = [
  [true, "report.met"],
  [false, "report.missed"],
  [null, "report.unmeasured"],
] as const;

const BriefPictures = later(async () => (await import("./pictures")).BriefPictures);

export function Editing({ doc }: { doc: Doc }): JSX.Element {
  const save = (path: string) => (words: string) => void mine().write(doc.id, doc.kind, [[path, words.trim()]]);
  const change = (prefix: string, { key, said }: Part, more: { [name: string]: string | boolean | null }) =>
    void mine().write(doc.id, doc.kind, [[`${prefix}${key}`, { ...said, ...more }]]);
  return (
    <>
      <section class="card stack">
        <b>{t("report.title")}</b>
        <Writing
          label={t("report.title")}
          value={saidAt(doc, "title")}
          codePointsMax={TITLE_MAX}
          onSave={(words) => words.trim() && save("title")(words)}
        />
        {doc.kind === "brief" && (
          <Writing
            label={t("brief.text")}
            value={saidAt(doc, "text")}
            codePointsMax={WORDS_MAX}
            onSave={save("text")}
          />
        )}
      </section>
      {doc.kind === "brief" && (
        <BriefPictures id={doc.id} doc={doc} put={(...writes) => void mine().write(doc.id, doc.kind, writes)} />
      )}
      {partsOf(doc, "figures/").map((part) => (
        <section key={part.key} class="card stack">
          <b>{text(part.said.label)}</b>
          <Writing
            label={text(part.said.label)}
            value={text(part.said.value)}
            codePointsMax={TITLE_MAX}
            onSave={(words) => words.trim() && change("figures/", part, { value: words.trim() })}
          />
        </section>
      ))}
      {partsOf(doc, "sections/").map((part) => (
        <section key={part.key} class="card stack">
          <b>{text(part.said.heading)}</b>
          <Writing
            label={text(part.said.heading)}
            value={text(part.said.text)}
            codePointsMax={WORDS_MAX}
            onSave={(words) => change("sections/", part, { text: words, drafted: null })}
          />
        </section>
      ))}
      {partsOf(doc, "targets/").map((part) => (
        <section key={part.key} class="card stack" aria-label={text(part.said.label)}>
          <b>{text(part.said.label)}</b>
          <p class="small num">{[text(part.said.wanted), text(part.said.value)].filter(Boolean).join(" · ")}</p>
          <div class="quick">
            {VERDICTS.map(([met, words]) => (
              <button
                key={words}
                type="button"
                class="mark"
                aria-pressed={(part.said.met ?? null) === met}
                onClick={() => change("targets/", part, { met })}
              >
                {t(words)}
              </button>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
