/** Choosing what of a visit is told: items that failed, what is chosen of them, and how it will read. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { byKind } from "../../model/bulletin";
import { idOf } from "../../model/ids";
import { t } from "../../text";
import { personAt } from "../here";
import { Icon } from "../icons";
import { hashOf, Photo } from "../photo";
import { MatterLines, PraiseTag, picturesOf, Shots } from "./face";
import { MatterFields } from "./matter-fields";
import {
  add,
  type Chosen as ChosenMatter,
  choose,
  drop,
  edit,
  type Failed as FailedItem,
  type Proposal,
  show,
} from "./proposal";

/** What the team found wanting and nobody has chosen yet. */
export function Failed({ proposal }: { proposal: Proposal }): JSX.Element {
  const taken = new Set(proposal.chosen.map(({ item }) => item));
  const left = proposal.failed.filter(({ item }) => !taken.has(item));
  return (
    <section class="stack" aria-label={t("bul.failed_items")}>
      <h2 class="section">{t("bul.failed_items.n", { n: left.length })}</h2>
      {left.length === 0 && <p class="muted">{t(proposal.failed.length > 0 ? "bul.failed.all" : "bul.failed.none")}</p>}
      {left.map((failed) => (
        <Item key={failed.item} proposal={proposal} failed={failed} />
      ))}
      <div class="row wrap">
        <button type="button" class="btn soft short" onClick={() => void add(proposal, true)}>
          <Icon name="star" />
          {t("bul.add.praise")}
        </button>
        <button type="button" class="btn soft short" onClick={() => void add(proposal, false)}>
          <Icon name="plus" />
          {t("bul.add.other")}
        </button>
      </div>
    </section>
  );
}

function Item({ proposal, failed }: { proposal: Proposal; failed: FailedItem }): JSX.Element {
  return (
    <article class="card stack">
      <p class="muted">{failed.kind}</p>
      <b>{failed.words}</b>
      {failed.seen.map((doc) => {
        const who = personAt(idOf(doc.registers.get("inspector")?.value) ?? "")?.name ?? "";
        const note = String(doc.registers.get("note")?.value ?? "");
        return (
          <p key={doc.id} class="muted">
            {note ? `${who}：${note}` : t("bul.no_note", { who })}
          </p>
        );
      })}
      <div class="shots">
        {picturesOf(failed.seen).map(({ doc, hash }, at) => (
          <Photo key={hash} doc={doc} hash={hash} label={t("bul.photo", { n: at + 1, of: failed.words })} />
        ))}
      </div>
      <button type="button" class="btn soft short" onClick={() => void choose(proposal, failed)}>
        <Icon name="plus" />
        {t("bul.choose")}
      </button>
    </article>
  );
}

/** What is chosen, to be worded. */
export function Chosen({ proposal }: { proposal: Proposal }): JSX.Element {
  const kinds = [
    ...new Set([...proposal.failed, ...proposal.chosen.map(({ matter }) => matter)].map(({ kind }) => kind)),
  ];
  return (
    <section class="stack" aria-label={t("bul.chosen")}>
      <h2 class="section">{t("bul.chosen.n", { n: proposal.chosen.length })}</h2>
      {proposal.chosen.length === 0 && <p class="muted">{t("bul.chosen.none")}</p>}
      {proposal.chosen.map((one) => (
        <One key={one.key} proposal={proposal} one={one} kinds={kinds} />
      ))}
    </section>
  );
}

function One({
  proposal,
  one,
  kinds,
}: {
  proposal: Proposal;
  one: ChosenMatter;
  kinds: readonly string[];
}): JSX.Element {
  const open = useSignal(false);
  const { matter } = one;
  const pictures = picturesOf(proposal.failed.find(({ item }) => item === one.item)?.seen ?? []);
  return (
    <article class="card stack">
      <div class="row">
        <span class="muted grow">{matter.kind}</span>
        {matter.praise && <PraiseTag />}
        {one.out && <span class="tag pass">{t("bul.out")}</span>}
        {one.photos.size > 0 && <span class="tag num">{t("bul.photos", { n: one.photos.size })}</span>}
      </div>
      {open.value ? (
        <MatterFields matter={matter} kinds={kinds} onSave={(next) => void edit(proposal, one, next)} />
      ) : (
        <MatterLines matter={matter} />
      )}
      {pictures.length > 0 && open.value && (
        <fieldset class="line">
          <legend>{t("bul.which_photos")}</legend>
          <div class="shots">
            {pictures.map(({ doc, path, hash }, at) => (
              <label key={hash} class="shot-pick">
                <input
                  type="checkbox"
                  aria-label={t("bul.show_photo", { n: at + 1 })}
                  checked={one.photos.has(hash)}
                  onChange={() => void show(proposal, one, pictureAt(proposal, doc, path), hash)}
                />
                <Photo doc={doc} hash={hash} label={t("bul.photo", { n: at + 1, of: matter.kind })} />
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {!one.out && (
        <div class="row">
          <button
            type="button"
            class="btn soft short grow"
            aria-expanded={open.value}
            onClick={() => {
              open.value = !open.value;
            }}
          >
            {t(open.value ? "bul.edit.done" : "bul.edit")}
          </button>
          <button type="button" class="btn plain short" onClick={() => void drop(proposal, one)}>
            {t("bul.drop")}
          </button>
        </div>
      )}
    </article>
  );
}

function pictureAt(proposal: Proposal, doc: string, path: string) {
  const seen = proposal.failed.flatMap((each) => each.seen).find(({ id }) => id === doc);
  return seen?.registers.get(path)?.value ?? null;
}

/** How it will read; nothing of it can be changed here. */
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
