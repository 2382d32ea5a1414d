/** 首次使用: the one-time code from the server's console makes the institution and its first administrator. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { codePoints } from "../model/code-points";
import { Brand, PASSWORD_CODE_POINTS_MIN, PasswordField, TextLine } from "../parts/entry";
import { info, replica, sessions } from "../parts/here";
import { navigate } from "../router";
import { t } from "../text";

export default function FirstRun(): JSX.Element {
  const code = useSignal("");
  const institution = useSignal("");
  const name = useSignal("");
  const username = useSignal("");
  const password = useSignal("");
  const words = useSignal("");
  const busy = useSignal(false);
  const whole =
    [code, institution, name, username].every((line) => line.value.trim()) &&
    codePoints(password.value) >= PASSWORD_CODE_POINTS_MIN;
  const submit = async (event: Event) => {
    event.preventDefault();
    busy.value = true;
    const outcome = await sessions().first({
      code: code.value.trim(),
      institution: institution.value.trim(),
      name: name.value.trim(),
      username: username.value.trim(),
      password: password.value,
    });
    busy.value = false;
    if (outcome.kind === "ok") {
      info.value = { ...info.value, empty: false };
      replica.value = outcome.replica;
      navigate("/", { replace: true });
    } else if (outcome.kind === "offline" || outcome.kind === "unsaved") words.value = t(`sign_in.${outcome.kind}`);
    else if (outcome.kind === "wait") words.value = t("sign_in.wait", { n: outcome.seconds });
    else words.value = outcome.kind === "refused" && outcome.message ? outcome.message : t("first.wrong");
  };
  return (
    <div class="frame entry">
      <Brand />
      <main>
        <form class="stack" onSubmit={(event) => void submit(event)}>
          <h2>{t("first")}</h2>
          <p class="muted">{t("first.how")}</p>
          <TextLine label={t("first.code")} value={code} />
          <TextLine label={t("first.institution")} value={institution} autocomplete="organization" />
          <TextLine label={t("first.name")} value={name} autocomplete="name" />
          <TextLine label={t("username")} value={username} autocomplete="username" />
          <PasswordField
            label={t("password")}
            value={password}
            autocomplete="new-password"
            hint={t("password.rule", { n: PASSWORD_CODE_POINTS_MIN })}
          />
          <p class="wrong-words" role="alert">
            {words.value}
          </p>
          <button type="submit" class="btn" disabled={busy.value || !whole}>
            {t("first.do")}
          </button>
          <a class="btn plain" href="/sign-in">
            {t("first.have")}
          </a>
        </form>
      </main>
    </div>
  );
}
