/** 逐人讲评: of how many something has been said, of whom it is said now, and who comes next. */
import type { JSX } from "preact";
import { under } from "../../model/deed";
import { valueAt } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import { quarterSpokenOf } from "../../model/period";
import { Steady } from "../../model/projector";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, personAt, today } from "../here";
import { periodWords } from "../result-words";
import { Count, Heading, Rail, type ViewProps } from "./frame";

const steady = new Steady();
const NEXT_MAX = 4;

export function Commentary({ meeting }: ViewProps): JSX.Element {
  const branch = idOf(valueAt(meeting, "branch"));
  const period = quarterSpokenOf(today.value);
  const counted = all("commentary_coverage").find(
    (doc) => idOf(valueAt(doc, "branch")) === branch && valueAt(doc, "period") === period,
  );
  const coverage = counted && steady.newest(counted.id, counted);
  // On a secretary the leader comments.
  const secretary = (id: Hex) =>
    personAt(id)?.roles.some(({ role, at }) => role === "secretary" && at === branch) === true;
  const due = under(meeting.registers, "due/")
    .flatMap((path) => idOf(path.slice(4)) ?? [])
    .filter((id) => !secretary(id));
  const told = (each: Hex) =>
    valueAt(meeting, `spoken/${dashed(each)}`) === true ||
    coverage?.registers.get(`done/${dashed(each)}`)?.value === true;
  const said = due.filter(told);
  const speaker = idOf(valueAt(meeting, "speaker"));
  const left = due.filter((each) => !said.includes(each) && each !== speaker);
  const names = left.slice(0, NEXT_MAX).map((each) => personAt(each)?.name ?? "");
  return (
    <>
      <Heading title={t("proj.commentary")} under={periodWords(period)} />
      {speaker && (
        <p class="big-words">
          <span class="muted">{t("proj.now")}</span> {personAt(speaker)?.name}
        </p>
      )}
      <Count name="commentary" n={said.length} of={due.length} words={t("proj.said")} />
      <Rail n={said.length} of={due.length} />
      {names.length > 0 && <p class="names">{t("proj.next", { names: names.filter(Boolean).join("、") })}</p>}
    </>
  );
}
