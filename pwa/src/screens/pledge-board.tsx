/** 承诺公示板: what units and people have pledged and what of it is kept; `/pledges/board/hall` is for the screen in the hall. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { pledgeStanding, valueAt } from "../model/deed";
import { idOf } from "../model/ids";
import { newest, pledgeOf, Tag, textAt } from "../parts/deeds/face";
import { Rows } from "../parts/deeds/rows";
import { pledgeWords } from "../parts/deeds/words";
import { Frame } from "../parts/frame";
import { all, institution, personAt, placeName } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { navigate, type Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";
import "./pledge-board.css";

const OTHER = "other";
const ON_DISPLAY = ["published", "reported", "graded"];

/** What hangs there, without what another one that hangs there has taken the place of. */
function onDisplay(): Doc[] {
  const docs = all("pledge").filter(({ registers }) => ON_DISPLAY.includes(pledgeStanding(registers).state));
  const replaced = new Set(docs.map((doc) => idOf(valueAt(doc, "replaces"))));
  return newest(docs.filter(({ id }) => !replaced.has(id)));
}

/** The unit under which a pledge hangs; a branch's hangs under the branch. */
function placeOf(doc: Doc): Hex {
  const own = idOf(valueAt(doc, "unit")) ?? idOf(valueAt(doc, "branch"));
  return own ?? personAt(idOf(valueAt(doc, "pledger")) ?? "")?.units[0] ?? OTHER;
}

/** Of those graded, how many were kept or mostly kept; where an excuse was accepted, a pledge counts neither way. */
function kept(docs: readonly Doc[]): [number, number] {
  const graded = docs
    .map(({ registers }) => pledgeStanding(registers))
    .filter(({ state, excused }) => state === "graded" && !excused);
  return [graded.filter(({ grade }) => grade !== "not").length, graded.length];
}

export default function Board({ params }: { params: Params }): JSX.Element {
  return params.where === "hall" ? <Hall /> : <Phone />;
}

function Phone(): JSX.Element {
  const place = useSignal<Hex | null>(null);
  const docs = onDisplay();
  const places = [...new Set(docs.map(placeOf))];
  const shown = docs.filter((doc) => place.value === null || placeOf(doc) === place.value);
  const [n, of] = kept(shown);
  return (
    <Frame
      title={t("pledge_board")}
      above="/deeds"
      dock={
        <a class="btn soft" href="/pledges/board/hall">
          {t("pledge_board.hall")}
        </a>
      }
    >
      {places.length > 1 && (
        <div class="quick">
          {[null, ...places].map((at) => (
            <button
              key={at}
              type="button"
              class="mark"
              aria-pressed={at === place.value}
              onClick={() => {
                place.value = at;
              }}
            >
              {at === null ? t("pledge_board.all") : placeName(at) || t("pledge_board.others")}
            </button>
          ))}
        </div>
      )}
      {of > 0 && (
        <section class="card stack">
          <b class="num">{t("pledge_board.kept", { n, of })}</b>
          <progress class="bar" max={of} value={n} aria-label={t("pledge_board.kept.label")} />
        </section>
      )}
      <Rows docs={shown} />
      {docs.length === 0 && <Nothing title={t("pledge_board.none")}>{t("pledge_board.none.why")}</Nothing>}
    </Frame>
  );
}

const PAGE = 5;
const TURN_MS = 12_000;

/** Read from ten metres: five pledges at a time, turned over by themselves; a key or a tap turns too. */
function Hall(): JSX.Element {
  const page = useSignal(0);
  const docs = onDisplay();
  const pages = Math.max(1, Math.ceil(docs.length / PAGE));
  const at = page.value % pages;
  useEffect(() => {
    const turn = () => {
      page.value++;
    };
    const timer = setInterval(turn, TURN_MS);
    const press = ({ key }: KeyboardEvent) => {
      if (key === "Escape") navigate("/pledges/board");
      if (key === " " || key === "ArrowRight") turn();
    };
    window.addEventListener("keydown", press);
    return () => {
      clearInterval(timer);
      window.removeEventListener("keydown", press);
    };
  }, [page]);
  const name = institution.value?.registers.get("name")?.value;
  const [n, of] = kept(docs);
  return (
    <main class="hall">
      <header class="row">
        <h1 class="grow" tabIndex={-1}>
          {t("pledge_board")}
        </h1>
        <a href="/pledges/board">{typeof name === "string" ? name : t("back")}</a>
      </header>
      <ul>
        {docs.slice(at * PAGE, at * PAGE + PAGE).map((doc) => (
          <li key={doc.id}>
            <b>{pledgeOf(doc)}</b>
            <p>{textAt(doc, "text")}</p>
            <Tag of={pledgeWords(pledgeStanding(doc.registers))} />
          </li>
        ))}
      </ul>
      {docs.length === 0 && <Nothing title={t("pledge_board.none")}>{t("pledge_board.none.why")}</Nothing>}
      <footer class="row num">
        <span class="grow">{of > 0 ? t("pledge_board.kept", { n, of }) : ""}</span>
        <span>{t("progress", { n: at + 1, of: pages })}</span>
      </footer>
    </main>
  );
}
