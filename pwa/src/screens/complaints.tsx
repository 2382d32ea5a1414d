/** 投诉意见: mine to answer first, then the others that I may read. */
import type { JSX } from "preact";
import { valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { dueOf, isOpen } from "../model/public";
import { textAt } from "../parts/deeds/bits";
import { Frame } from "../parts/frame";
import { all, mine, placeName, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { foundWords, meansWords } from "../parts/voice/complaint-words";
import { AgainTag } from "../parts/voice/lines";
import { dayWords } from "../parts/when";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

export default function Complaints(): JSX.Element {
  const list = [...all("complaint")].sort((one, other) => (textAt(one, "day") < textAt(other, "day") ? 1 : -1));
  const own = list.filter(
    (doc) => isOpen(doc) && (idOf(valueAt(doc, "handler")) ?? idOf(valueAt(doc, "by"))) === mine().person,
  );
  const others = list.filter((doc) => !own.includes(doc));
  return (
    <Frame
      title={t("complaints")}
      above="/me"
      dock={
        <a class="btn" href="/complaints/new">
          <Icon name="plus" />
          {t("complaint.new")}
        </a>
      }
    >
      {list.length === 0 && <Nothing title={t("complaints.none")}>{t("complaints.none.why")}</Nothing>}
      <Group title={t("complaints.mine")} of={own} />
      <Group title={t("complaints.others")} of={others} />
    </Frame>
  );
}

function Group({ title, of }: { title: string; of: readonly Doc[] }): JSX.Element | null {
  if (of.length === 0) return null;
  return (
    <>
      <h2 class="section">{title}</h2>
      <div class="card list">
        {of.map((doc) => (
          <a key={doc.id} class="line-row" href={`/complaints/${doc.id}`}>
            <span class="grow">
              <b class="clamp">{textAt(doc, "text")}</b>
              <span class="muted block num">
                {[meansWords(textAt(doc, "means")), placeName(idOf(valueAt(doc, "unit"))), dayWords(textAt(doc, "day"))]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <State doc={doc} />
            </span>
            <Icon name="go" />
          </a>
        ))}
      </div>
    </>
  );
}

function State({ doc }: { doc: Doc }): JSX.Element | null {
  if (!isOpen(doc)) return <span class="tag">{foundWords(doc)}</span>;
  const due = dueOf(doc);
  if (!due) return <AgainTag doc={doc} />;
  const words = t("complaint.due", { day: dayWords(due) });
  return <span class={due < today.value ? "tag fail" : "tag"}>{words}</span>;
}
