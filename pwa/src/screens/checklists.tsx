/** 检查表: all of them with their versions, and one in full: what is looked at, tried out, published, followed by a new one. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Checklist, checklistOf, currentOf, formItem, pointsOf } from "../model/checklist";
import { has } from "../model/person";
import { Frame } from "../parts/frame";
import { all, docAt, isAdmin, person, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayWords } from "../parts/when";
import { isWide } from "../parts/wide";
import type { Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/keeping.css";

const ChecklistItems = later(() => import("../parts/checklist-items").then((module) => module.ChecklistItems));
const Acts = later(() => import("../parts/checklist-acts").then((module) => module.Acts));
const Foot = later(() => import("../parts/checklist-foot").then((module) => module.Foot));
const Trial = later<{ items: readonly (readonly [string, Value])[] }>(
  async () => (await import("../parts/trial")).Trial,
);

/** Who may draft and publish them. */
function isKeeper(): boolean {
  return has(person.value, "admin", "supervisor");
}

export default function Checklists({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.checklist);
  const chosen = doc?.kind === "checklist" ? checklistOf(doc) : null;
  const above = isAdmin.value ? "/people" : "/me";
  if (chosen && !isWide.value) {
    return (
      <Frame
        title={chosen.name}
        under={versionWords(chosen)}
        above="/checklists"
        dock={isKeeper() && <Acts checklist={chosen} />}
      >
        <Whole checklist={chosen} />
      </Frame>
    );
  }
  return (
    <Frame title={t("checklists")} above={above} wide>
      <div class="pair">
        <div class="stack">
          {isKeeper() && (
            <div class="tiles">
              <a class="btn soft" href="/checklists/new">
                <Icon name="plus" />
                {t("checklists.new")}
              </a>
              <a class="btn soft" href="/checklists/upload">
                <Icon name="up" />
                {t("checklists.bring")}
              </a>
            </div>
          )}
          <List chosen={chosen?.id} />
        </div>
        {isWide.value && (
          <div class="detail stack">
            {chosen ? (
              <>
                <h2>{chosen.name}</h2>
                <p class="muted">{versionWords(chosen)}</p>
                {isKeeper() && <Acts checklist={chosen} />}
                <Whole key={chosen.id} checklist={chosen} />
              </>
            ) : (
              <p class="empty">{t("checklists.choose")}</p>
            )}
          </div>
        )}
      </div>
    </Frame>
  );
}

function stateWords({ published, endedOn }: Checklist): string {
  if (!published) return t("checklist.draft");
  if (!endedOn) return t("checklist.published");
  return t(endedOn < today.value ? "checklist.ended" : "checklist.ends", { day: dayWords(endedOn) });
}

function versionWords(checklist: Checklist): string {
  return t("checklist.version", { n: checklist.version, state: stateWords(checklist), items: checklist.items.length });
}

/** Those in force first, then drafts, then those that ended, were followed or given up. */
function List({ chosen }: { chosen: string | undefined }): JSX.Element {
  const lists = all("checklist")
    .map(checklistOf)
    .sort((one, other) => one.name.localeCompare(other.name, "zh-CN") || other.version - one.version);
  if (lists.length === 0) return <Nothing title={t("checklists.none")}>{t("checklists.none.why")}</Nothing>;
  const current = new Set(currentOf(lists, today.value).map(({ id }) => id));
  const drafts = lists.filter((one) => !one.published && !one.endedOn);
  const former = lists.filter((one) => !current.has(one.id) && !drafts.includes(one));
  return (
    <>
      <Group title={t("checklists.drafts")} lists={drafts} chosen={chosen} />
      <Group title={t("checklists.current")} lists={lists.filter(({ id }) => current.has(id))} chosen={chosen} />
      <Group title={t("checklists.former")} lists={former} chosen={chosen} />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly lists: readonly Checklist[];
  readonly chosen: string | undefined;
}

function Group({ title, lists, chosen }: GroupProps): JSX.Element | null {
  if (lists.length === 0) return null;
  return (
    <>
      <h2 class="section">{title}</h2>
      <nav class="card list" aria-label={title}>
        {lists.map((one) => (
          <a
            key={one.id}
            class="line-row"
            href={`/checklists/${one.id}`}
            aria-current={one.id === chosen ? "true" : undefined}
          >
            <span class="grow">
              <b class="block">{one.name}</b>
              <span class="small">{versionWords(one)}</span>
            </span>
            {!one.published && !one.endedOn && <span class="tag info">{t("checklist.draft")}</span>}
            <Icon name="go" />
          </a>
        ))}
      </nav>
    </>
  );
}

function Whole({ checklist }: { checklist: Checklist }): JSX.Element {
  const trying = useSignal(false);
  const points = pointsOf(checklist.items);
  const open = isKeeper() && !checklist.published && !checklist.endedOn;
  return (
    <div class="stack">
      <div class="switch">
        {[false, true].map((one) => (
          <button
            key={String(one)}
            type="button"
            aria-pressed={one === trying.value}
            onClick={() => {
              trying.value = one;
            }}
          >
            {one ? t("checklist.try") : t("checklist.items")}
          </button>
        ))}
      </div>
      {points > 0 && <p class="muted">{t("checklist.points", { n: points })}</p>}
      {trying.value ? (
        <Trial items={checklist.items.map(({ id, item }) => [id, formItem(item)])} />
      ) : (
        <ChecklistItems checklist={checklist} open={open} />
      )}
      <Foot checklist={checklist} keeper={isKeeper()} />
    </div>
  );
}
