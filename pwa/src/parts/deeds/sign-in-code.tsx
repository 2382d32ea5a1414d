/** 签到码: the code that changes on the organiser's screen, shown when it is wanted. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { CODE_MS, codeAt } from "../../model/deed";
import { t } from "../../text";
import { mine } from "../here";
import "./presence.css";

export function SignInCode({ secret: key }: { secret: Uint8Array }): JSX.Element {
  const shown = useSignal(false);
  const code = useSignal("");
  const left = useSignal(0);
  const on = shown.value;
  useEffect(() => {
    if (!on) return;
    const turn = () => {
      const ms = mine().now();
      left.value = Math.ceil((CODE_MS - (ms % CODE_MS)) / 1000);
      void codeAt(key, ms).then((next) => {
        code.value = next;
      });
    };
    turn();
    const timer = setInterval(turn, 1000);
    return () => clearInterval(timer);
  }, [key, on, code, left]);
  return (
    <section class="card stack">
      {on ? (
        <>
          <b class="code-now num">{code.value}</b>
          <p class="small centred num">{t("attend.code.left", { n: left.value })}</p>
        </>
      ) : (
        <button
          type="button"
          class="btn soft"
          onClick={() => {
            shown.value = true;
          }}
        >
          {t("attend.code.show")}
        </button>
      )}
    </section>
  );
}
