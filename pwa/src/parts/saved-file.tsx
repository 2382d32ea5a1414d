/** A file that the server makes at once, to be saved; where it asks for a code first, the sheet asks for it here. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../text";
import { language } from "./preferences";
import { codeAsked, StepUpSheet } from "./step-up-sheet";

export function SavedFile({ path, name, words }: { path: string; name: string; words: string }): JSX.Element {
  const asking = useSignal(false);
  const fault = useSignal("");
  const save = async () => {
    asking.value = false;
    fault.value = "";
    try {
      const answer = await fetch(path, { headers: { "X-Mingcha": "1", "Accept-Language": language.peek() } });
      asking.value = await codeAsked(answer);
      if (asking.value) return;
      if (!answer.ok) throw new Error(String(answer.status));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      fault.value = t("export.failed");
    }
  };
  return (
    <>
      <button type="button" class="btn soft grow" onClick={() => void save()}>
        {words}
      </button>
      {fault.value && <span class="small">{fault.value}</span>}
      {asking.value && (
        <StepUpSheet
          open={asking.value}
          words="step.why.file"
          onDone={() => void save()}
          onClose={() => {
            asking.value = false;
          }}
        />
      )}
    </>
  );
}
