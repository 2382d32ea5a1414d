/** 方案编辑: one version with all its sections; a draft is checked and published here, a published one gets its next version. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { SECTION_NAMES } from "../model/bundle";
import { nextVersion, placedIn } from "../model/editing";
import { bytesOf, idOf } from "../model/ids";
import { Confirm } from "../parts/confirm";
import { checkOf, type Preview } from "../parts/editor/files";
import { Desk } from "../parts/editor/frame";
import { draft, type Edited, put } from "../parts/editor/plan";
import { Problems } from "../parts/editor/problems";
import { elementWords, sectionWords } from "../parts/editor/words";
import { docAt, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

type Asking = "" | "publish" | "end";

export default function ProgrammeDesk({ params }: { params: Params }): JSX.Element {
  const asking = useSignal<Asking>("");
  const found = useSignal<Preview | null | "checking">(null);
  const stop = () => {
    asking.value = "";
  };
  const check = async (plan: Edited) => {
    if ((replica.peek()?.status.peek().waitingChanges ?? 0) > 0) return say(t("plans.check.waits"));
    found.value = "checking";
    const read = await checkOf(plan.id);
    found.value = read;
    if (!read) say(t("plans.network"));
    else if (read.ready) asking.value = "publish";
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
          <button type="button" class="btn" disabled={found.value === "checking"} onClick={() => void check(plan)}>
            {found.value === "checking" ? t("plans.checking") : t("plans.check")}
          </button>
        )
      }
    >
      {(plan) => (
        <>
          <Found preview={found.value} />
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

async function next({ id, registers }: Edited): Promise<void> {
  const made = await draft(nextVersion(registers, bytesOf(id)));
  navigate(`/programmes/${made}`);
  say(t("plans.next.done"));
}

function Found({ preview }: { preview: Preview | null | "checking" }): JSX.Element | null {
  if (!preview || preview === "checking" || preview.problems.length === 0) return null;
  const errors = preview.problems.filter(({ severity }) => severity === "error").length;
  return (
    <section class="stack" aria-label={t("plans.check")} role="status">
      <p class={errors > 0 ? "card row fail" : "card row"}>
        <Icon name={errors > 0 ? "alert" : "check"} />
        <span class="grow">{errors > 0 ? t("plans.check.errors", { n: errors }) : t("plans.check.ok")}</span>
      </p>
      <Problems problems={preview.problems} />
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
