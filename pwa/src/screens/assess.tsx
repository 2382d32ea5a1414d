/** 考核: whom I judge because a programme asks for it, how far I am, and what has been told of it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { has } from "../model/person";
import { assessmentsOf, type Matter, matterOf, programmeName } from "../parts/assessing";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { mine, person } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import type { Params } from "../router";
import { t } from "../text";

const Owed = later(async () => (await import("../parts/assess-owed")).Owed);
const Results = later(async () => (await import("../parts/assess-results")).Results);

export default function Assess({ params }: { params: Params }): JSX.Element {
  const matter = matterOf(params);
  if (matter) return <Assessing matter={matter} />;
  return (
    <Frame title={t("assess")} above="/">
      <Nothing title={t("assess.away")}>{t("assess.away.why")}</Nothing>
    </Frame>
  );
}

function Assessing({ matter }: { matter: Matter }): JSX.Element {
  const asking = useSignal(false);
  const out = assessmentsOf(matter).filter(({ submitted }) => submitted);
  const untold = out.filter(({ told }) => told !== "everyone");
  const tell = async () => {
    asking.value = false;
    for (const { id } of untold) await mine().write(id, "assessment", [["told", "everyone"]]);
    say(t("assess.told"));
  };
  return (
    <Frame
      title={matter.title || t("assess")}
      under={programmeName(matter.programme)}
      above={`/programme/${matter.programme.id}`}
      dock={
        has(person.value, "leader", "supervisor", "admin") &&
        untold.length > 0 && (
          <button
            type="button"
            class="btn soft"
            onClick={() => {
              asking.value = true;
            }}
          >
            {t("assess.tell")}
          </button>
        )
      }
    >
      <Owed matter={matter} />
      {out.length > 0 && <Results matter={matter} found={out} />}
      <Confirm
        open={asking.value}
        title={t("assess.tell.ask", { n: untold.length })}
        words={t("assess.tell.words")}
        yes={t("assess.tell")}
        onYes={() => void tell()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}
