/** 活动: what is to come and where I am due, what I run, and what is over. */
import type { JSX } from "preact";
import { valueAt } from "../model/deed";
import { idOf } from "../model/ids";
import { over, textAt } from "../parts/deeds/face";
import { myPlaces } from "../parts/deeds/rights";
import { Rows } from "../parts/deeds/rows";
import { Frame } from "../parts/frame";
import { all, replica } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { t } from "../text";
import "../parts/lists.css";

export default function Activities(): JSX.Element {
  const begins = (doc: Parameters<typeof over>[0]) => Number(valueAt(doc, "begins_at") ?? 0);
  const told = all("activity").filter((doc) => valueAt(doc, "announced") === true);
  const own = replica.value?.person;
  const drafts = all("activity").filter(
    (doc) => valueAt(doc, "announced") !== true && idOf(valueAt(doc, "organiser")) === own,
  );
  const coming = told.filter((doc) => !over(doc)).sort((one, other) => begins(one) - begins(other));
  const past = told.filter(over).sort((one, other) => begins(other) - begins(one));
  return (
    <Frame
      title={t("activities")}
      above="/deeds"
      dock={
        myPlaces().length > 0 && (
          <a class="btn" href="/activities/new">
            <Icon name="plus" />
            {t("activity.new")}
          </a>
        )
      }
    >
      <Rows docs={coming} />
      {drafts.length > 0 && <h2 class="section">{t("activities.drafts")}</h2>}
      {drafts.length > 0 && (
        <div class="card list">
          {drafts.map((doc) => (
            <a key={doc.id} class="line-row" href={`/activities/draft/${doc.id}`}>
              <span class="grow">{textAt(doc, "title")}</span>
              <span class="tag warn">{t("day.draft")}</span>
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
      {past.length > 0 && <h2 class="section">{t("activities.past")}</h2>}
      <Rows docs={past} />
      {told.length + drafts.length === 0 && <Nothing title={t("activities.none")}>{t("activities.none.why")}</Nothing>}
    </Frame>
  );
}
