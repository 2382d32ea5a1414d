/** On the first screen: complaints and low ratings that wait for this person's answer, and what waits for a second person. */
import type { JSX } from "preact";
import { moreTexts, t } from "../../text";
import { today } from "../here";
import { Icon } from "../icons";
import { dayWords } from "../when";
import { closingsWaiting, flagsWaiting } from "./second";
import { casesWaiting, complaintsWaiting, type Waiting } from "./waiting";
import "../lists.css";

/** For `later`. */
export async function withWords(): Promise<typeof VoiceCards> {
  await moreTexts("public");
  return VoiceCards;
}

function VoiceCards(): JSX.Element | null {
  const complaints = complaintsWaiting();
  const cases = casesWaiting();
  const flags = flagsWaiting();
  const closings = closingsWaiting();
  if ([complaints.docs, cases.docs, flags, closings].every(({ length }) => length === 0)) return null;
  return (
    <section class="card list" aria-label={t("ratings")}>
      <Row
        of={complaints}
        words={t("voice.complaints", { n: complaints.docs.length })}
        due="complaint.due"
        href="/complaints"
      />
      <Row of={cases} words={t("voice.cases", { n: cases.docs.length })} due="voice.cases.due" href="/ratings" />
      {flags.length > 0 && <Second words={t("voice.flags", { n: flags.length })} />}
      {closings.length > 0 && <Second words={t("voice.closings", { n: closings.length })} />}
    </section>
  );
}

interface RowProps {
  readonly of: Waiting;
  readonly words: string;
  readonly due: "complaint.due" | "voice.cases.due";
  readonly href: string;
}

function Row({ of: { docs, nearest, late }, words, due, href }: RowProps): JSX.Element | null {
  if (docs.length === 0) return null;
  return (
    <a class="line-row" href={href}>
      <span class="grow">
        <b class="block num">{words}</b>
        {nearest && <span class="muted num">{t(due, { day: dayWords(nearest) })}</span>}
      </span>
      {late > 0 && <span class="tag fail num">{t("voice.late", { n: late })}</span>}
      {late === 0 && nearest === today.value && <span class="tag warn">{t("voice.today")}</span>}
      <Icon name="go" />
    </a>
  );
}

function Second({ words }: { words: string }): JSX.Element {
  return (
    <a class="line-row" href="/ratings">
      <b class="grow num">{words}</b>
      <Icon name="go" />
    </a>
  );
}
