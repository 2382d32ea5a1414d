/** 签到: how many are here of how many, who is still missing, and the code to sign in with, as picture and figures. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { CODE_MS, codeAt, under } from "../../model/deed";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, docAt, mine, personAt } from "../here";
import { later } from "../later";
import { arrivedAt } from "./arrived";
import { Count, Heading, Rail, type ViewProps } from "./frame";

const Code = later(() => import("../qr").then((module) => module.Qr));
const NAMES_MAX = 12;

/** The code comes with the scene. */
export async function withCode(): Promise<typeof Attendance> {
  await Code.fetch();
  return Attendance;
}

function Attendance({ meeting }: ViewProps): JSX.Element {
  const activity = docAt(idOf(valueAt(meeting, "activity")));
  const due = dueOf(meeting, activity);
  const here = arrivedAt(activity);
  const begun = valueAt(meeting, "begun") === true ? t("proj.begun") : "";
  if (!activity || !here) {
    return (
      <>
        <Heading title={t("proj.attendance")} under={begun} />
        <p class="big-words num">{t("proj.due", { n: due.length })}</p>
        <p class="muted">{t("proj.attendance.elsewhere")}</p>
      </>
    );
  }
  const missing = due.filter((each) => !here.present.has(each));
  const excused = missing.filter((each) => here.excused.has(each)).length;
  const names = missing.slice(0, NAMES_MAX).map((each) => personAt(each)?.name ?? "");
  return (
    <>
      <Heading title={t("proj.attendance")} under={begun} />
      <div class="two">
        <div class="column">
          <Count name="attendance" n={due.length - missing.length} of={due.length} words={t("proj.here")} />
          <Rail n={due.length - missing.length} of={due.length} />
          {here.waiting.size > 0 && <p class="muted num">{t("proj.unconfirmed", { n: here.waiting.size })}</p>}
          {excused > 0 && <p class="muted num">{t("proj.excused", { n: excused })}</p>}
          {missing.length > 0 && due.length > missing.length && (
            <p class="names">
              {t("proj.missing", { names: names.filter(Boolean).join("、") })}
              {missing.length > NAMES_MAX && t("proj.more", { n: missing.length - NAMES_MAX })}
            </p>
          )}
          {missing.length === 0 && due.length > 0 && <p class="names">{t("proj.all_here")}</p>}
        </div>
        <SignIn activity={activity} />
      </div>
    </>
  );
}

function dueOf(meeting: Doc, activity: Doc | undefined): Hex[] {
  const paths = new Set([...under(meeting.registers, "due/"), ...(activity ? under(activity.registers, "due/") : [])]);
  return [...paths].flatMap((path) => idOf(path.slice("due/".length)) ?? []).sort();
}

/** The organiser's own device has the key of the code; elsewhere it is said where the code is. */
function SignIn({ activity }: { activity: Doc }): JSX.Element {
  const key = all("activity_key").find((doc) => idOf(valueAt(doc, "activity")) === activity.id);
  const secret = key && valueAt(key, "key");
  const code = useSignal("");
  const left = useSignal(0);
  const given = secret instanceof Uint8Array ? secret : null;
  useEffect(() => {
    if (!given || !crypto.subtle) return;
    let step = -1;
    const turn = () => {
      const ms = mine().now();
      left.value = Math.ceil((CODE_MS - (ms % CODE_MS)) / 1000);
      if (Math.floor(ms / CODE_MS) === step) return;
      step = Math.floor(ms / CODE_MS);
      void codeAt(given, ms).then((next) => {
        code.value = next;
      });
    };
    turn();
    const timer = setInterval(turn, 1000);
    return () => clearInterval(timer);
  }, [given?.join(), code, left]);
  if (!given) return <p class="card-wide muted">{t("proj.code.elsewhere")}</p>;
  if (!code.value) return <p class="card-wide" />;
  return (
    <div class="card-wide sign-in">
      <Code text={`${location.origin}/activities/${activity.id}#${code.value}`} label={t("proj.qr")} />
      <b class="code num">{code.value}</b>
      <span class="muted num">{t("proj.code.left", { n: left.value })}</span>
    </div>
  );
}
