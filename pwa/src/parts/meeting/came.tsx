/** Who is here: counted against those due and the quorum; right codes are confirmed together, by one tap. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { fieldOf, presence, under, valueAt } from "../../model/deed";
import { idOf } from "../../model/ids";
import { needed } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Tag, textAt } from "../deeds/bits";
import { attendanceOf, isDue } from "../deeds/face";
import { type Guest, guests, keyOf, tick } from "../deeds/guests";
import { presenceWords } from "../deeds/words";
import { replica } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { guestsTold, sifted } from "./arrivals";
import "../deeds/presence.css";

const SignInCode = later(() => import("../deeds/sign-in-code").then((module) => module.SignInCode));

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function Came({ activity, meeting }: Props): JSX.Element {
  const doubtful = useSignal("");
  const list = guestsTold(activity);
  if (!list) return <Elsewhere activity={activity} />;
  const waiting = list.filter(({ state }) => state === "signed_in");
  const key = keyOf(activity);
  const confirm = async () => {
    const { right, wrong } = await sifted(activity, waiting);
    await Promise.all(right.map(({ person }) => tick(activity, person.id, "present")));
    const names = wrong.map(({ person }) => person.name).join(t("meeting.and"));
    doubtful.value = names;
    say(t("attend.all.done", { n: right.length }));
  };
  return (
    <>
      <Count list={list} meeting={meeting} />
      {waiting.length > 0 && key && (
        <button type="button" class="btn soft" onClick={() => void confirm()}>
          {t("meeting.confirm", { n: waiting.length })}
        </button>
      )}
      {doubtful.value && waiting.length > 0 && (
        <p class="card wrong-words" role="alert">
          {t("meeting.confirmed.but", { names: doubtful.value })}
        </p>
      )}
      {key && <SignInCode activity={activity.id} secret={key} />}
    </>
  );
}

/** 实到 12 / 应到 14 · 达到法定人数, and one dot a person. */
function Count({ list, meeting }: { list: readonly Guest[]; meeting: Doc | undefined }): JSX.Element {
  const here = list.filter(({ state }) => state === "present").length;
  const quorum = needed((meeting && textAt(meeting, "quorum")) || ">1/2", list.length);
  const met = here >= quorum;
  return (
    <section class="card stack">
      <p class="row wrap">
        <b class="num grow" role="status">
          {t("attend.count", { n: here, of: list.length })}
        </b>
        <Tag of={met ? [t("meeting.quorum.met"), "pass"] : [t("meeting.quorum.lacks", { n: quorum - here }), "warn"]} />
      </p>
      <div class="dots" aria-hidden="true">
        {list.map(({ person, state }) => (
          <i key={person.id} class={state} />
        ))}
      </div>
    </section>
  );
}

/** A device that isn't told who came says so, and no number. */
function Elsewhere({ activity }: { activity: Doc }): JSX.Element {
  return (
    <section class="card stack">
      <b class="num">{t("meeting.due", { n: guests(activity).length })}</b>
      <p class="muted">{t("meeting.came.elsewhere")}</p>
    </section>
  );
}

/** Afterwards: how many came, and who did not. */
export function Attended({ activity, meeting }: Props): JSX.Element {
  const list = guestsTold(activity);
  if (!list) return <Elsewhere activity={activity} />;
  return (
    <>
      <Count list={list} meeting={meeting} />
      <Away list={list} />
    </>
  );
}

/** Who was not there, and why. */
function Away({ list }: { list: readonly Guest[] }): JSX.Element | null {
  const away = list.filter(({ state }) => state !== "present");
  if (away.length === 0) return null;
  return (
    <section class="card stack">
      <b>{t("meeting.away")}</b>
      <p>
        {away
          .map(({ person, doc, state }) => {
            const why = doc && (reasonOf(doc) || textAt(doc, "excuse"));
            return t("meeting.away.one", { name: person.name, why: why || presenceWords(state)[0] });
          })
          .join(t("meeting.and"))}
      </p>
    </section>
  );
}

/** What whoever ticked wrote beside it. */
function reasonOf({ registers }: Doc): string {
  const reasons = under(registers, "marks/").map((path) => fieldOf(registers.get(path)?.value, "reason"));
  return String(reasons.find((each) => typeof each === "string" && each) ?? "");
}

/** How I stand to it, if I am due. */
export function Mine({ activity }: { activity: Doc }): JSX.Element | null {
  const me = replica.value?.person ?? "";
  if (!isDue(activity, me)) return null;
  const own = attendanceOf(activity.id, me);
  const state = own ? presence(own.registers, idOf(valueAt(activity, "organiser")) ?? "") : "none";
  return (
    <p class="card row">
      <span class="grow">{t("activity.mine")}</span>
      <Tag of={presenceWords(state)} />
    </p>
  );
}
