/** What an activity gets when it is over: minutes and pictures. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { valueAt } from "../../model/deed";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { say } from "../toast";
import { Sheet, Words } from "./ask";
import { textAt } from "./face";
import { Pictures, photoWrites } from "./pictures";

export function Afterwards({ doc }: { doc: Doc }): JSX.Element | null {
  const writing = useSignal(false);
  const minutes = useSignal(textAt(doc, "minutes"));
  const taken = useSignal<readonly Value[]>([]);
  if (typeof valueAt(doc, "cancelled") === "string") return null;
  const keep = () => {
    const photos = photoWrites(taken.value, mine().newId());
    void mine().write(doc.id, "activity", [["minutes", minutes.value.trim()], ...photos]);
    taken.value = [];
    say(t("activity.minutes.kept"));
  };
  return (
    <>
      <button
        type="button"
        class="btn"
        onClick={() => {
          writing.value = true;
        }}
      >
        {t("activity.minutes.write")}
      </button>
      <Sheet open={writing} title={t("activity.minutes")} yes={t("fulfil.keep")} ready onYes={keep}>
        <Words label={t("activity.minutes")} value={minutes} rows={5} />
        <Pictures doc={doc.id} taken={taken} />
      </Sheet>
    </>
  );
}
