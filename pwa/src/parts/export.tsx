/** A file from the server: asked for, with its progress, stopped at will, then there to be saved. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../text";
import { codeAsked, StepUpSheet } from "./step-up-sheet";

const ASKED_EVERY_MS = 300;
const HEADERS = { "X-Mingcha": "1" };

interface Progress {
  readonly id: string;
  readonly percent: number;
  readonly ready: boolean;
  readonly failed: boolean;
  readonly name: string;
}

async function ask(path: string, method: string): Promise<Progress | "code" | null> {
  try {
    const answer = await fetch(`/api/exports/${path}`, { method, headers: HEADERS });
    if (await codeAsked(answer)) return "code";
    return answer.ok && method !== "DELETE" ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** `path` such as "month/2026-10.xlsx". */
export function Export({ path, words }: { path: string; words: string }): JSX.Element {
  const told = useSignal<Progress | null>(null);
  const failed = useSignal(false);
  const asking = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const follow = async (next: Promise<Progress | "code" | null>) => {
    const answer = await next;
    asking.value = answer === "code";
    if (answer === "code") return;
    failed.value = answer === null || answer.failed;
    told.value = failed.value ? null : answer;
    if (answer && !answer.ready && !answer.failed) {
      timer.current = setTimeout(() => void follow(ask(`jobs/${answer.id}/progress`, "GET")), ASKED_EVERY_MS);
    }
  };
  const stop = () => {
    clearTimeout(timer.current);
    if (told.value) void ask(`jobs/${told.value.id}`, "DELETE");
    told.value = null;
  };
  const now = told.value;
  if (now?.ready) {
    return (
      <a class="btn short" href={`/api/exports/jobs/${now.id}/result`} download={now.name}>
        {t("export.save", { name: words })}
      </a>
    );
  }
  if (now) {
    return (
      <div class="row wrap grow" role="status">
        <progress class="bar grow" max={100} value={now.percent} aria-label={words} />
        <span class="small num">{t("export.working", { percent: now.percent })}</span>
        <button type="button" class="btn soft short" onClick={stop}>
          {t("export.stop")}
        </button>
      </div>
    );
  }
  return (
    <>
      <button type="button" class="btn soft short" onClick={() => void follow(ask(path, "POST"))}>
        {words}
      </button>
      {asking.value && (
        <StepUpSheet
          open={asking.value}
          words="step.why.file"
          onDone={() => void follow(ask(path, "POST"))}
          onClose={() => {
            asking.value = false;
          }}
        />
      )}
      {failed.value && <span class="small">{t("export.failed")}</span>}
    </>
  );
}
