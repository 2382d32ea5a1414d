/** What was said to and fro behind a code, and a sheet to answer with. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dayOf } from "../../model/day";
import { momentOf } from "../../model/ids";
import { asksAgain, dueOf, freshOf, isOpen, linesOf, nextOf } from "../../model/public";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Sheet, Words } from "../deeds/ask";
import { mine, today } from "../here";
import { dayWords } from "../when";
import "../lists.css";

export function Lines({ doc }: { doc: Doc }): JSX.Element | null {
  const lines = linesOf(doc);
  if (lines.length === 0) return null;
  return (
    <ul class="card list">
      {lines.map(({ path, mine: ours, stamp, text }) => (
        <li key={path} class="line-row">
          <span class="grow">
            <span class="muted block num">
              {t(ours ? "case.us" : "case.them")} · {dayWords(dayOf(momentOf(stamp)))}
            </span>
            <span class="block">{text}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** By when, and whether that is over. */
export function DueTag({ doc }: { doc: Doc }): JSX.Element | null {
  const due = dueOf(doc);
  if (!due) return <AgainTag doc={doc} />;
  const late = due < today.value;
  const answered = nextOf(doc, "replies/") > 1;
  const words = t(answered ? "case.rectify" : "case.callback", { day: dayWords(due) });
  return (
    <>
      <span class={late ? "tag fail" : "tag"}>{late ? `${words} · ${t("case.late")}` : words}</span>{" "}
      <AgainTag doc={doc} />
    </>
  );
}

/** Something was written behind the code since the last answer. */
export function AgainTag({ doc }: { doc: Doc }): JSX.Element | null {
  return isOpen(doc) && asksAgain(doc) ? <span class="tag warn">{t("case.again")}</span> : null;
}

interface SayProps {
  readonly doc: Doc;
  readonly words: string;
  readonly label: string;
  readonly why?: string;
  /** Where it stands; replies are numbered. */
  readonly path?: string;
  readonly soft?: boolean;
}

/** A button that asks for words and writes them. */
export function Say({ doc, words, label, why, path, soft }: SayProps): JSX.Element {
  const open = useSignal(false);
  const text = useSignal("");
  const write = async () => {
    await mine().write(doc.id, doc.kind, [[path ?? `replies/${freshOf(doc, "replies/")}`, text.value.trim()]]);
    text.value = "";
  };
  return (
    <>
      <button type="button" class={soft ? "btn soft" : "btn"} onClick={() => (open.value = true)}>
        {words}
      </button>
      <Sheet open={open} title={words} yes={words} ready={text.value.trim() !== ""} onYes={() => void write()}>
        <Words label={label} value={text} />
        {why && <p class="small">{why}</p>}
      </Sheet>
    </>
  );
}
