/** 激活账号: somebody whom an administrator has entered takes their account with the code they were given. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { codePoints } from "../model/code-points";
import { Brand, InstallHint, PASSWORD_CODE_POINTS_MIN, PasswordField, TextLine } from "../parts/entry";
import { replica, sessions } from "../parts/here";
import { navigate } from "../router";
import { t } from "../text";

export default function Activate(): JSX.Element {
  const code = useSignal("");
  const username = useSignal("");
  const password = useSignal("");
  const words = useSignal("");
  const busy = useSignal(false);
  const whole =
    code.value.trim() && username.value.trim() && codePoints(password.value) >= PASSWORD_CODE_POINTS_MIN && !busy.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    busy.value = true;
    const outcome = await sessions().activate?.({
      code: code.value.trim(),
      username: username.value.trim(),
      password: password.value,
    });
    busy.value = false;
    if (outcome?.kind === "ok") {
      replica.value = outcome.replica;
      navigate("/", { replace: true });
    } else if (outcome?.kind === "offline" || outcome?.kind === "unsaved") words.value = t(`sign_in.${outcome.kind}`);
    else if (outcome?.kind === "wait") words.value = t("sign_in.wait", { n: outcome.seconds });
    else words.value = outcome?.kind === "refused" && outcome.message ? outcome.message : t("activate.wrong");
  };
  return (
    <div class="frame entry">
      <Brand />
      <main>
        <InstallHint />
        <form class="stack" onSubmit={(event) => void submit(event)}>
          <h2>{t("activate.title")}</h2>
          <p class="muted">{t("activate.how")}</p>
          <TextLine label={t("activate.code")} value={code} />
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
          <button type="submit" class="btn" disabled={!whole}>
            {t("activate.do")}
          </button>
          <a class="btn plain" href="/sign-in">
            {t("first.have")}
          </a>
        </form>
      </main>
    </div>
  );
}
