/** What the server found wrong with a programme, the errors first. */
import type { JSX } from "preact";
import { mapOf } from "../../model/given";
import { t } from "../../text";
import { Icon } from "../icons";
import type { Problem } from "./files";
import type { Edited } from "./plan";
import { elementWords, fieldWords, sectionWords } from "./words";
import "../lists.css";

const RANK = { error: 0, warning: 1, flag: 2 };
const TONE = { error: "tag fail", warning: "tag warn", flag: "tag" };

interface ProblemsProps {
  readonly problems: readonly Problem[];
  /** The draft that has them: each leads to its element. None of a file that somebody has at hand, where lines are told. */
  readonly plan?: Edited;
}

export function Problems({ problems, plan }: ProblemsProps): JSX.Element | null {
  if (problems.length === 0) return null;
  const sorted = [...problems].sort((one, other) => RANK[one.severity] - RANK[other.severity] || one.line - other.line);
  return (
    <ul class="card list">
      {sorted.map((problem, at) => (
        <li key={at}>
          {plan ? (
            <a class="line-row" href={`/programmes/${plan.id}/${placeOf(problem)}`}>
              <Inside problem={problem} plan={plan} under={placeWords(problem, plan)} />
              <Icon name="go" />
            </a>
          ) : (
            <span class="line-row">
              <Inside problem={problem} under={t("plans.line", { n: problem.line })} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface InsideProps {
  readonly problem: Problem;
  readonly plan?: Edited;
  readonly under: string;
}

function Inside({ problem, plan, under }: InsideProps): JSX.Element {
  const { severity } = problem;
  return (
    <>
      <span class={TONE[severity]}>
        {severity === "error" && <Icon name="alert" />}
        {t(`plans.level.${severity}`)}
      </span>
      <span class="grow">
        <span class="block">{named(problem, plan)}</span>
        <span class="small muted">{under}</span>
      </span>
    </>
  );
}

/** A field or an item that the server names as the format spells it, as the editor calls it. */
function named({ words, path }: Problem, plan: Edited | undefined): string {
  const at = path.split("/").slice(0, 2).join("/");
  return words.replace(/([“"])([a-z][a-z0-9_.-]*)([”"])/g, (_, open: string, name: string, close: string) => {
    const item = mapOf(plan?.registers.get(`${at}/${name}`));
    return `${open}${item ? elementWords(name, item) : fieldWords(name)}${close}`;
  });
}

/** Where `evaluations/self/form` is edited: the element, or the section. */
function placeOf({ path }: Problem): string {
  const [section = "", element] = path.split("/");
  return section === "about" || section === "programme" || !section
    ? "about/all"
    : [section, element].filter(Boolean).join("/");
}

/** `evaluations/self/form` as the editor calls it. */
function placeWords({ path }: Problem, plan: Edited): string {
  const [section = "", element] = path.split("/");
  const given = element ? mapOf(plan.registers.get(`${section}/${element}`)) : null;
  return [sectionWords(section), ...(element ? [given ? elementWords(element, given) : element] : [])].join(" › ");
}
