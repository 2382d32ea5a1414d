/** 检查发现: one matter a page, with its picture beside it; what is not put right yet comes first. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Finding, findingOf } from "../../model/bulletin";
import { t } from "../../text";
import { all, mine, placeName } from "../here";
import { hashOf, Photo } from "../named-photo";
import { dayWords } from "../when";
import { Empty, Heading, pageOf, reachWords, type ViewProps } from "./frame";

/** The part that shows pictures comes with the scene. */
export async function withPhoto(): Promise<typeof Findings> {
  await Photo.fetch();
  return Findings;
}

function Findings({ scene, onPages }: ViewProps): JSX.Element {
  const found = all("finding").map(findingOf);
  found.sort(
    (one, other) => Number(one.praise || one.fixed) - Number(other.praise || other.fixed) || newer(one, other),
  );
  const { rows, pages } = pageOf(found, scene.page, 1);
  useEffect(() => onPages(pages), [pages, onPages]);
  const one = rows[0];
  const ahead = found[scene.page + 1];
  const next = ahead && pictureOf(ahead);
  useEffect(() => {
    // Here before its page is turned to.
    if (ahead && next) void mine().photo(ahead.doc.id, next);
  }, [ahead?.doc.id, next]);
  if (!one) {
    return (
      <>
        <Heading title={t("proj.findings")} />
        <Empty view="findings">{t("proj.findings.none")}</Empty>
      </>
    );
  }
  const place = [placeName(one.unit), one.building, one.floor, one.object].filter(Boolean).join(" · ");
  const page = t("proj.page", { n: Math.min(scene.page, pages - 1) + 1, of: pages });
  const picture = pictureOf(one);
  return (
    <>
      <Heading
        title={t("proj.findings")}
        under={[dayWords(one.day), page, reachWords("findings")].filter(Boolean).join(" · ")}
      />
      <div class={picture ? "two" : ""}>
        {picture && <Photo key={picture} doc={one.doc.id} hash={picture} label={one.text} />}
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

/** The first picture of a finding, if it has one. */
function pictureOf({ doc, photos: [first] }: Finding): string | null {
  return first ? hashOf(doc.registers.get(first)?.value ?? null) : null;
}

const newer = (one: Finding, other: Finding) => other.publishedMs - one.publishedMs || one.order - other.order;
