/** 签到码: the code that changes on the organiser's screen, as digits and as a QR code that a phone's camera opens. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { CODE_MS, codeAt } from "../../model/deed";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { Qr } from "../qr";
import "./presence.css";

interface Props {
  readonly activity: Hex;
  readonly secret: Uint8Array;
}

export function SignInCode({ activity, secret: key }: Props): JSX.Element {
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
  const turnOver = () => {
    shown.value = !shown.value;
  };
  return (
    <section class="card stack">
      {on && code.value && (
        <>
          <Qr text={`${location.origin}/activities/${activity}#${code.value}`} label={t("attend.code.scan")} />
          <b class="code-now num">{code.value}</b>
          <p class="small centred num">{t("attend.code.left", { n: left.value })}</p>
        </>
      )}
      <button type="button" class="btn soft" aria-expanded={on} onClick={turnOver}>
        {on ? t("attend.code.hide") : t("attend.code.show")}
      </button>
    </section>
  );
}
