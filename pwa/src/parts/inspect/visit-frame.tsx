/**
 * The frame of everything that nobody may read over a shoulder: a neutral name for the window, a way to be gone at once
 * (a button, Escape, or two taps on the heading), and whether this phone keeps silent.
 */
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { navigate } from "../../router";
import { t } from "../../text";
import { Frame } from "../frame";
import { replica } from "../here";
import { Icon } from "../icons";
import "./visit.css";

interface Props {
  readonly title: string;
  readonly above: string;
  readonly under?: string;
  readonly dock?: ComponentChildren;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** Leaves no way back to what was shown. */
function hide(): void {
  navigate("/", { replace: true });
}

export function VisitFrame({ title, above, under, dock, wide, children }: Props): JSX.Element {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open]")) hide();
    };
    const twice = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest(".head-words")) hide();
    };
    document.addEventListener("keydown", key);
    document.addEventListener("dblclick", twice);
    return () => {
      document.removeEventListener("keydown", key);
      document.removeEventListener("dblclick", twice);
    };
  }, []);
  return (
    <Frame
      title={title}
      above={above}
      named={t("brand")}
      {...(under ? { under } : {})}
      {...(wide ? { wide } : {})}
      dock={dock}
      side={<Side />}
    >
      {children}
    </Frame>
  );
}

function Side(): JSX.Element {
  const status = replica.value?.status.value;
  const waiting = (status?.waitingChanges ?? 0) + (status?.waitingPhotos ?? 0);
  const silent = replica.value?.silent?.value === true;
  const words = silent
    ? t("insp.silent.chip")
    : status?.phase === "offline"
      ? t("sync.offline")
      : waiting > 0
        ? t("sync.waiting", { n: waiting })
        : t("sync.synced");
  return (
    <span class="visit-side">
      <span class={`chip ${silent || status?.phase === "offline" ? "warn" : "plain"}`} role="status">
        {words}
        {(silent || status?.phase === "offline") && waiting > 0 && <span class="num"> · {waiting}</span>}
      </span>
      <button type="button" class="back" aria-label={t("insp.hide")} title={t("insp.hide")} onClick={hide}>
        <Icon name="hide" />
      </button>
    </span>
  );
}
