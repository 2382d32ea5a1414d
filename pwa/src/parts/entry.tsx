/** What sign-in and first run share: the mark, lines to type in, and the hint to install first. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../text";
import { Icon } from "./icons";
import { here, install, offer } from "./install";
import "./fields/fields.css";
import "./lists.css";
import "./entry.css";

/** The server wants no fewer. */
export const PASSWORD_CODE_POINTS_MIN = 8;

export function Brand(): JSX.Element {
  return (
    <header class="brand">
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path
          class="brand-body"
          d="M18 2h28a16 16 0 0 1 16 16v28a16 16 0 0 1-16 16H18A16 16 0 0 1 2 46V18A16 16 0 0 1 18 2z"
        />
        <path class="brand-eye" d="M10 32c6-10 13-15 22-15s16 5 22 15c-6 10-13 15-22 15s-16-5-22-15z" />
        <path class="brand-check" d="M24 32l6 6 11-12" />
      </svg>
      <h1 tabIndex={-1}>{t("brand")}</h1>
      <p>{t("brand.words")}</p>
    </header>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly autocomplete?:
    | "off"
    | "username"
    | "current-password"
    | "new-password"
    | "one-time-code"
    | "organization"
    | "name";
  readonly inputMode?: "numeric" | "text";
  readonly hint?: string;
}

export function TextLine({ label, value, autocomplete, inputMode, hint }: LineProps): JSX.Element {
  const id = useId();
  return (
    <div class="line">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        value={value.value}
        autocomplete={autocomplete ?? "off"}
        autocapitalize="none"
        spellcheck={false}
        inputMode={inputMode ?? "text"}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      {hint && (
        <p id={`${id}-hint`} class="small">
          {hint}
        </p>
      )}
    </div>
  );
}

export function PasswordField({ label, value, autocomplete, hint }: LineProps): JSX.Element {
  const id = useId();
  const shown = useSignal(false);
  const shared = {
    id,
    class: "input",
    value: value.value,
    autocomplete: autocomplete ?? "off",
    "aria-describedby": hint ? `${id}-hint` : undefined,
    onInput: (event: { currentTarget: HTMLInputElement }) => {
      value.value = event.currentTarget.value;
    },
  } as const;
  return (
    <div class="line">
      <label for={id}>{label}</label>
      <div class="password">
        {shown.value ? <input {...shared} type="text" /> : <input {...shared} type="password" />}
        <button
          type="button"
          class="btn plain short"
          aria-pressed={shown.value}
          onClick={() => {
            shown.value = !shown.value;
          }}
        >
          {t("password.show")}
        </button>
      </div>
      {hint && (
        <p id={`${id}-hint`} class="small">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Install before signing in: on an iPhone the installed app does not share the browser's storage. */
export function InstallHint(): JSX.Element | null {
  const where = here();
  if (where === "wechat") return <Hint words={t("install.wechat")} />;
  if (where === "ios") return <Hint words={t("install.ios")} />;
  if (where === "installed" || !offer.value) return null;
  return (
    <section class="card row">
      <p class="grow muted">{t("install.first")}</p>
      <button type="button" class="btn soft" onClick={() => void install()}>
        {t("install.do")}
      </button>
    </section>
  );
}

function Hint({ words }: { words: string }): JSX.Element {
  return (
    <p class="hint">
      <Icon name="up" />
      <span>{words}</span>
    </p>
  );
}
