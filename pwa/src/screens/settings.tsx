/** 设置: language, theme, text size, and signing out without losing what was not sent. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { beginAnew } from "../parts/anew";
import { sendWaiting, waitingBallots } from "../parts/booth/leaving";
import { Choose } from "../parts/choose";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { mine, replica, sessions } from "../parts/here";
import { language, type TextSize, type Theme, textSize, theme } from "../parts/preferences";
import { flushAll } from "../parts/saving";
import { useSheet } from "../parts/sheet";
import { say } from "../parts/toast";
import { speak, t } from "../text";
import "../parts/lists.css";

export default function Settings(): JSX.Element {
  const themes: { value: Theme; label: string }[] = [
    { value: "system", label: t("theme.system") },
    { value: "light", label: t("theme.light") },
    { value: "dark", label: t("theme.dark") },
  ];
  const sizes: { value: TextSize; label: string }[] = [
    { value: "100", label: t("size.100") },
    { value: "130", label: t("size.130") },
    { value: "200", label: t("size.200") },
  ];
  return (
    <Frame title={t("settings")} above="/me">
      <section class="card">
        <Choose
          label={t("language")}
          value={language}
          options={[
            { value: "zh-CN", label: "中文" },
            { value: "en", label: "English" },
          ]}
          onChoose={(wanted) => void speak(wanted).catch(() => say(t("language.away")))}
        />
      </section>
      <section class="card">
        <Choose label={t("theme")} value={theme} options={themes} />
      </section>
      <section class="card">
        <Choose label={t("size")} value={textSize} options={sizes} />
      </section>
      <SignOut />
    </Frame>
  );
}

function SignOut(): JSX.Element {
  const asking = useSignal<"plain" | "ballots" | null>(null);
  const { waitingChanges, waitingPhotos, refused } = mine().status.value;
  const ballots = waitingBallots().length;
  const unsent = waitingChanges + waitingPhotos + refused + ballots;
  const failed = useSignal(false);
  const leave = async () => {
    asking.value = null;
    failed.value = false;
    flushAll();
    try {
      await sessions().signOut();
    } catch {
      failed.value = true;
      return;
    }
    // Without a replica the app leads to the sign-in.
    if (!(await beginAnew("/sign-in"))) replica.value = null;
  };
  return (
    <>
      <button
        type="button"
        class="btn danger"
        onClick={() => {
          asking.value = ballots > 0 ? "ballots" : "plain";
        }}
      >
        {t("sign_out")}
      </button>
      <p class="wrong-words" role="alert">
        {failed.value && t("sign_out.failed")}
      </p>
      <Ballots
        open={asking.value === "ballots"}
        unsent={unsent}
        onLeave={() => void leave()}
        onStay={() => {
          asking.value = null;
        }}
      />
      <Confirm
        open={asking.value === "plain"}
        danger
        title={t("sign_out.ask")}
        words={unsent > 0 ? t("sign_out.unsent", { n: unsent }) : t("sign_out.clean")}
        yes={t("sign_out")}
        onYes={() => void leave()}
        onNo={() => {
          asking.value = null;
        }}
      />
    </>
  );
}

interface BallotsProps {
  readonly open: boolean;
  readonly unsent: number;
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

/** Who signs out takes his ballot along, and nobody sends it: it is offered to send it first. */
function Ballots({ open, unsent, onLeave, onStay }: BallotsProps): JSX.Element {
  const sheet = useSheet(open, onStay);
  const sending = useSignal<"no" | "yes" | "failed">("no");
  const n = waitingBallots().length;
  const send = async () => {
    sending.value = "yes";
    const sent = await sendWaiting();
    sending.value = sent ? "no" : "failed";
    if (sent) onLeave();
  };
  return (
    <dialog ref={sheet} class="sheet" aria-labelledby="ballots-title" onClose={onStay}>
      <h2 id="ballots-title">{t("sign_out.ask")}</h2>
      <p class="muted">{t("sign_out.unsent", { n: unsent })}</p>
      <p role="status">{sending.value === "failed" ? t("sign_out.unsendable") : t("sign_out.ballots", { n })}</p>
      <div class="stack">
        <button type="button" class="btn" disabled={sending.value === "yes"} onClick={() => void send()}>
          {sending.value === "yes" ? t("sign_out.sending") : t("sign_out.send")}
        </button>
        <button type="button" class="btn danger" onClick={onLeave}>
          {t("sign_out.anyway")}
        </button>
        <button type="button" class="btn soft" onClick={onStay}>
          {t("cancel")}
        </button>
      </div>
    </dialog>
  );
}
