/** What the office does with an honour: confer it once its notice is over, or end it with a reason. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Honour } from "../../model/honour";
import { t } from "../../text";
import { subjectName } from "../assessing";
import { Confirm } from "../confirm";
import { Sheet, Words } from "../deeds/ask";
import { mine } from "../here";
import { say } from "../toast";
import { dayWords } from "../when";
import { openObjections } from "./raised";

/** What the office does next: announce, confer, or end it with a reason. */
export function Acts({ one }: { one: Honour }): JSX.Element | null {
  const asking = useSignal(false);
  const ending = useSignal(false);
  const why = useSignal("");
  const { id, state } = one;
  const waits = openObjections(id);
  if (state === "withdrawn" || state === "stripped") return null;
  const path = state === "conferred" ? "stripped" : "withdrawn";
  const write = (writes: [string, string | true][], words: string) => {
    void mine().write(id, "honour", writes);
    say(words);
  };
  return (
    <>
      {state !== "draft" && (
        <button
          type="button"
          class={state === "conferred" ? "btn danger" : "btn soft"}
          onClick={() => {
            ending.value = true;
          }}
        >
          {t(state === "conferred" ? "honour.strip" : "honour.withdraw")}
        </button>
      )}
      {state === "draft" && (
        <button type="button" class="btn" onClick={() => write([["announced", true]], t("honour.announced"))}>
          {t("honour.announce")}
        </button>
      )}
      {state === "notice" && (
        <p class="small dock-words">{one.until ? t("honour.early", { day: dayWords(one.until) }) : ""}</p>
      )}
      {state === "over" && (
        <button
          type="button"
          class="btn"
          disabled={waits > 0}
          onClick={() => {
            asking.value = true;
          }}
        >
          {waits > 0 ? t("honour.answer_first", { n: waits }) : t("honour.confer")}
        </button>
      )}
      <Confirm
        open={asking.value}
        title={t("honour.confer.ask", { name: subjectName(one.subject), title: one.title })}
        words={t("honour.confer.words")}
        yes={t("honour.confer")}
        onYes={() => {
          asking.value = false;
          write([["conferred", true]], t("honour.state.conferred"));
        }}
        onNo={() => {
          asking.value = false;
        }}
      />
      <Sheet
        open={ending}
        title={t(state === "conferred" ? "honour.strip" : "honour.withdraw")}
        yes={t("honour.end")}
        ready={why.value.trim() !== ""}
        onYes={() => write([[path, why.value.trim()]], t(`honour.state.${path}`))}
      >
        <Words label={t("honour.why")} value={why} />
      </Sheet>
    </>
  );
}
