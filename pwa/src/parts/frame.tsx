/** The frame around a screen: heading, state of sync, the main action within the thumb's reach, the tab bar. */
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { has } from "../model/person";
import { back, keepFocus } from "../router";
import type { SyncStatus } from "../sync/interface";
import { moreTexts, t } from "../text";
import { acceptUpdate } from "./accept-update";
import { badges } from "./badges";
import { isAdmin, person, replica } from "./here";
import { Icon, type IconName } from "./icons";
import { later } from "./later";
import { losses } from "./losses";
import { updateReady } from "./update-ready";

const Waiting = later(async () => {
  await moreTexts("step");
  return (await import("./step-up")).StepUpWaiting;
});

export type Tab = "today" | "reviews" | "unit" | "people" | "me";

interface FrameProps {
  readonly title: string;
  /** The tab that this screen is the root of; screens further in have none. */
  readonly tab?: Tab;
  /** Where "back" leads when there is nothing to go back to. */
  readonly above?: string;
  /** A line under the heading. */
  readonly under?: string;
  readonly side?: ComponentChildren;
  readonly dock?: ComponentChildren;
  readonly wide?: boolean;
  /** What the window is called instead of the heading. */
  readonly named?: string;
  readonly children: ComponentChildren;
}

export function Frame({ title, tab, above, under, side, dock, wide, named, children }: FrameProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => keepFocus(heading.current), []);
  const status = replica.value?.status.value;
  const away = status?.lastSyncedMs === null && !location.pathname.startsWith("/me");
  return (
    <div class={`frame${tab ? "" : " sub"}${wide ? " wide" : ""}`}>
      <header class={tab ? "head top" : "head"}>
        {above && (
          <button type="button" class="back" aria-label={t("back")} onClick={() => back(above)}>
            <Icon name="back" />
          </button>
        )}
        <div class="head-words">
          <h1 ref={heading} tabIndex={-1} data-title={named}>
            {title}
          </h1>
          {under && <p class="muted">{under}</p>}
        </div>
        {side}
        {tab && updateReady.value && <UpdateChip />}
        {status && !named && <SyncChip status={status} small={!tab} />}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard, with nothing else to focus too */}
      <main tabIndex={0}>
        {status && status.refused > 0 && <Waiting />}
        {away ? <Away status={status} /> : children}
      </main>
      <footer class="foot">
        {dock && !away && <div class="dock">{dock}</div>}
        {!named && <Tabs current={tab} />}
      </footer>
    </div>
  );
}

/** In place of a screen while nothing of this person is here: not fetched yet, or taken back at a sign-out elsewhere. */
function Away({ status }: { status: SyncStatus }): JSX.Element {
  const { icon, words } = chipFace(status);
  if (status.phase === "signed_out") {
    return (
      <a class="card row" href="/me/sync">
        <Icon name={icon} />
        <span class="grow">
          <b>{words}</b>
          <br />
          {t("away.signed_out")}
        </span>
        <Icon name="go" />
      </a>
    );
  }
  return (
    <>
      <p class="muted" role="status">
        {status.phase === "sending" || status.phase === "synced" ? words : t("away.later", { why: words })}
      </p>
      <p class="card ghost" />
      <p class="card ghost" />
    </>
  );
}

function UpdateChip(): JSX.Element {
  return (
    <button type="button" class="chip" onClick={() => void acceptUpdate()}>
      <Icon name="up" />
      {t("update.chip")}
    </button>
  );
}

interface ChipFace {
  readonly tone: "pass" | "warn" | "fail" | "plain";
  readonly icon: IconName;
  readonly words: string;
}

/** What the chip shows: trouble that needs the person first, then the network, what may be lost, and what waits. */
export function chipFace(status: SyncStatus): ChipFace {
  const waiting = status.waitingChanges + status.waitingPhotos;
  const behind = waiting > 0 ? ` · ${t("sync.waiting", { n: waiting })}` : "";
  if (status.unsaved) return { tone: "fail", icon: "alert", words: t("sync.unsaved") };
  if (status.refused > 0) return { tone: "fail", icon: "alert", words: t("sync.refused", { n: status.refused }) };
  switch (status.phase) {
    case "signed_out":
      return { tone: "fail", icon: "key", words: t("sync.signed_out") };
    case "update_needed":
      return { tone: "fail", icon: "up", words: t("sync.update_needed") };
    case "portal":
      return { tone: "warn", icon: "offline", words: t("sync.portal") };
    case "offline":
      return { tone: "warn", icon: "offline", words: t("sync.offline") + behind };
    case "server_trouble":
      return { tone: "warn", icon: "alert", words: t("sync.server_trouble") + behind };
    default:
      if (status.lastSyncedMs === null) return { tone: "plain", icon: "repeat", words: t("sync.fetching") };
      if (losses().length > 0) return { tone: "warn", icon: "alert", words: t("sync.lost") + behind };
      return waiting > 0
        ? { tone: "plain", icon: "up", words: t("sync.waiting", { n: waiting }) }
        : { tone: "pass", icon: "check", words: t("sync.synced") };
  }
}

/** Words on the root of a tab; further in the icon alone, which leads to them, and how many wait. */
function SyncChip({ status, small }: { status: SyncStatus; small: boolean }): JSX.Element {
  const { tone, icon, words } = chipFace(status);
  const waiting = status.waitingChanges + status.waitingPhotos;
  return (
    <a class={`chip ${tone}${small ? " small" : ""}`} href="/me/sync" aria-label={t("sync.label", { state: words })}>
      <Icon name={icon} />
      {small ? waiting || "" : words}
    </a>
  );
}

interface TabFace {
  readonly tab: Tab;
  readonly href: string;
  readonly words: string;
}

/** The tabs of this person: at most five, each leading somewhere. */
export function tabs(): TabFace[] {
  const faces: TabFace[] = [
    { tab: "today", href: "/", words: t("tab.today") },
    { tab: "reviews", href: "/reviews", words: t("tab.reviews") },
  ];
  if (has(person.value, "head")) faces.push({ tab: "unit", href: "/unit", words: t("tab.unit") });
  else if (has(person.value, "secretary")) faces.push({ tab: "unit", href: "/unit", words: t("tab.branch") });
  if (isAdmin.value) faces.push({ tab: "people", href: "/people", words: t("tab.people") });
  faces.push({ tab: "me", href: "/me", words: t("tab.me") });
  return faces;
}

function Tabs({ current }: { current: Tab | undefined }): JSX.Element {
  return (
    <nav class="tabs" aria-label={t("tab.label")}>
      {tabs().map(({ tab, href, words }) => (
        <a key={tab} href={href} data-tab aria-current={tab === current ? "page" : undefined}>
          <Icon name={tab} />
          {words}
          {badges.value[tab] ? <i class="badge num">{badges.value[tab]}</i> : null}
        </a>
      ))}
    </nav>
  );
}
