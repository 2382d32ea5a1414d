/** 检查发现: one matter a page, with its picture beside it; what is not put right yet comes first. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../text";
import { mine, placeName } from "../here";
import { hashOf, Photo } from "../named-photo";
import { dayWords } from "../when";
import { FINDINGS_AT_ONCE, findingsOf } from "./findings-of";
import { Empty, Heading, pageOf, reachWords, type ViewProps } from "./frame";

/** The part that shows pictures comes with the scene. */
export async function withPhoto(): Promise<typeof Findings> {
  await Photo.fetch();
  return Findings;
}

function Findings({ meeting, scene }: ViewProps): JSX.Element {
  const found = findingsOf(meeting);
  const { rows, pages } = pageOf(found, scene.page, FINDINGS_AT_ONCE);
  const one = rows[0];
  const ahead = found[scene.page + 1];
  const next = ahead && hashOf(ahead.picture);
  useEffect(() => {
    // Here before its page is turned to.
    if (ahead && next) void mine().photo(ahead.doc, next);
  }, [ahead?.doc, next]);
  if (!one) {
    return (
      <>
        <Heading title={t("proj.findings")} under={reachWords("findings", meeting)} />
        <Empty view="findings" meeting={meeting}>
          {t("proj.findings.none")}
        </Empty>
      </>
    );
  }
  const place = [placeName(one.unit), ...one.where].filter(Boolean).join(" · ");
  const page = t("proj.page", { n: Math.min(scene.page, pages - 1) + 1, of: pages });
  const picture = hashOf(one.picture);
  return (
    <>
      <Heading
        title={t("proj.findings")}
        under={[one.day && dayWords(one.day), page, reachWords("findings", meeting)].filter(Boolean).join(" · ")}
      />
      <div class={picture ? "two" : ""}>
        {picture && <Photo key={picture} doc={one.doc} hash={picture} label={one.text} />}
        <div class="column">
          <p class="tags">
            {one.praise && <span class="tag-wide pass">{t("proj.praise")}</span>}
            {one.fixed && <span class="tag-wide pass">{t("proj.fixed")}</span>}
            {!one.praise && !one.fixed && <span class="tag-wide warn">{t("proj.open")}</span>}
          </p>
          <p class="big-words">{one.text}</p>
          <p class="muted">{place}</p>
          {one.suggestion && <p>{t("proj.suggestion", { words: one.suggestion })}</p>}
        </div>
      </div>
    </>
  );
}
