/**
 * 登记投诉意见: who is asked first takes it down, without a network too, and gives the complainant a code.
 * Promises: what is typed is kept until it is taken down; what the server sent back stands here again with all of it, and
 * the complainant's code stays the same.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { bytesOf } from "../model/ids";
import { BegunBefore } from "../parts/begun-before";
import { Choose } from "../parts/choose";
import { Line, Words } from "../parts/deeds/ask";
import { isBegun, resumed, typedIn } from "../parts/form-draft";
import { Frame } from "../parts/frame";
import { docAt, mine, person, today } from "../parts/here";
import { later } from "../parts/later";
import { onceDone } from "../parts/once";
import { type Complaint, complaintFault, sentBackAs } from "../parts/voice/complaint-form";
import { meansWords } from "../parts/voice/complaint-words";
import { navigate, type Params } from "../router";
import type { Refused, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Keeping = later(async () => (await import("../parts/form-keeping")).Keeping);
const Unit = later(() => import("../parts/voice/unit-pick").then((module) => module.UnitPick));
const Given = later(() => import("../parts/voice/given").then((module) => module.Given));

const EMPTY: Complaint = { means: "onsite", text: "", unit: "", contact: "" };
const MEANS = ["onsite", "phone", "box"] as const;

export default function ComplaintNew({ params }: { params: Params }): JSX.Element {
  const afresh = useSignal(0);
  const refused = mine().refused.value.find(({ doc, kind }) => kind === "complaint" && doc === params.complaint);
  const form = ["complaint", params.complaint].filter(Boolean).join(".");
  return <Form key={`${form} ${afresh.value}`} form={form} refused={refused} onAfresh={() => afresh.value++} />;
}

async function forget(form: string): Promise<void> {
  await (await import("../parts/form-keeping")).forgetForm(form);
}

/** What it says, without what says which complaint it is. */
function saidIn({ means, text, unit, contact }: Complaint): (readonly [string, Value])[] {
  return [
    ["means", means],
    ["text", text.trim()],
    ...(docAt(unit)?.kind === "unit" ? ([["unit", bytesOf(unit)]] as const) : []),
    ...(contact.trim() ? ([["contact", contact.trim()]] as const) : []),
  ];
}

/** Makes it, under a code that is shown once. */
async function takeDown(said: Complaint): Promise<{ doc: string; address: string } | null> {
  const institution = person.peek()?.institution;
  if (!institution) return null;
  const { CODE_BYTES, keyOf, spelled, WITHIN_DAYS } = await import("../model/public-code");
  const code = crypto.getRandomValues(new Uint8Array(CODE_BYTES));
  const key = keyOf(code);
  const doc = await mine().naturalId("complaint", key);
  await mine().write(doc, "complaint", [
    ["key", key],
    ["institution", bytesOf(institution)],
    ["day", today.value],
    ["by", bytesOf(mine().person)],
    ["within", WITHIN_DAYS],
    ...saidIn(said),
  ]);
  return { doc, address: `${location.origin}/r#${spelled(code)}` };
}

/** Sends it once more, put right: the same complaint, under the same code. */
async function mend(refused: Refused, said: Complaint): Promise<null> {
  const told = ["means", "text", "unit", "contact"];
  const rest = refused.writes.filter(([path]) => !told.includes(path));
  await mine().correct(refused.id, [...rest, ...saidIn(said)]);
  return null;
}

interface Props {
  /** The name under which it is kept while it is written. */
  readonly form: string;
  readonly refused: Refused | undefined;
  readonly onAfresh: () => void;
}

function Form({ form, refused, onAfresh }: Props): JSX.Element {
  const begun = useSignal(isBegun(form));
  const first = resumed(form, refused ? sentBackAs(refused.writes, EMPTY) : EMPTY, [
    "means",
    "text",
    "unit",
    "contact",
  ]);
  const fields = {
    means: useSignal<Complaint["means"]>(first.means),
    text: useSignal(first.text),
    unit: useSignal(first.unit),
    contact: useSignal(first.contact),
  };
  const [asBegun] = useState(() => typedIn(fields));
  const given = useSignal<{ doc: string; address: string } | null>(null);
  const asked = useSignal(false);
  const said: Complaint = {
    means: fields.means.value,
    text: fields.text.value,
    unit: fields.unit.value,
    contact: fields.contact.value,
  };
  const fault = asked.value ? complaintFault(said) : null;
  const latest = useRef(said);
  latest.current = said;
  const save = useMemo(
    () =>
      onceDone(async () => {
        asked.value = true;
        if (complaintFault(latest.current)) return false;
        const told = refused ? await mend(refused, latest.current) : await takeDown(latest.current);
        await forget(form);
        given.value = told;
        if (refused) navigate(`/complaints/${refused.doc}`, { replace: true });
        return true;
      }),
    [refused, form, asked, given],
  );
  if (given.value) return <Given {...given.value} />;
  return (
    <Frame
      title={t("complaint.new")}
      above="/complaints"
      dock={
        <button type="button" class="btn" disabled={said.text.trim() === ""} onClick={() => void save()}>
          {t("complaint.save")}
        </button>
      }
    >
      {refused && <p class="wrong-words">{refused.message}</p>}
      {begun.value && <BegunBefore onAfresh={() => void forget(form).then(onAfresh)} />}
      <section class="card stack">
        <Choose
          label={t("complaint.means")}
          value={fields.means}
          options={MEANS.map((value) => ({ value, label: meansWords(value) }))}
        />
        <Words label={t("complaint.text")} value={fields.text} rows={5} />
        <Wrong words={fault?.at === "text" ? fault.words : ""} />
        <Unit value={fields.unit} />
        <Line label={t("complaint.contact")} value={fields.contact} />
        <Wrong words={fault?.at === "contact" ? fault.words : ""} />
      </section>
      <p class="muted">{t("complaints.none.why")}</p>
      <Keeping form={form} fields={fields} begun={asBegun} />
    </Frame>
  );
}

function Wrong({ words }: { words: string }): JSX.Element | null {
  return words ? (
    <p class="wrong-words" role="alert">
      {words}
    </p>
  ) : null;
}
