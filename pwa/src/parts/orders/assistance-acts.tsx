/** What one may do with an assistance now: note a visit, end it, begin it anew. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { numbers } from "../../model/closings";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Sheet, Words } from "../deeds/ask";
import { Pictures, photoWrites } from "../deeds/pictures";
import { mine, today } from "../here";
import { say } from "../toast";
import { Open } from "./open";

function write(doc: Doc, ...writes: [string, Value][]): void {
  void mine().write(doc.id, "assistance", writes);
}

interface ActsProps {
  readonly doc: Doc;
  readonly state: string;
  readonly minds: boolean;
  /** Whether I am the leader, who visits. */
  readonly leads: boolean;
}

export function Acts({ doc, state, minds, leads }: ActsProps): JSX.Element | null {
  const [visiting, ending, again] = [useSignal(false), useSignal(false), useSignal(false)];
  const words = useSignal("");
  const taken = useSignal<readonly Value[]>([]);
  const number = (numbers(doc.registers, "closings/").at(-1) ?? 0) + 1;
  const visit = () => {
    const id = mine().newId();
    write(doc, [`visits/${id}`, { on: today.peek(), text: words.value.trim() }], ...photoWrites(taken.value, id));
    words.value = "";
    taken.value = [];
    say(t("assistance.visited"));
  };
  if (state === "closed") {
    return minds ? (
      <>
        <Open of={again} words={t("assistance.reopen")} face="btn soft" />
        <Sheet
          open={again}
          title={t("assistance.reopen")}
          yes={t("assistance.reopen")}
          ready={words.value.trim() !== ""}
          onYes={() => write(doc, [`reopenings/${number - 1}`, words.value.trim()])}
        >
          <Words label={t("order.reopen.why")} value={words} />
        </Sheet>
      </>
    ) : null;
  }
  const ended = state === "improved" && minds;
  return (
    <>
      {leads && <Open of={visiting} words={t("assistance.visit")} face={ended ? "btn soft" : "btn"} />}
      {ended && <Open of={ending} words={t("assistance.close")} face="btn" />}
      <Sheet
        open={visiting}
        title={t("assistance.visit")}
        yes={t("assistance.keep")}
        ready={words.value.trim() !== ""}
        onYes={visit}
      >
        <Words label={t("assistance.visit.what")} value={words} />
        <Pictures doc={doc.id} taken={taken} />
      </Sheet>
      <Sheet
        open={ending}
        title={t("assistance.close.ask")}
        yes={t("assistance.close")}
        ready
        onYes={() => write(doc, [`closings/${number}`, words.value.trim()])}
      >
        <Words label={t("assistance.close.words")} value={words} />
      </Sheet>
    </>
  );
}
