/** 承诺书: text, type, aspects and due day; each saved as it is given, handed in with one question. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays } from "../../model/day";
import { pledgeStanding, valueAt, verdict } from "../../model/deed";
import { bytesOf, idOf } from "../../model/ids";
import { navigate } from "../../router";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { showWrong } from "../fields/wrong";
import { Frame } from "../frame";
import { docAt, mine, person, placeName, today } from "../here";
import { Icon } from "../icons";
import { say } from "../toast";
import { Writing } from "../writing";
import { Chips } from "./ask";
import { textAt } from "./face";
import { aspectsOnOffer, pledgeSource, sourceWrites } from "./programmes";
import { pledgeType } from "./words";
import "./chain.css";

const TEXT_MAX = 2000;
const TYPES = ["post", "shared", "concrete"];
const QUARTER_DAYS = 90;

interface FormProps {
  readonly id: Hex;
  readonly doc: Doc | undefined;
}

/** The first write names whose pledge it is, and a usual type and due day. */
async function put({ id, doc }: FormProps, ...writes: [string, Value][]): Promise<void> {
  if (doc) return mine().write(id, "pledge", writes);
  const own = person.peek();
  const once: [string, Value][] = [
    ["institution", own?.institution ? bytesOf(own.institution) : null],
    ["pledger", bytesOf(mine().person)],
    ["day", today.peek()],
    ...sourceWrites(pledgeSource()),
    ["type", "post"],
    ["due_on", addDays(today.peek(), QUARTER_DAYS)],
  ];
  const given = new Set(writes.map(([path]) => path));
  return mine().write(id, "pledge", [...once.filter(([path]) => !given.has(path)), ...writes]);
}

/** What is on display stands: a change is a new pledge that begins as the old one was and names it. */
export async function beginAnew(id: Hex, former: Hex): Promise<void> {
  const old = docAt(former);
  if (!old) return;
  const kept: [string, Value][] = ["unit", "branch", "type", "aspects", "text"].flatMap((path) => {
    const value = valueAt(old, path);
    return value == null ? [] : [[path, value] as [string, Value]];
  });
  await put({ id, doc: undefined }, ["replaces", bytesOf(former)], ...kept);
}

export function PledgeForm(given: FormProps): JSX.Element {
  const { doc } = given;
  const chosen = doc ? valueAt(doc, "aspects") : null;
  const aspects = Array.isArray(chosen) ? chosen.map(String) : [];
  const offered = [...new Set([...aspectsOnOffer(), ...aspects])];
  const toggle = (aspect: string) => {
    const next = aspects.includes(aspect) ? aspects.filter((one) => one !== aspect) : [...aspects, aspect];
    void put(given, ["aspects", next]);
  };
  return (
    <>
      <Whose {...given} />
      <section class="card stack">
        <b>{t("pledge.text")}</b>
        <Writing
          label={t("pledge.text")}
          value={doc ? textAt(doc, "text") : ""}
          codePointsMax={TEXT_MAX}
          placeholder={t("pledge.hint")}
          onSave={(text) => void put(given, ["text", text])}
        />
        <Chips
          label={t("pledge.type")}
          of={TYPES}
          on={[doc ? textAt(doc, "type") : "post"]}
          words={pledgeType}
          onTap={(type) => void put(given, ["type", type])}
        />
        {offered.length > 0 && (
          <Chips label={t("pledge.aspects")} of={offered} on={aspects} words={String} onTap={toggle} />
        )}
        <div class="line">
          <label>
            {t("pledge.due")}
            <input
              class="input"
              type="date"
              min={today.value}
              value={doc ? textAt(doc, "due_on") : addDays(today.value, QUARTER_DAYS)}
              onChange={(event) => {
                if (event.currentTarget.value) void put(given, ["due_on", event.currentTarget.value]);
              }}
            />
          </label>
        </div>
      </section>
      <p class="small centred">{t("save.promise")}</p>
    </>
  );
}

/** Heads and secretaries choose whose pledge it is, before its first word. */
function Whose(given: FormProps): JSX.Element | null {
  const { doc } = given;
  const held = person.value?.roles.filter(({ role, at }) => at && (role === "head" || role === "secretary")) ?? [];
  if (held.length === 0) return null;
  if (doc) {
    const place = placeName(idOf(valueAt(doc, "unit")) ?? idOf(valueAt(doc, "branch")));
    return <p class="muted">{place ? t("pledge.for", { place }) : t("pledge.for_me")}</p>;
  }
  return (
    <section class="card stack">
      <b>{t("pledge.whose")}</b>
      <div class="quick">
        <button type="button" class="mark" aria-pressed="true">
          {t("pledge.me")}
        </button>
        {held.map(({ role, at }) => (
          <button
            key={at}
            type="button"
            class="mark"
            aria-pressed="false"
            onClick={() => void put(given, [role === "head" ? "unit" : "branch", bytesOf(at ?? "")])}
          >
            {placeName(at)}
          </button>
        ))}
      </div>
    </section>
  );
}

PledgeForm.Dock = function Dock({ id, doc }: FormProps): JSX.Element {
  const asking = useSignal(false);
  const { round } = verdict(doc?.registers ?? new Map());
  const state = doc && pledgeStanding(doc.registers).state;
  const ready = doc !== undefined && textAt(doc, "text").trim() !== "";
  const handIn = async () => {
    asking.value = false;
    await mine().write(id, "pledge", [[`handed_in/${round + 1}`, true]]);
    say(t("pledge.sent"));
    navigate(`/pledges/${id}`, { replace: true });
  };
  return (
    <>
      {state === "returned" || state === "draft" ? (
        <a class="btn soft" href="/pledges" data-replace>
          {t("pledge.later")}
        </a>
      ) : null}
      <button
        type="button"
        class="btn"
        disabled={!ready}
        onClick={() => {
          asking.value = !showWrong();
        }}
      >
        {t("pledge.hand_in")}
      </button>
      <Confirm
        open={asking.value}
        title={t("pledge.ask")}
        words={t("pledge.ask.words")}
        yes={t("pledge.hand_in")}
        no={t("look.again")}
        onYes={() => void handIn()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
};

/** A draft, or what was sent back with the reason why, open for its pledger. */
export function PledgeEdit({ doc, why }: { doc: Doc; why: string }): JSX.Element {
  return (
    <Frame title={t("pledge")} above="/pledges" dock={<PledgeForm.Dock id={doc.id} doc={doc} />}>
      {why && (
        <p class="hint">
          <Icon name="alert" />
          <span>{why}</span>
        </p>
      )}
      <PledgeForm id={doc.id} doc={doc} />
    </Frame>
  );
}
