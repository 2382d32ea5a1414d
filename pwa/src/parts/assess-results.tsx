/** 考核结果: what has been judged that this person may read, each with its points; it opens to its answers. */
import type { JSX } from "preact";
import { answersOf } from "../model/answers";
import type { Assessment } from "../model/assessment";
import { pointsOf } from "../model/points";
import { t } from "../text";
import { AnswerList } from "./answers";
import { formOfMatter } from "./assess-form";
import { labelWords, type Matter, subjectName } from "./assessing";
import { docAt } from "./here";
import "./lists.css";
import "./fold.css";

interface ResultsProps {
  readonly matter: Matter;
  readonly found: readonly Assessment[];
}

export function Results({ matter, found }: ResultsProps): JSX.Element | null {
  const form = formOfMatter(matter);
  if (!form) return null;
  return (
    <section class="stack" aria-label={t("assess.results")}>
      <h2 class="section">{t("assess.results")}</h2>
      {found.map((one) => {
        const answers = answersOf(docAt(one.id));
        const points = pointsOf(form, answers);
        return (
          <details key={one.id} class="card list fold">
            <summary class="line-row">
              <span class="grow">
                <b class="block">{subjectName(one.subject)}</b>
                <span class="muted">
                  {t("assess.by", { name: subjectName(one.by) })} · {labelWords(one.period)}
                </span>
              </span>
              {one.told === "everyone" && <span class="tag">{t("assess.public")}</span>}
              <b class="num">{points ? t("score.of", { n: points.got, of: points.of }) : ""}</b>
            </summary>
            <AnswerList form={form} doc={one.id} answers={answers} note="" />
          </details>
        );
      })}
    </section>
  );
}
