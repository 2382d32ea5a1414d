/** What somebody who is due may say of an activity: I am here, by the code on the organiser's screen; or I can't come. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { presence, valueAt } from "../../model/deed";
import { idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine, now, replica } from "../here";
import { say } from "../toast";
import { Line, Sheet, Words } from "./ask";
import { EARLY_MS, mayGiveCode, signingIn, writeAttendance } from "./attendance";
import { attendanceOf, over } from "./face";
import { scannedIn } from "./scanned";

export function AsGuest({ doc }: { doc: Doc }): JSX.Element | null {
  const [signing, excusing] = [useSignal(false), useSignal(false)];
  const [code, reason] = [useSignal(""), useSignal("")];
  const me = replica.value?.person ?? "";
  const own = attendanceOf(doc.id, me);
  const state = own ? presence(own.registers, idOf(valueAt(doc, "organiser")) ?? "") : "none";
  const closed = !mayGiveCode(doc, state);
  const begun = now.value >= Number(valueAt(doc, "begins_at") ?? 0) - EARLY_MS;
  const signIn = (given: string, at = Math.round(mine().now())) => {
    signing.value = false;
    void writeAttendance(doc, me, ["signed_in", { code: given, at }]);
    say(t("attend.signed"));
  };
  useEffect(() => {
    if (signingIn.value !== doc.id || closed || !begun || state === "signed_in") return;
    // From the first screen: the field for the digits at once.
    signingIn.value = null;
    signing.value = true;
  }, [doc.id, closed, begun, state, signing]);
  useEffect(() => {
    // The camera that read the organiser's QR code opened this very page: that is the act.
    const scanned = () => {
      const read = scannedIn(location.hash, mine().now(), performance.now());
      if (!read) return;
      history.replaceState(history.state, "", location.pathname);
      if (!closed && begun) signIn(read.code, read.at);
      else if (!closed) say(t("attend.later"));
      else if (over(doc)) say(t("attend.over"));
    };
    scanned();
    window.addEventListener("hashchange", scanned);
    return () => window.removeEventListener("hashchange", scanned);
  }, [closed, begun]);
  if (closed) return null;
  const excuse = () => {
    void writeAttendance(doc, me, ["excuse", reason.value.trim()]);
    say(t("attend.asked"));
  };
  return (
    <>
      <button
        type="button"
        class="btn soft"
        onClick={() => {
          excusing.value = true;
        }}
      >
        {t("attend.excuse")}
      </button>
      <button
        type="button"
        class="btn"
        disabled={!begun}
        onClick={() => {
          signing.value = true;
        }}
      >
        {state === "signed_in" ? t("attend.again") : begun ? t("attend.sign") : t("attend.later")}
      </button>
      <Sheet
        open={signing}
        title={t("attend.sign")}
        yes={t("attend.sign")}
        ready={/^\d{6}$/.test(code.value)}
        onYes={() => signIn(code.value)}
      >
        <p class="muted">{t("attend.sign.words")}</p>
        <Line label={t("attend.code")} value={code} numeric />
      </Sheet>
      <Sheet
        open={excusing}
        title={t("attend.excuse")}
        yes={t("attend.excuse.send")}
        ready={reason.value.trim() !== ""}
        onYes={excuse}
      >
        <Words label={t("attend.why")} value={reason} />
      </Sheet>
    </>
  );
}
