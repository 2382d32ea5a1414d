/** The questions of an interview, and what hands it in. Fetched by its screen. */
import { useSignal } from "@preact/signals";
import type { JSX, RefObject } from "preact";
import { answersOf } from "../../model/answers";
import { unready } from "../../model/form";
import { bytesOf, idOf } from "../../model/ids";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { BigQuestion, showQuestion } from "../big-question";
import { showWrong } from "../fields/wrong";
import { formNamed } from "../forms";
import { all, docAt, mine } from "../here";
import { flushAll } from "../saving";
import { say } from "../toast";

const FORM = "interview@1";

/** One that I began and didn't finish, or a new one; `not` is the one that is being finished now. */
function begunOrNew(visit: Hex, not?: Hex): Hex {
  const begun = all("interview").find(
    ({ id, registers }) =>
      id !== not &&
      idOf(registers.get("visit")?.value) === visit &&
      idOf(registers.get("interviewer")?.value) === mine().person &&
      registers.get("done")?.value !== true,
  );
  return begun?.id ?? mine().newId();
}

interface Props {
  readonly visit: Hex;
  /** Called by the screen's main action. */
  readonly done: RefObject<(() => void) | null>;
}

export function Talk({ visit, done }: Props): JSX.Element {
  const doc = useSignal<Hex>(begunOrNew(visit));
  const strict = useSignal(false);
  const form = formNamed(FORM);
  const answers = answersOf(docAt(doc.value));
  const write = (id: Hex, path: string, value: Value): Promise<void> => {
    const known = docAt(id)?.registers;
    const once: [string, Value][] = [
      ["visit", bytesOf(visit)],
      ["interviewer", bytesOf(mine().person)],
      ["form", FORM],
    ];
    return mine()
      .write(id, "interview", [...once.filter(([at]) => !known?.has(at)), [path, value]])
      .catch(() => say(t("save.failed")));
  };
  done.current = () => {
    flushAll();
    strict.value = true;
    const [first] = form ? unready(form, answersOf(docAt(doc.value))) : [];
    if (showWrong()) return;
    if (first) return showQuestion(first);
    const finished = doc.value;
    strict.value = false;
    doc.value = begunOrNew(visit, finished);
    document.querySelector("main")?.scrollTo(0, 0);
    void write(finished, "done", true).then(() => say(t("insp.talk.kept")));
  };
  return (
    <>
      {form?.items.map((item, at) => (
        <BigQuestion
          key={`${doc.value}/${item.id}`}
          item={item}
          number={at + 1}
          value={answers.get(item.id) ?? null}
          strict={strict.value}
          doc={doc.value}
          onAnswer={(value) => void write(doc.value, `answers/${item.id}`, value)}
        />
      ))}
    </>
  );
}
