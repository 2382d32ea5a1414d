/** What the others saw of an item, with names, times and pictures; where they differ, the leader's ruling. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { rulingIn } from "../../model/counted";
import { dashed, idOf } from "../../model/ids";
import type { Verdict } from "../../model/inspection";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { all, mine } from "../here";
import { Icon } from "../icons";
import { Photo } from "../named-photo";
import { atWords } from "./at-words";
import { rule } from "./ruling";
import { TextInput } from "./text-input";
import { VerdictButtons } from "./verdicts";
import { nameOf, type Observed, type Row, SHOWN_VERDICTS, type Visit } from "./view";
import "./visit-more.css";

const REASON_MAX = 2_000;

export function Others({ visit, row }: { visit: Visit; row: Row }): JSX.Element | null {
  const me = mine().person;
  const others = row.seen.filter(({ by }) => by !== me);
  const leads = visit.leader === me;
  const ruling = rulingDoc(visit, row);
  const ruled = ruling ? rulingIn(ruling.registers) : null;
  const differ = row.result.disagree || row.result.source === "open";
  if (others.length === 0 && !ruled && !leads) return null;
  const open = visit.standing.state !== "published" && visit.standing.state !== "cancelled";
  return (
    <section class="card stack" aria-label={t("insp.others")}>
      <h2>{t("insp.others")}</h2>
      {differ && (
        <p class="hint" role="status">
          <Icon name="alert" />
          <span>{t(row.result.source === "open" ? "insp.differ.open" : "insp.differ")}</span>
        </p>
      )}
      {others.length === 0 && <p class="muted">{t("insp.others.none")}</p>}
      <div>
        {others.map((each) => (
          <Saw key={each.by} seen={each} row={row} />
        ))}
      </div>
      {row.seen.length > 0 && (
        <p>
          <b>{t("insp.holds", { verdict: t(`insp.verdict.${row.result.verdict}`) })}</b>{" "}
          <span class="muted">{t(`insp.source.${row.result.source}`)}</span>
        </p>
      )}
      {ruled && (
        <p class="promise">
          <Icon name="check" />
          <span>{t("insp.ruled", { verdict: t(`insp.verdict.${ruled.verdict}`), reason: ruled.reason })}</span>
        </p>
      )}
      {leads && open && (differ || ruled !== null) && <Ruling visit={visit} row={row} />}
    </section>
  );
}

function rulingDoc(visit: Visit, row: Row) {
  return all("visit_ruling").find(
    ({ registers }) => idOf(registers.get("visit")?.value) === visit.id && registers.get("item")?.value === row.id,
  );
}

/** One of them: who, what, when, with what words and pictures. */
function Saw({ seen, row }: { seen: Observed; row: Row }): JSX.Element {
  const at = (path: string): Value => seen.doc.registers.get(path)?.value ?? null;
  const words = ["place", "note", "suggestion"].map(at).filter((value) => typeof value === "string" && value !== "");
  const failed = (row.item.children ?? []).filter(({ id }) => at(`children/${id}`) === "fail").map(({ text }) => text);
  const whom = idOf(at("person"));
  const deduction = at("deduction") as { readonly points: string | number; readonly reason: string } | null;
  return (
    <article class="saw">
      <p class="row">
        <b class="grow">{nameOf(seen.by)}</b>
        {seen.timing !== "in_time" && <span class="tag warn">{cameWords(seen)}</span>}
        <span class={`tag ${seen.verdict === "pass" ? "pass" : seen.verdict === "fail" ? "fail" : ""}`}>
          {t(`insp.verdict.${seen.verdict}`)}
        </span>
        {seen.atMs > 0 && <span class="small num">{atWords(seen.atMs)}</span>}
      </p>
      {failed.length > 0 && <p class="wrote">{failed.join(t("list.comma"))}</p>}
      {whom && <p class="muted">{t("insp.whom.is", { name: nameOf(whom) })}</p>}
      {deduction && (
        <p class="muted num">{t("insp.deducted", { n: String(deduction.points), reason: deduction.reason })}</p>
      )}
      {words.map((each) => (
        <p key={String(each)} class="wrote">
          {String(each)}
        </p>
      ))}
      {seen.photos.length > 0 && (
        <div class="row wrap">
          {seen.photos.map((hash) => (
            <Photo key={hash} doc={seen.doc.id} hash={hash} label={t("insp.photo.of", { name: nameOf(seen.by) })} />
          ))}
        </div>
      )}
    </article>
  );
}

/** That it came late; and where it was changed after the publication, what of it goes on counting. */
function cameWords({ timing, counted }: Observed): string {
  if (timing === "apart" && counted) return t("insp.timing.kept", { verdict: t(`insp.verdict.${counted.verdict}`) });
  return t(`insp.timing.${timing === "apart" ? "apart" : "late"}`);
}

function Ruling({ visit, row }: { visit: Visit; row: Row }): JSX.Element {
  const own = rulingDoc(visit, row)?.registers.get(`by/${dashed(mine().person)}`)?.value as
    | { readonly verdict: Verdict; readonly reason: string }
    | undefined;
  const verdict = useSignal<Verdict | null>(own?.verdict ?? null);
  const reason = useSignal(own?.reason ?? "");
  const ready = verdict.value !== null && reason.value.trim() !== "";
  return (
    <fieldset class="stack">
      <legend>
        <b>{t("insp.rule")}</b>
      </legend>
      <VerdictButtons
        name={t("insp.rule")}
        chosen={verdict.value}
        options={SHOWN_VERDICTS}
        onChoose={(chosen) => {
          verdict.value = chosen;
        }}
      />
      <TextInput
        label={t("insp.rule.reason")}
        value={reason.value}
        max={REASON_MAX}
        onSave={(text) => {
          reason.value = text;
        }}
      />
      <button
        type="button"
        class="btn"
        disabled={!ready}
        onClick={() => void rule(visit.id, row.id, { verdict: verdict.value, reason: reason.value.trim() })}
      >
        {t("insp.rule.do")}
      </button>
    </fieldset>
  );
}
