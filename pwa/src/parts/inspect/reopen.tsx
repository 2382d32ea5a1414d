/** 重新打开: the leader opens a finished visit again, and says why; what was kept apart counts then. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { note } from "./acts";
import { TextInput } from "./text-input";
import type { Visit } from "./view";

const WHY_MAX = 2_000;

export function Reopen({ visit }: { visit: Visit }): JSX.Element {
  const why = useSignal("");
  const apart = visit.rows.some((row) => row.seen.some(({ timing }) => timing === "apart"));
  return (
    <details class="card">
      <summary>{t(apart ? "insp.reopen.apart" : "insp.reopen")}</summary>
      <div class="stack">
        <TextInput
          label={t("insp.reopen.why")}
          value={why.value}
          max={WHY_MAX}
          onSave={(text) => {
            why.value = text;
          }}
        />
        <button
          type="button"
          class="btn soft"
          disabled={why.value.trim() === ""}
          onClick={() => void note(visit.id, [[`reopened/${visit.standing.reopened + 1}/<me>`, why.value.trim()]])}
        >
          {t("insp.reopen")}
        </button>
      </div>
    </details>
  );
}
