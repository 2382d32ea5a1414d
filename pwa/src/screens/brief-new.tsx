/**
 * 写简报: a brief, a good deed or an experience worth telling: an item of its own for the office above.
 * Promises: what is typed and each picture is kept as it comes; whoever comes back, however they left, goes on there.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { bytesOf } from "../model/ids";
import { has } from "../model/person";
import { creatorOf, saidAt } from "../model/report";
import { boundTo } from "../parts/bound";
import { Choose } from "../parts/choose";
import { Frame } from "../parts/frame";
import { all, docAt, mine, person, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { Writing } from "../parts/writing";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";

const Pictures = later(async () => (await import("../parts/reports/pictures")).BriefPictures);

const WORDS_MAX = 2_000;
const TITLE_MAX = 100;
const TYPES = ["good_deed", "brief", "experience"] as const;
type Type = (typeof TYPES)[number];

export default function BriefNew(): JSX.Element {
  const [id] = useState(() => unfinished() ?? mine().newId());
  const doc = docAt(id);
  const type = useSignal<Type>((doc && (saidAt(doc, "type") as Type)) || "good_deed");
  if (!has(person.value, "leader", "supervisor")) {
    return (
      <Frame title={t("brief.new")} above="/reports">
        <Nothing title={t("not_yours")}>{t("reports.not_yours")}</Nothing>
      </Frame>
    );
  }
  const put = (...writes: [string, Value][]) =>
    void mine().write(id, "brief", [...(docAt(id) ? [] : begun()), ...writes]);
  const begun = (): [string, Value][] => {
    const house = person.peek()?.institution;
    const first: [string, Value][] = [
      ["institution", house ? bytesOf(house) : null],
      ["day", today.peek()],
    ];
    return [...first, ["type", type.peek()], ["drafting", true]];
  };
  const said = (path: string) => (doc ? saidAt(doc, path) : "");
  const save = () => {
    put(["drafting", null]);
    navigate(`/reports/${id}`, { replace: true });
    say(t("brief.saved"));
  };
  const field = (path: "title" | "text" | "who", label: string, most: number) => (
    <div class="stack" ref={boundTo(most, path === "text" ? 6 : 1)}>
      <b>{label}</b>
      <Writing
        label={label}
        value={said(path)}
        codePointsMax={most}
        onSave={(words) => (words.trim() || said(path)) && put([path, words.trim()])}
      />
    </div>
  );
  return (
    <Frame
      title={t("brief.new")}
      above="/reports"
      dock={
        <button type="button" class="btn" disabled={!said("title") || !said("text")} onClick={save}>
          {t("brief.save")}
        </button>
      }
    >
      <section class="card stack">
        <Choose
          label={t("brief.type")}
          value={type}
          options={TYPES.map((value) => ({ value, label: t(`brief.type.${value}`) }))}
          onChoose={(value) => {
            type.value = value;
            if (docAt(id)) put(["type", value]);
          }}
        />
        {field("title", t("report.title"), TITLE_MAX)}
        {field("text", t("brief.text"), WORDS_MAX)}
        {field("who", t("brief.who"), TITLE_MAX)}
        <p class="small">{t("brief.who.why")}</p>
      </section>
      <Pictures id={id} doc={doc} put={put} />
    </Frame>
  );
}

/** What this person was writing and hasn't kept as a draft yet. */
function unfinished(): string | undefined {
  const own = all("brief").filter((doc) => doc.registers.get("drafting")?.value === true);
  return own.find((doc) => creatorOf(doc) === mine().person && doc.registers.get("sent")?.value !== true)?.id;
}
