/** 设置: language, theme, text size, and signing out without losing what was not sent. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Choose } from "../parts/choose";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { mine, replica, sessions } from "../parts/here";
import { language, type TextSize, type Theme, textSize, theme } from "../parts/preferences";
import { flushAll } from "../parts/saving";
import { say } from "../parts/toast";
import { navigate } from "../router";
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
  const asking = useSignal(false);
  const { waitingChanges, waitingPhotos, refused } = mine().status.value;
  const unsent = waitingChanges + waitingPhotos + refused;
  const leave = async () => {
    asking.value = false;
    flushAll();
    await mine().drain();
    await sessions().signOut();
    replica.value = null;
    navigate("/sign-in", { replace: true });
  };
  return (
    <>
      <button
        type="button"
        class="btn danger"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("sign_out")}
      </button>
      <Confirm
        open={asking.value}
        danger
        title={t("sign_out.ask")}
        words={unsent > 0 ? t("sign_out.unsent", { n: unsent }) : t("sign_out.clean")}
        yes={t("sign_out")}
        onYes={() => void leave()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
