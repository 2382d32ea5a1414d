/** 检查发现: one matter a page, with its picture beside it; what is not put right yet comes first. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Finding, findingOf } from "../../model/bulletin";
import { t } from "../../text";
import { all, placeName } from "../here";
import { hashOf, Photo } from "../named-photo";
import { dayWords } from "../when";
import { Big, Heading, pageOf, type ViewProps } from "./frame";

export function Findings({ scene, onPages }: ViewProps): JSX.Element {
  const found = all("finding").map(findingOf);
  found.sort(
    (one, other) => Number(one.praise || one.fixed) - Number(other.praise || other.fixed) || newer(one, other),
  );
  const { rows, pages } = pageOf(found, scene.page, 1);
  useEffect(() => onPages(pages), [pages, onPages]);
  const one = rows[0];
  if (!one) {
    return (
      <>
        <Heading title={t("proj.findings")} />
        <Big>{t("proj.findings.none")}</Big>
      </>
    );
  }
  const place = [placeName(one.unit), one.building, one.floor, one.object].filter(Boolean).join(" · ");
  const page = t("proj.page", { n: Math.min(scene.page, pages - 1) + 1, of: pages });
  const picture = one.photos[0] && hashOf(one.doc.registers.get(one.photos[0])?.value ?? null);
  return (
    <>
      <Heading title={t("proj.findings")} under={`${dayWords(one.day)} · ${page}`} />
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

const newer = (one: Finding, other: Finding) => other.publishedMs - one.publishedMs || one.order - other.order;
