/** 定等经过: who decided what of one line, and when, where it was decided more than once. */
import type { JSX } from "preact";
import type { PollDecision } from "../../model/generated";
import { idOf } from "../../model/ids";
import { type Poll, under } from "../../model/poll";
import { t } from "../../text";
import { docAt, personAt, today } from "../here";
import { momentWords } from "../when";

export default function Decided({ poll, line }: { poll: Poll; line: string }): JSX.Element | null {
  const doc = docAt(poll.id);
  const every = doc ? ([...under(doc, "decided/").values()] as unknown as PollDecision[]) : [];
  const taken = every.filter((each) => each.line === line).sort((one, other) => one.at - other.at);
  if (taken.length < 2) return null;
  return (
    <details>
      <summary>{t("poll.decided", { n: taken.length })}</summary>
      <ol class="small">
        {taken.map(({ grade, reason, by, at }) => {
          const who = personAt(idOf(by) ?? "")?.name ?? "…";
          return (
            <li key={at}>
              {t("poll.decided.line", { grade, who, time: momentWords(at, today.value) })}
              {reason && <span class="block muted">{t("poll.outcome.reason", { reason })}</span>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
