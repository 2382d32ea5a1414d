/** 关于: what this is, its version, a newer one if there is one, and what it keeps on this device. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { acceptUpdate } from "../parts/accept-update";
import { Frame } from "../parts/frame";
import { info } from "../parts/here";
import { here, install, offer } from "../parts/install";
import { updateReady } from "../parts/update-ready";
import { t } from "../text";
import "../parts/lists.css";

const MIB = 1024 * 1024;

export default function About(): JSX.Element {
  const used = useSignal<number | null>(null);
  const lasting = useSignal<boolean | null>(null);
  useEffect(() => {
    void navigator.storage?.estimate?.().then(({ usage }) => {
      used.value = usage ?? null;
    });
    void navigator.storage?.persisted?.().then((kept) => {
      lasting.value = kept;
    });
  }, [used, lasting]);
  const facts: [string, string][] = [[t("about.version"), info.value.version || "–"]];
  if (used.value !== null) facts.push([t("about.used"), t("about.mib", { n: Math.ceil(used.value / MIB) })]);
  if (lasting.value !== null) facts.push([t("about.lasting"), lasting.value ? t("about.kept") : t("about.not_kept")]);
  return (
    <Frame title={t("about")} above="/me">
      <section class="card stack">
        <h2>{t("brand")}</h2>
        <p class="muted">{t("about.words")}</p>
        <dl class="facts">
          {facts.map(([term, words]) => (
            <>
              <dt>{term}</dt>
              <dd class="num">{words}</dd>
            </>
          ))}
        </dl>
      </section>
      {updateReady.value && (
        <button type="button" class="btn" onClick={() => void acceptUpdate()}>
          {t("update.do")}
        </button>
      )}
      <p class="muted">{updateReady.value ? t("update.ready") : t("update.newest")}</p>
      {offer.value && (
        <button type="button" class="btn soft" onClick={() => void install()}>
          {t("install")}
        </button>
      )}
      {here() === "ios" && <p class="hint">{t("install.ios")}</p>}
    </Frame>
  );
}
