/** What the server found wrong with a programme, the errors first. */
import type { JSX } from "preact";
import { t } from "../../text";
import { Icon } from "../icons";
import type { Problem } from "./files";
import { sectionWords } from "./words";
import "../lists.css";

const RANK = { error: 0, warning: 1, flag: 2 };
const TONE = { error: "tag fail", warning: "tag warn", flag: "tag" };

interface ProblemsProps {
  readonly problems: readonly Problem[];
  /** Whether the places are lines of a file that somebody has at hand. */
  readonly lines?: boolean;
}

export function Problems({ problems, lines }: ProblemsProps): JSX.Element | null {
  if (problems.length === 0) return null;
  const sorted = [...problems].sort((one, other) => RANK[one.severity] - RANK[other.severity] || one.line - other.line);
  return (
    <ul class="card list">
      {sorted.map((problem, at) => (
        <li key={at} class="line-row">
          <span class={TONE[problem.severity]}>
            {problem.severity === "error" && <Icon name="alert" />}
            {t(`plans.level.${problem.severity}`)}
          </span>
          <span class="grow">
            <span class="block">{problem.words}</span>
            <span class="small muted">{lines ? t("plans.line", { n: problem.line }) : placeWords(problem.path)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** `evaluations/self/form` as the editor calls it. */
function placeWords(path: string): string {
  const [section = "", ...rest] = path.split("/");
  return [sectionWords(section), ...rest.slice(0, 1)].join(" › ");
}
