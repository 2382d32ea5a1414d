/** 检查表: all of them with their versions, and one in full: what is looked at, tried out, published, followed by a new one. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Checklist, checklistOf, formItem, groupOf, type Looked, pointsOf } from "../model/checklist";
import { bytesOf } from "../model/ids";
import { has } from "../model/person";
import { writeItems } from "../parts/checklist-writes";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { all, docAt, isAdmin, mine, person, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { isWide } from "../parts/wide";
import { navigate, type Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/keeping.css";

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
      <Frame title={chosen.name} under={versionWords(chosen)} above="/checklists" dock={<Acts checklist={chosen} />}>
        <Whole checklist={chosen} />
      </Frame>
    );
  }
  return (
    <Frame title={t("checklists")} above={above} wide>
      <div class="pair">
        <div class="stack">
          {isKeeper() && (
            <a class="btn soft" href="/checklists/upload">
              <Icon name="up" />
              {t("checklists.bring")}
            </a>
          )}
          <List chosen={chosen?.id} />
        </div>
        {isWide.value && (
          <div class="detail stack">
            {chosen ? (
              <>
                <h2>{chosen.name}</h2>
                <p class="muted">{versionWords(chosen)}</p>
                <Acts checklist={chosen} />
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
  return endedOn && endedOn < today.value ? t("checklist.ended", { day: endedOn }) : t("checklist.published");
}

function versionWords(checklist: Checklist): string {
  return t("checklist.version", { n: checklist.version, state: stateWords(checklist), items: checklist.items.length });
}

function List({ chosen }: { chosen: string | undefined }): JSX.Element {
  const lists = all("checklist")
    .map(checklistOf)
    .sort((one, other) => one.name.localeCompare(other.name, "zh-CN") || other.version - one.version);
  if (lists.length === 0) return <Nothing title={t("checklists.none")}>{t("checklists.none.why")}</Nothing>;
  return (
    <nav class="card list" aria-label={t("checklists")}>
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
          {!one.published && <span class="tag info">{t("checklist.draft")}</span>}
          <Icon name="go" />
        </a>
      ))}
    </nav>
  );
}

function Whole({ checklist }: { checklist: Checklist }): JSX.Element {
  const trying = useSignal(false);
  const points = pointsOf(checklist.items);
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
        <Items items={checklist.items} />
      )}
    </div>
  );
}

function Items({ items }: { items: readonly Looked[] }): JSX.Element {
  let heading = "";
  return (
    <ol class="card stays">
      {items.map(({ id, item }, at) => {
        const own = groupOf(item).join(" › ");
        const fresh = own !== heading;
        heading = own;
        return (
          <li key={id}>
            {fresh && own && <b class="heading">{own}</b>}
            <span class="num small">{at + 1}</span>
            <span class="grow">
              {item.core && <b class="core">{t("checklist.core")} </b>}
              {item.polarity === "prohibited" && <b class="core">{t("checklist.prohibited")} </b>}
              {item.text}
              {[item.detail, item.rule, item.method].filter(Boolean).map((words) => (
                <span key={words} class="block small">
                  {words}
                </span>
              ))}
              {item.children?.map((child) => (
                <span key={child.id} class="block small">
                  · {child.text}
                </span>
              ))}
              {deductWords(item) && <span class="block small">{deductWords(item)}</span>}
            </span>
            {item.points !== undefined && <span class="tag num">{t("checklist.of", { n: item.points })}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function deductWords({ deduct }: Looked["item"]): string {
  if (deduct?.all_or_nothing) return t("checklist.all_or_nothing");
  if (deduct?.each === undefined) return "";
  return t(deduct.cap === undefined ? "checklist.deduct" : "checklist.deduct.cap", {
    each: deduct.each,
    cap: deduct.cap ?? "",
  });
}

function Acts({ checklist }: { checklist: Checklist }): JSX.Element | null {
  const asking = useSignal(false);
  if (!isKeeper()) return null;
  const publish = async () => {
    asking.value = false;
    await mine().write(checklist.id, "checklist", [["published", true]]);
    say(t("roster.saved"));
  };
  const follow = async () => {
    const institution = person.peek()?.institution;
    const id = mine().newId();
    await writeItems(
      id,
      "checklist",
      [
        ["institution", institution ? bytesOf(institution) : null],
        ["name", checklist.name],
        ["version", checklist.version + 1],
        ["supersedes", bytesOf(checklist.id)],
      ],
      checklist.items.map((one) => [one.id, one.item as unknown as Value]),
    );
    navigate(`/checklists/${id}`);
  };
  return (
    <>
      {checklist.published ? (
        <button type="button" class="btn soft" onClick={() => void follow()}>
          {t("checklist.follow")}
        </button>
      ) : (
        <button
          type="button"
          class="btn"
          onClick={() => {
            asking.value = true;
          }}
        >
          {t("checklist.publish")}
        </button>
      )}
      <Confirm
        open={asking.value}
        title={t("checklist.publish.ask", { name: checklist.name, n: checklist.version })}
        words={t("checklist.publish.words")}
        yes={t("checklist.publish")}
        no={t("look.again")}
        onYes={() => void publish()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
