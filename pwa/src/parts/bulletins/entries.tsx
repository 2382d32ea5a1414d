/** The entries of a draft, by their kind: reworded, shown with or without a picture, taken out. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { byKind, type Entry, entriesOf } from "../../model/bulletin";
import { under } from "../../model/deed";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { docAt, mine, placeName } from "../here";
import { Icon } from "../icons";
import { hashOf } from "../named-photo";
import { addEntry, dropEntry, saveEntry } from "./draft";
import { MatterLines, PraiseTag } from "./face";
import { MatterFields } from "./matter-fields";
import { EditOrDrop, ShownPictures } from "./matter-row";

export function Entries({ doc }: { doc: Doc }): JSX.Element {
  const { praise, groups } = byKind(entriesOf(doc));
  const kinds = groups.map(([kind]) => kind);
  return (
    <section class="stack" aria-label={t("bul.entries.title")}>
      <h2 class="section">{t("bul.entries.title")}</h2>
      {[...praise, ...groups.flatMap(([, matters]) => matters)].map((entry) => (
        <One key={entry.key} doc={doc} entry={entry} kinds={kinds} />
      ))}
      <button type="button" class="btn soft short" onClick={() => void addEntry(doc)}>
        <Icon name="plus" />
        {t("bul.add.other")}
      </button>
    </section>
  );
}

function One({ doc, entry, kinds }: { doc: Doc; entry: Entry; kinds: readonly string[] }): JSX.Element {
  const open = useSignal(false);
  return (
    <article class="card stack">
      <div class="row">
        <span class="muted grow">{entry.kind}</span>
        {entry.praise && <PraiseTag />}
        {entry.photos.length > 0 && <span class="tag num">{t("bul.photos", { n: entry.photos.length })}</span>}
      </div>
      {open.value ? (
        <MatterFields matter={entry} kinds={kinds} onSave={(matter) => void saveEntry(doc, entry, plain(matter))} />
      ) : (
        <MatterLines matter={entry} where={placeName(entry.unit)} />
      )}
      {open.value && <Pictures doc={doc} entry={entry} />}
      <EditOrDrop open={open} onDrop={() => void dropEntry(doc, entry)} />
    </article>
  );
}

function plain({ kind, text, suggestion, building, floor, object, praise }: Entry | Parameters<typeof saveEntry>[2]) {
  return { kind, text, suggestion, building, floor, object, praise };
}

/** The pictures of the cited finding; those that are ticked are shown. */
function Pictures({ doc, entry }: { doc: Doc; entry: Entry }): JSX.Element | null {
  const finding = docAt(entry.finding);
  const paths = finding ? under(finding.registers, "photos/") : [];
  if (!finding || paths.length === 0) return null;
  const shown = new Map(entry.photos.map((path) => [hashOf(doc.registers.get(path)?.value ?? null), path]));
  const turn = (path: string, hash: string) => {
    const own = shown.get(hash);
    const taken = [...doc.registers.keys()].filter((each) => each.startsWith(`photos/${entry.key}.`)).length;
    const at = own ?? `photos/${entry.key}.${taken + 1}`;
    void mine().write(doc.id, "bulletin", [[at, own ? null : (finding.registers.get(path)?.value ?? null)]]);
  };
  const pictures = paths.flatMap((path) => {
    const hash = hashOf(finding.registers.get(path)?.value ?? null);
    return hash ? [{ doc: finding.id, path, hash }] : [];
  });
  return (
    <ShownPictures
      of={entry.kind}
      pictures={pictures}
      isShown={(hash) => shown.has(hash)}
      onTurn={({ path, hash }) => turn(path, hash)}
    />
  );
}
