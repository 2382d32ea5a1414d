/** 支部讲评: for the secretary: who of the branch has been commented on in a quarter, and who is still without. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { type Coverage, commentaryOf, coverageOf } from "../model/commentary";
import { idOf } from "../model/ids";
import { shared } from "../model/people";
import { lastDay, quarterAfter, quarterBefore, quarterOf, quarterSpokenOf } from "../model/period";
import { has, type Person } from "../model/person";
import { charges } from "../parts/charge";
import { Frame } from "../parts/frame";
import { all, person, placeName, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { membersBy } from "../parts/members-by";
import { Nothing } from "../parts/nothing";
import { periodWords } from "../parts/period-words";
import { faceOf, PersonLine } from "../parts/person-line";
import { people } from "../parts/roster";
import { t } from "../text";
import "../parts/commentary.css";

/** The quarter looked at; kept while one goes to a member and back. */
const looking = signal<string | null>(null);

export default function CommentaryScreen(): JSX.Element {
  const branch = charges().find(({ kind }) => kind === "branch");
  const period = looking.value ?? quarterSpokenOf(today.value);
  if (!branch && has(person.value, "leader")) return <OnSecretaries period={period} />;
  if (!branch) {
    return (
      <Frame title={t("say.commentary")} above="/">
        <Nothing title={t("not_yours")}>{t("say.secretary_only")}</Nothing>
      </Frame>
    );
  }
  const own = replica.value?.person;
  const list = membersBy(branch, lastDay(period)).filter(({ id }) => id !== own);
  const docs = all("branch_commentary").filter((doc) => idOf(doc.registers.get("branch")?.value) === branch.at);
  const coverage = coverageOf(
    list.map(({ id }) => id),
    period,
    docs,
  );
  const next = list.find(({ id }) => !coverage.with.includes(id));
  return (
    <Frame
      title={t("say.commentary")}
      under={placeName(branch.at)}
      above="/"
      dock={
        next && (
          <a class="btn" href={`/commentary/${period}/${next.id}`}>
            {coverage.drafted.includes(next.id) ? t("self.continue") : t("say.next", { name: next.name })}
          </a>
        )
      }
    >
      <Pager period={period} />
      <Picture list={list} coverage={coverage} period={period} />
      <Rolls list={list} coverage={coverage} period={period} docs={docs.map(commentaryOf)} />
    </Frame>
  );
}

/** What the leader writes on the secretaries, on whom nobody of their branch does. */
function OnSecretaries({ period }: { period: string }): JSX.Element {
  const own = replica.value?.person;
  const list = people.value.filter(({ id, roles }) => id !== own && roles.some(({ role }) => role === "secretary"));
  const docs = all("branch_commentary").filter(({ registers }) => registers.get("by_leader")?.value === true);
  const ids = list.map(({ id }) => id);
  const coverage = coverageOf(ids, period, docs);
  return (
    <Frame title={t("say.commentary")} under={t("say.on_secretaries")} above="/">
      <Pager period={period} />
      <Picture list={list} coverage={coverage} period={period} />
      <Rolls list={list} coverage={coverage} period={period} docs={docs.map(commentaryOf)} />
    </Frame>
  );
}

function Pager({ period }: { period: string }): JSX.Element {
  const go = (to: string) => {
    looking.value = to;
  };
  return (
    <div class="row pager">
      <button type="button" class="back" aria-label={t("say.before")} onClick={() => go(quarterBefore(period))}>
        <Icon name="back" />
      </button>
      <b class="grow centred">{periodWords(period)}</b>
      <button
        type="button"
        class="back"
        aria-label={t("say.after")}
        disabled={period >= quarterOf(today.value)}
        onClick={() => go(quarterAfter(period))}
      >
        <Icon name="go" />
      </button>
    </div>
  );
}

interface Props {
  readonly list: readonly Person[];
  readonly coverage: Coverage;
  readonly period: string;
}

/** Every member as a face: filled once the commentary is out, so one sees at once that nobody was missed. */
function Picture({ list, coverage }: Props): JSX.Element {
  const done = coverage.with.length;
  const words = t("say.coverage", { n: done, of: list.length });
  return (
    <section class="card stack" aria-label={t("say.progress")}>
      <b class="num" role="status">
        {done === list.length && list.length > 0 ? t("say.all", { n: done }) : words}
      </b>
      <div class="faces" aria-hidden="true">
        {list.map(({ id, name }) => (
          <span
            key={id}
            class={coverage.with.includes(id) ? "face on" : coverage.drafted.includes(id) ? "face half" : "face off"}
          >
            {coverage.with.includes(id) ? <Icon name="check" /> : faceOf(name)}
          </span>
        ))}
      </div>
    </section>
  );
}

function Rolls({
  list,
  coverage,
  period,
  docs,
}: Props & { readonly docs: readonly ReturnType<typeof commentaryOf>[] }): JSX.Element {
  const twice = shared(people.value);
  const open = list.filter(({ id }) => !coverage.with.includes(id));
  const out = list.filter(({ id }) => coverage.with.includes(id));
  return (
    <>
      {open.length > 0 && <h2 class="section">{t("say.without", { n: open.length })}</h2>}
      {open.length > 0 && (
        <div class="card list">
          {open.map((one) => (
            <PersonLine
              key={one.id}
              person={one}
              shared={twice}
              under={placeName(one.units[0])}
              href={`/commentary/${period}/${one.id}`}
            >
              {coverage.drafted.includes(one.id) && <span class="tag warn">{t("day.draft")}</span>}
              <Icon name="go" />
            </PersonLine>
          ))}
        </div>
      )}
      {out.length > 0 && <h2 class="section">{t("say.with", { n: out.length })}</h2>}
      {out.length > 0 && (
        <div class="card list">
          {out.map((one) => {
            const said = docs.find((each) => each.subject === one.id && each.period === period);
            return (
              <PersonLine
                key={one.id}
                person={one}
                shared={twice}
                under={said?.parts.direction ?? ""}
                href={`/commentary/${period}/${one.id}`}
              >
                {said?.followUp && !said.outcome && <span class="tag warn">{t("say.follow_up.short")}</span>}
                {said?.waiting && <span class="tag">{t("still.here")}</span>}
                <Icon name="go" />
              </PersonLine>
            );
          })}
        </div>
      )}
    </>
  );
}
