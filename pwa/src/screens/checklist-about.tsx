/** 检查表的名称: what a draft is called, what it looks at and where it comes from; a new one begins here. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../model/ids";
import { has, textAt } from "../model/person";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { docAt, mine, person } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Doc, Value } from "../sync/interface";
import { t } from "../text";

export default function ChecklistAbout({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.checklist);
  const fresh = params.checklist === undefined;
  const above = fresh ? "/checklists" : `/checklists/${params.checklist}`;
  const closed = !fresh && (doc?.kind !== "checklist" || doc.registers.get("published")?.value === true);
  if (!has(person.value, "admin", "supervisor") || closed) {
    return (
      <Frame title={t("checklist.about")} above={above}>
        <Nothing title={t("checklist.item.none")}>{t("checklist.item.none.why")}</Nothing>
      </Frame>
    );
  }
  return <About doc={doc} above={above} />;
}

const NAME_MAX = 100;

function About({ doc, above }: { doc: Doc | undefined; above: string }): JSX.Element {
  const at = (path: string) => (doc ? textAt(doc, path) : "");
  const [name, subject, source] = [useSignal(at("name")), useSignal(at("subject")), useSignal(at("source"))];
  const fields = { name, subject, source };
  const save = async () => {
    const id = doc?.id ?? mine().newId();
    const institution = person.peek()?.institution;
    const first: [string, Value][] = [
      ["institution", institution ? bytesOf(institution) : null],
      ["version", 1],
    ];
    const changed = Object.entries(fields)
      .map(([path, field]): [string, string] => [path, field.peek().trim().slice(0, NAME_MAX)])
      .filter(([path, words]) => words !== at(path))
      .map(([path, words]): [string, Value] => [path, words || null]);
    await mine().write(id, "checklist", doc ? changed : [...first, ...changed]);
    navigate(`/checklists/${id}`, { replace: true });
    say(t("roster.saved"));
  };
  return (
    <Frame
      title={t(doc ? "checklist.about" : "checklists.new")}
      above={above}
      dock={
        <button type="button" class="btn" disabled={!name.value.trim()} onClick={() => void save()}>
          {t("roster.save")}
        </button>
      }
    >
      <section class="card stack">
        <TextLine label={t("checklists.title")} value={name} />
        <TextLine label={t("checklist.field.subject")} value={subject} hint={t("checklist.field.subject.why")} />
        <TextLine label={t("checklist.field.source")} value={source} hint={t("checklist.field.source.why")} />
      </section>
    </Frame>
  );
}
