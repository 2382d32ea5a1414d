/** What one may do with a record now: confirm it, send it back, add to it, withdraw it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { recordState, valueAt, verdict } from "../../model/deed";
import { dashed, idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine, replica } from "../here";
import { say } from "../toast";
import { Sheet, Words } from "./ask";
import { textAt } from "./face";
import { Review } from "./review";
import { mayConfirm } from "./rights";

export function RecordActs({ doc }: { doc: Doc }): JSX.Element | null {
  const state = recordState(doc.registers);
  const { round } = verdict(doc.registers);
  const own = idOf(valueAt(doc, "person")) === replica.value?.person;
  if (own) return state === "confirmed" || state === "withdrawn" ? null : <Mend doc={doc} round={round} />;
  if (state === "withdrawn" || state === "returned" || !mayConfirm(doc)) return null;
  const path = `reviews/${round}/${dashed(mine().person)}`;
  return (
    <Review
      yes={t("record.confirm")}
      no={t("review.return")}
      onRule={(ruling) => void mine().write(doc.id, "record_entry", [[path, ruling]])}
    />
  );
}

function Mend({ doc, round }: { doc: Doc; round: number }): JSX.Element {
  const asking = useSignal(false);
  const note = useSignal(textAt(doc, "note"));
  const back = recordState(doc.registers) === "returned";
  const withdraw = () => {
    void mine().write(doc.id, "record_entry", [["withdrawn", true]]);
    say(t("record.withdrawn.said"));
  };
  const again = () =>
    void mine().write(doc.id, "record_entry", [
      ["note", note.value.trim()],
      [`handed_in/${round + 1}`, true],
    ]);
  return (
    <>
      <button type="button" class="btn plain" onClick={withdraw}>
        {t("record.withdraw")}
      </button>
      {back && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            asking.value = true;
          }}
        >
          {t("record.again")}
        </button>
      )}
      <Sheet
        open={asking}
        title={t("record.again")}
        yes={t("record.again")}
        ready={note.value.trim() !== ""}
        onYes={again}
      >
        <Words label={t("record.again.what")} value={note} />
      </Sheet>
    </>
  );
}
