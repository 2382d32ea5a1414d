/** Choosing what of a visit is told: items that failed, what is chosen of them, and how it will read. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { idOf } from "../../model/ids";
import { t } from "../../text";
import { personAt } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { Photo } from "../named-photo";
import { MatterLines, PraiseTag, picturesOf } from "./face";
import { EditOrDrop, ShownPictures } from "./matter-row";
import {
  add,
  type Chosen as ChosenMatter,
  choose,
  drop,
  edit,
  type Failed as FailedItem,
  type Proposal,
  show,
  withhold,
} from "./proposal";

/** What is chosen is reworded later than it is chosen: the fields come after the screen. */
const MatterFields = later(async () => (await import("./matter-fields")).MatterFields);

/** The names, what failed and isn't chosen yet, what is chosen. */
export function Choosing({ proposal }: { proposal: Proposal }): JSX.Element {
  useEffect(() => void MatterFields.fetch(), []);
  return (
    <div class="pair">
      <div class="stack">
        <Names proposal={proposal} />
        <Failed proposal={proposal} />
      </div>
      <Chosen proposal={proposal} />
    </div>
  );
}

function Names({ proposal }: { proposal: Proposal }): JSX.Element {
  return (
    <label class="card pick">
      <input
        type="checkbox"
        checked={proposal.withheld}
        disabled={proposal.chosen.some(({ out }) => out)}
        onChange={(event) => void withhold(proposal, event.currentTarget.checked)}
      />
      <span class="grow">
        <b class="block">{t("bul.withheld")}</b>
        <span class="muted">{t("bul.withheld.why")}</span>
      </span>
    </label>
  );
}

/** What the team found wanting and nobody has chosen yet. */
function Failed({ proposal }: { proposal: Proposal }): JSX.Element {
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
function Chosen({ proposal }: { proposal: Proposal }): JSX.Element {
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
        <>
          <MatterFields matter={matter} kinds={kinds} onSave={(next) => void edit(proposal, one, next)} />
          <ShownPictures
            of={matter.kind}
            pictures={pictures}
            isShown={(hash) => one.photos.has(hash)}
            onTurn={({ doc, path, hash }) => void show(proposal, one, pictureAt(proposal, doc, path), hash)}
          />
        </>
      ) : (
        <MatterLines matter={matter} />
      )}
      {!one.out && <EditOrDrop open={open} onDrop={() => void drop(proposal, one)} />}
    </article>
  );
}

function pictureAt(proposal: Proposal, doc: string, path: string) {
  const seen = proposal.failed.flatMap((each) => each.seen).find(({ id }) => id === doc);
  return seen?.registers.get(path)?.value ?? null;
}
