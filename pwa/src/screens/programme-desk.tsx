/** 方案编辑: one version with all its sections; a draft is checked and published here, a published one gets its next version. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { SECTION_NAMES } from "../model/bundle-sections";
import { nextVersion, placedIn } from "../model/editing";
import { bytesOf, idOf } from "../model/ids";
import { Confirm } from "../parts/confirm";
import { checkOf } from "../parts/editor/files";
import { Desk } from "../parts/editor/frame";
import { foundLast, keepCheck, lastCheck } from "../parts/editor/last-check";
import { draft, type Edited, put } from "../parts/editor/plan";
import { Problems } from "../parts/editor/problems";
import { elementWords, sectionWords } from "../parts/editor/words";
import { docAt, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { say } from "../parts/toast";
import { momentWords } from "../parts/when";
import { navigate, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Others = later(() => import("../parts/editor/others").then((module) => module.Others));

type Asking = "" | "publish" | "end";

export default function ProgrammeDesk({ params }: { params: Params }): JSX.Element {
  const asking = useSignal<Asking>("");
  const check = useCheck(params.id, () => {
    asking.value = "publish";
  });
  const stop = () => {
    asking.value = "";
  };
  const publish = async (plan: Edited) => {
    await put(plan.id, [["published", true]]);
    stop();
    say(t("plans.publish.done"));
  };
  const end = async (plan: Edited) => {
    await put(plan.id, [["ended_on", today.peek()]]);
    stop();
  };
  return (
    <Desk
      id={params.id}
      above="/programmes"
      dock={(plan) =>
        plan.published ? (
          <button type="button" class="btn" onClick={() => void next(plan)}>
            <Icon name="plus" />
            {t("plans.next")}
          </button>
        ) : (
          <button type="button" class="btn" disabled={check.state !== ""} onClick={check.begin}>
            {check.state === "checking" ? t("plans.checking") : t("plans.check")}
          </button>
        )
      }
    >
      {(plan) => (
        <>
          {!plan.published && <Checked plan={plan} waiting={check.state === "waiting"} stop={check.stop} />}
          {!plan.published && <Others plan={plan} />}
          <Links plan={plan} />
          <SectionList plan={plan} />
          {plan.published && !plan.ended && (
            <button
              type="button"
              class="btn plain"
              onClick={() => {
                asking.value = "end";
              }}
            >
              {t("plans.end")}
            </button>
          )}
          <Confirm
            open={asking.value === "publish"}
            title={t("plans.publish.ask", { n: plan.version })}
            words={t("plans.publish.words")}
            yes={t("plans.publish")}
            onYes={() => void publish(plan)}
            onNo={stop}
          />
          <Confirm
            open={asking.value === "end"}
            title={t("plans.end.ask")}
            words={t("plans.end.words")}
            yes={t("plans.end")}
            onYes={() => void end(plan)}
            onNo={stop}
          />
        </>
      )}
    </Desk>
  );
}

interface Check {
  /** Asked for and not answered: the answer is on its way, or the network is. */
  readonly state: "" | "checking" | "waiting";
  readonly begin: () => void;
  readonly stop: () => void;
}

/** The server's check of a draft: at once where everything has arrived there, else as soon as it has. */
function useCheck(id: Hex | undefined, onGood: () => void): Check {
  const state = useSignal<Check["state"]>("");
  const status = replica.value?.status.value;
  const ready = status?.phase === "synced" && status.waitingChanges === 0;
  const ask = async () => {
    if (!id) return;
    state.value = "checking";
    const read = await checkOf(id);
    const doc = docAt(id);
    state.value = read ? "" : "waiting";
    if (!read || !doc) return;
    keepCheck(doc, read);
    if (read.ready) onGood();
  };
  useEffect(() => {
    if (ready && state.peek() === "waiting") void ask();
  }, [ready, id]);
  return {
    state: state.value,
    begin: () => {
      if (ready) void ask();
      else state.value = "waiting";
    },
    stop: () => {
      state.value = "";
    },
  };
}

async function next({ id, registers }: Edited): Promise<void> {
  const made = await draft(nextVersion(registers, bytesOf(id)));
  navigate(`/programmes/${made}`);
  say(t("plans.next.done"));
}

interface CheckedProps {
  readonly plan: Edited;
  readonly waiting: boolean;
  readonly stop: () => void;
}

/** What the last check found, of which state, and whether the next one waits for the network. */
function Checked({ plan, waiting, stop }: CheckedProps): JSX.Element | null {
  const last = lastCheck(plan.doc);
  const preview = foundLast(plan.id);
  if (!last && !waiting) return null;
  return (
    <section class="stack" aria-label={t("plans.check")} role="status">
      {waiting && (
        <p class="card row warn">
          <Icon name="offline" />
          <span class="grow">{t("plans.check.waiting")}</span>
          <button type="button" class="btn plain short" onClick={stop}>
            {t("cancel")}
          </button>
        </p>
      )}
      {last && (
        <p class={last.errors > 0 ? "card row fail" : "card row"}>
          <Icon name={last.errors > 0 ? "alert" : "check"} />
          <span class="grow">
            {last.errors > 0 ? t("plans.check.errors", { n: last.errors }) : t("plans.check.ok")}
            <span class="block small">
              {t(last.changed ? "plans.check.last.changed" : "plans.check.last", {
                at: momentWords(last.atMs, today.value),
                remarks: last.remarks,
              })}
            </span>
          </span>
        </p>
      )}
      {preview && <Problems problems={preview.problems} plan={plan} />}
    </section>
  );
}

function Links({ plan }: { plan: Edited }): JSX.Element {
  const at = `/programmes/${plan.id}`;
  const former = docAt(idOf(plan.doc.registers.get("supersedes")?.value));
  return (
    <nav class="card list" aria-label={t("plans")}>
      <span class="line-row">
        <span class="grow">{plan.published ? t("plans.published") : t("plans.draft")}</span>
        <a class="btn plain short" href={`/api/exports/programme/${plan.id}`} download>
          {t("plans.save.file")}
        </a>
      </span>
      <Link href={`${at}/preview`} words={t("plans.preview")} />
      {former && <Link href={`${at}/changes`} words={t("plans.changes")} />}
      <Link href={`${at}/owners`} words={t("plans.owners")} />
      <Link href={`${at}/about/all`} words={t("plans.about")} />
    </nav>
  );
}

function Link({ href, words }: { href: string; words: string }): JSX.Element {
  return (
    <a class="line-row" href={href}>
      <span class="grow">{words}</span>
      <Icon name="go" />
    </a>
  );
}

const NAMED = 4;

function SectionList({ plan }: { plan: Edited }): JSX.Element {
  return (
    <section class="stack" aria-label={t("plans.sections")}>
      <h2 class="section">{t("plans.sections")}</h2>
      <div class="card list">
        {SECTION_NAMES.map((section) => {
          const list = placedIn(plan.registers, section);
          const names = list.slice(0, NAMED).map(({ id, value }) => elementWords(id, value));
          return (
            <a key={section} class="line-row" href={`/programmes/${plan.id}/${section}`}>
              <span class="grow">
                <b class="block">{sectionWords(section)}</b>
                <span class="muted clamp">{names.join(t("list.comma")) || t("plans.section.none")}</span>
              </span>
              <span class="tag num">{list.length}</span>
              <Icon name="go" />
            </a>
          );
        })}
      </div>
    </section>
  );
}
