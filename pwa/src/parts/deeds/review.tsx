/** Two answers to what somebody handed in: taken, or sent back with the reason why. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { say } from "../toast";
import { Words } from "./ask";
import { Asking } from "./asking";

interface ReviewProps {
  readonly yes: string;
  readonly no: string;
  readonly onRule: (ruling: Value) => void;
}

export function Review({ yes, no, onRule }: ReviewProps): JSX.Element {
  const reason = useSignal("");
  return (
    <>
      <Asking
        words={no}
        ready={reason.value.trim() !== ""}
        onYes={() => onRule({ ruling: "returned", reason: reason.value.trim() })}
      >
        <Words label={t("review.why")} value={reason} />
      </Asking>
      <button
        type="button"
        class="btn"
        onClick={() => {
          onRule({ ruling: "accepted" });
          say(t("review.accepted"));
        }}
      >
        {yes}
      </button>
    </>
  );
}
