/** What is proposed, as it will read; nothing of it can be changed here. */
import type { JSX } from "preact";
import { byKind } from "../../model/bulletin";
import { t } from "../../text";
import { hashOf } from "../named-photo";
import { MatterLines, picturesOf, Shots } from "./face";
import type { Chosen as ChosenMatter, Proposal } from "./proposal";

export function Read({ chosen, proposal }: { chosen: readonly ChosenMatter[]; proposal: Proposal }): JSX.Element {
  const { praise, groups } = byKind(chosen.map((one) => ({ ...one.matter, one })));
  const sections: [string, typeof praise][] = [
    ...(praise.length > 0 ? [[t("bul.kind.praise"), praise] as [string, typeof praise]] : []),
    ...groups,
  ];
  return (
    <>
      <p class="muted">{t(proposal.withheld ? "bul.read.withheld" : "bul.read.named")}</p>
      {sections.map(([kind, matters]) => (
        <section key={kind} class="card stack">
          <h2>{kind}</h2>
          {matters.map(({ one, ...matter }) => (
            <div key={one.key} class="stack">
              <MatterLines matter={matter} />
              <Shown proposal={proposal} one={one} />
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

/** The pictures stand in the observations. */
function Shown({ proposal, one }: { proposal: Proposal; one: ChosenMatter }): JSX.Element | null {
  const seen = proposal.failed.flatMap((each) => each.seen);
  const shown = picturesOf(seen).filter(({ hash }) => one.photos.has(hash));
  return (
    <>
      {shown.map(({ doc, path, hash }) => {
        const holder = seen.find(({ id }) => id === doc);
        return holder && hashOf(holder.registers.get(path)?.value ?? null) ? (
          <Shots key={hash} doc={holder} paths={[path]} label={one.matter.kind} />
        ) : null;
      })}
    </>
  );
}
