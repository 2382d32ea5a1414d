/** Running an activity: ticking who is here (offline too), the code that changes, minutes and pictures, and its end. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Presence } from "../../model/deed";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { mine } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { over } from "./face";
import { type Guest, guests, keyOf, tick } from "./guests";
import { presenceWords } from "./words";
import "./chain.css";
import "./presence.css";

const GuestList = later(() => import("./guest-list").then((module) => module.GuestList));
const ChangeActivity = later(() => import("./change-activity").then((module) => module.ChangeActivity));
const SignInCode = later(() => import("./sign-in-code").then((module) => module.SignInCode));
const Afterwards = later(() => import("./afterwards").then((module) => module.Afterwards));

export function Running({ doc }: { doc: Doc }): JSX.Element {
  const list = guests(doc);
  const here = list.filter(({ state }) => state === "present").length;
  const closed = over(doc);
  const key = keyOf(doc);
  return (
    <>
      {!closed && key && <SignInCode activity={doc.id} secret={key} />}
      <section class="card stack">
        <b class="num" role="status">
          {t("attend.count", { n: here, of: list.length })}
        </b>
        <div class="dots" aria-hidden="true">
          {list.map(({ person, state }) => (
            <i key={person.id} class={state} />
          ))}
        </div>
        <p class="small">{legend(list)}</p>
      </section>
      <GuestList doc={doc} />
      {!closed && <ChangeActivity doc={doc} />}
    </>
  );
}

function legend(list: readonly Guest[]): string {
  const states: Presence[] = ["present", "signed_in", "excused", "asked", "absent", "none"];
  const counted = states.map((state) => [state, list.filter((guest) => guest.state === state).length] as const);
  return counted
    .filter(([, n]) => n > 0)
    .map(([state, n]) => t("attend.of_state", { state: presenceWords(state)[0], n }))
    .join(" · ");
}

export function RunningDock({ doc }: { doc: Doc }): JSX.Element {
  return over(doc) ? <Afterwards doc={doc} /> : <Now doc={doc} />;
}

function Now({ doc }: { doc: Doc }): JSX.Element {
  const asking = useSignal(false);
  const rest = guests(doc).filter(({ state }) => state === "none" || state === "signed_in");
  const allHere = async () => {
    await Promise.all(rest.map(({ person }) => tick(doc, person.id, "present")));
    say(t("attend.all.done", { n: rest.length }), () => {
      for (const { person } of rest) void tick(doc, person.id, null);
    });
  };
  const end = () => {
    asking.value = false;
    void mine().write(doc.id, "activity", [["ended", true]]);
  };
  return (
    <>
      {rest.length > 0 && (
        <button type="button" class="btn" onClick={() => void allHere()}>
          {t("attend.all", { n: rest.length })}
        </button>
      )}
      <button
        type="button"
        class={rest.length > 0 ? "btn soft" : "btn"}
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("activity.end")}
      </button>
      <Confirm
        open={asking.value}
        title={t("activity.end.ask")}
        words={t("activity.end.words", { n: rest.length })}
        yes={t("activity.end")}
        onYes={end}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
