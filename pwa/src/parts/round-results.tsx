/** Results of a round as its organiser reads them: numbers of peers, or what several parts come to. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import type { Round } from "../model/peer";
import { type Result, resultOf } from "../model/peer-result";
import { shared } from "../model/people";
import { combinedOf } from "../model/round";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";
import { CombinedCard } from "./combined-card";
import { all, personAt, placeName } from "./here";
import { PersonLine } from "./person-line";
import { people } from "./roster";

export function ofRound(kind: string, round: Hex): Doc[] {
  return all(kind).filter((doc) => idOf(doc.registers.get("round")?.value) === round);
}

export function Results({ round }: { round: Round }): JSX.Element {
  const results = ofRound("peer_result", round.id).map(resultOf);
  const twice = shared(people.value);
  const total = (result: Result) => (result.below ? -1 : Number(result.total ?? 0));
  results.sort((one, other) => total(other) - total(one));
  return (
    <>
      <h2 class="section">{t("results")}</h2>
      {results.length === 0 && <p class="muted">{t("results.none")}</p>}
      {results.length > 0 && (
        <div class="card list">
          {results.map((result) => {
            const { subject } = result;
            const one = subject ? personAt(subject) : null;
            const said = result.below ? (
              <span class="small">{t("result.below.short")}</span>
            ) : (
              <span class="num">
                <b>{result.total ?? "–"}</b> <span class="small">{t("result.n", { n: result.count })}</span>
              </span>
            );
            if (one?.institution) {
              return (
                <PersonLine key={subject} person={one} shared={twice}>
                  {said}
                </PersonLine>
              );
            }
            return (
              <div key={subject} class="line-row">
                <b class="grow">{placeName(subject)}</b>
                {said}
              </div>
            );
          })}
        </div>
      )}
    </>
  );
}

export function CombinedResults({ round }: { round: Round }): JSX.Element {
  const results = ofRound("combined_result", round.id).map(combinedOf);
  return (
    <>
      <h2 class="section">{t("results")}</h2>
      {results.map((result) => (
        <CombinedCard key={result.subject} result={result} />
      ))}
    </>
  );
}
