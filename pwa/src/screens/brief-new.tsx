/** 写简报: a brief, a good deed or an experience worth telling: an item of its own for the office above. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { bytesOf } from "../model/ids";
import { has } from "../model/person";
import { Choose } from "../parts/choose";
import { Line, Words } from "../parts/deeds/ask";
import { photoWrites } from "../parts/deeds/photo-writes";
import { Frame } from "../parts/frame";
import { mine, person, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";

const Pictures = later(async () => (await import("../parts/deeds/pictures")).Pictures);

const PICTURES_MAX = 9;
const TYPES = ["good_deed", "brief", "experience"] as const;

export default function BriefNew(): JSX.Element {
  const type = useSignal<(typeof TYPES)[number]>("good_deed");
  const [id] = useState(() => mine().newId());
  const taken = useSignal<readonly Value[]>([]);
  const [title, text, who] = [useSignal(""), useSignal(""), useSignal("")];
  if (!has(person.value, "leader", "supervisor")) {
    return (
      <Frame title={t("brief.new")} above="/reports">
        <Nothing title={t("not_yours")}>{t("reports.not_yours")}</Nothing>
      </Frame>
    );
  }
  const save = () => {
    const house = person.peek()?.institution;
    const writes: [string, Value][] = [
      ["institution", house ? bytesOf(house) : null],
      ["day", today.peek()],
      ["type", type.value],
      ["title", title.value.trim()],
      ["text", text.value.trim()],
    ];
    if (who.value.trim()) writes.push(["who", who.value.trim()]);
    void mine().write(id, "brief", [...writes, ...photoWrites(taken.value, mine().newId())]);
    navigate(`/reports/${id}`, { replace: true });
    say(t("brief.saved"));
  };
  return (
    <Frame
      title={t("brief.new")}
      above="/reports"
      dock={
        <button type="button" class="btn" disabled={!title.value.trim() || !text.value.trim()} onClick={save}>
          {t("brief.save")}
        </button>
      }
    >
      <section class="card stack">
        <Choose
          label={t("brief.type")}
          value={type}
          options={TYPES.map((value) => ({ value, label: t(`brief.type.${value}`) }))}
        />
        <Line label={t("report.title")} value={title} />
        <Words label={t("brief.text")} value={text} rows={6} />
        <Line label={t("brief.who")} value={who} hint={t("brief.who.why")} />
        <b>{t("brief.photos")}</b>
        <p class="small">{t("brief.photos.why", { most: PICTURES_MAX })}</p>
        {taken.value.length < PICTURES_MAX && <Pictures doc={id} taken={taken} />}
      </section>
    </Frame>
  );
}
