/** 我的承诺: mine from the draft to the grade, and those of others that wait for my review. */
import type { JSX } from "preact";
import { newest, own } from "../parts/deeds/face";
import { errands } from "../parts/deeds/mine";
import { Rows } from "../parts/deeds/rows";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { t } from "../text";

export default function Pledges(): JSX.Element {
  const mine = newest(own("pledge", "pledger"));
  const others = errands.value.filter(({ doc, wish }) => doc.kind === "pledge" && wish !== "mend_pledge");
  const of = (...wishes: string[]) => others.filter(({ wish }) => wishes.includes(wish)).map(({ doc }) => doc);
  return (
    <Frame
      title={t("pledges.mine")}
      above="/deeds"
      dock={
        <>
          <a class="btn soft" href="/pledges/board">
            {t("pledge_board")}
          </a>
          <a class="btn" href="/pledges/new">
            <Icon name="plus" />
            {t("pledge.new")}
          </a>
        </>
      }
    >
      <Group title={t("wish.review")} docs={of("review")} />
      <Group title={t("wish.publish")} docs={of("publish")} />
      <Group title={t("wish.grade")} docs={of("grade")} />
      {others.length > 0 && mine.length > 0 && <h2 class="section">{t("pledges.mine")}</h2>}
      <Rows docs={mine} />
      {mine.length === 0 && <Nothing title={t("pledges.none")}>{t("pledges.none.why")}</Nothing>}
    </Frame>
  );
}

function Group({ title, docs }: { title: string; docs: Parameters<typeof Rows>[0]["docs"] }): JSX.Element | null {
  if (docs.length === 0) return null;
  return (
    <>
      <h2 class="section">{title}</h2>
      <Rows docs={docs} />
    </>
  );
}
