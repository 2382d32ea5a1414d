/** 第二步验证: turning on the authenticator's six digits for one's own account. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { begin, confirm, isOn, type Secret } from "../parts/second-step";
import { t } from "../text";
import "../parts/lists.css";

type State = "asking" | "away" | "on" | "off";

export default function SecondFactor(): JSX.Element {
  const state = useSignal<State>("asking");
  const secret = useSignal<Secret | null>(null);
  useEffect(() => {
    void isOn().then((on) => {
      state.value = on === null ? "away" : on ? "on" : "off";
    });
  }, [state]);
  const start = async () => {
    secret.value = await begin();
    if (!secret.value) state.value = "away";
  };
  return (
    <Frame title={t("second")} above="/me">
      {state.value === "asking" && <p class="muted">{t("loading")}</p>}
      {state.value === "away" && <Nothing title={t("second.away")}>{t("second.away.why")}</Nothing>}
      {state.value === "on" && (
        <p class="promise">
          <Icon name="lock" />
          {t("second.on")}
        </p>
      )}
      {state.value === "off" && !secret.value && (
        <>
          <p>{t("second.why")}</p>
          <button type="button" class="btn" onClick={() => void start()}>
            {t("second.begin")}
          </button>
        </>
      )}
      {state.value === "off" && secret.value && (
        <Confirming
          secret={secret.value}
          onDone={() => {
            state.value = "on";
          }}
        />
      )}
    </Frame>
  );
}

function Confirming({ secret, onDone }: { secret: Secret; onDone: () => void }): JSX.Element {
  const code = useSignal("");
  const words = useSignal("");
  const submit = async (event: Event) => {
    event.preventDefault();
    const fault = await confirm(secret.ticket, code.value.normalize("NFKC").replaceAll(" ", ""));
    if (fault === null) onDone();
    else words.value = fault || t("second.away.why");
  };
  return (
    <form class="card stack" onSubmit={(event) => void submit(event)}>
      <p>{t("second.add")}</p>
      <b class="num secret">{secret.secret.replace(/(.{4})(?=.)/g, "$1 ")}</b>
      <a class="btn soft" href={secret.address} target="_self">
        {t("second.open")}
      </a>
      <TextLine label={t("second.code")} value={code} autocomplete="one-time-code" inputMode="numeric" />
      <p class="wrong-words" role="alert">
        {words.value}
      </p>
      <button type="submit" class="btn" disabled={code.value.trim().length < 6}>
        {t("second.confirm")}
      </button>
    </form>
  );
}
