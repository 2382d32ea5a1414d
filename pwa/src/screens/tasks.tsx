/** 承包任务: what I have taken on or may take on, and what I have handed out. */
import type { JSX } from "preact";
import { newest, own } from "../parts/deeds/face";
import { mayAssign } from "../parts/deeds/rights";
import { Rows } from "../parts/deeds/rows";
import { Frame } from "../parts/frame";
import { all } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { t } from "../text";

export default function Tasks(): JSX.Element {
  const mine = newest(own("contracted_task", "responsible"));
  const given = newest(own("contracted_task", "assigner"));
  const others = newest(all("contracted_task")).filter((doc) => !mine.includes(doc) && !given.includes(doc));
  const bare = mine.length + given.length + others.length === 0;
  return (
    <Frame
      title={t("tasks")}
      above="/deeds"
      dock={
        mayAssign() && (
          <a class="btn" href="/tasks/new">
            <Icon name="plus" />
            {t("task.new")}
          </a>
        )
      }
    >
      {mine.length > 0 && <h2 class="section">{t("tasks.mine")}</h2>}
      <Rows docs={mine} />
      {given.length > 0 && <h2 class="section">{t("tasks.given")}</h2>}
      <Rows docs={given} />
      {others.length > 0 && <h2 class="section">{t("tasks.others")}</h2>}
      <Rows docs={others} />
      {bare && <Nothing title={t("tasks.none")}>{t("tasks.none.why")}</Nothing>}
    </Frame>
  );
}
