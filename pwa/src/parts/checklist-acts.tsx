/** What a keeper does with a checklist: publish a draft, which says what it changes, or go on to the next version. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Checklist, checklistOf } from "../model/checklist";
import { changesOf } from "../model/checklist-edit";
import { bytesOf } from "../model/ids";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import { writeItems } from "./checklist-writes";
import { Confirm } from "./confirm";
import { all, docAt, mine, person } from "./here";
import { say } from "./toast";

export function Acts({ checklist }: { checklist: Checklist }): JSX.Element {
  const asking = useSignal(false);
  const next = all("checklist")
    .map(checklistOf)
    .find((one) => one.supersedes === checklist.id && (one.published || !one.endedOn));
  const changed = changedWords(checklist);
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
      {checklist.published && !next && (
        <button type="button" class="btn soft" onClick={() => void follow()}>
          {t("checklist.follow")}
        </button>
      )}
      {next && (
        <a class="btn soft" href={`/checklists/${next.id}`}>
          {t("checklist.next", { n: next.version })}
        </a>
      )}
      {!checklist.published && !checklist.endedOn && (
        <button
          type="button"
          class="btn"
          disabled={checklist.items.length === 0}
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
        words={changed ? `${changed} ${t("checklist.publish.words")}` : t("checklist.publish.words")}
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

/** What publishing changes against the version before, in a line. */
function changedWords({ supersedes, items }: Checklist): string {
  const former = docAt(supersedes);
  if (!former) return "";
  const found = changesOf(checklistOf(former).items, items).items;
  const count = (wanted: string) => found.filter(({ kind }) => kind === wanted).length;
  return t("checklist.changes.count", { added: count("added"), changed: count("changed"), removed: count("removed") });
}
