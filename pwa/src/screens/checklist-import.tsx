/** 导入检查表: a table, an XLSForm or a questionnaire, seen as it would be asked before anything is written. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { formItem } from "../model/checklist";
import { bytesOf } from "../model/ids";
import { has } from "../model/person";
import { writeItems } from "../parts/checklist-writes";
import { Choose } from "../parts/choose";
import { TextLine } from "../parts/entry";
import { Faults } from "../parts/faults";
import { FileButton } from "../parts/file-button";
import { Frame } from "../parts/frame";
import { all, isAdmin, mine, person } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { type Fault, upload } from "../parts/upload";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/keeping.css";

const Trial = later<{ items: readonly (readonly [string, Value])[] }>(
  async () => (await import("../parts/trial")).Trial,
);

type Source = "checklist" | "xlsform" | "questionnaire";
type Target = "checklist" | "form";

/** What the server makes of the file. */
interface Found {
  readonly kind: Target;
  readonly title: string;
  readonly name: string;
  readonly points: string;
  readonly ready: boolean;
  readonly items: readonly { readonly id: string; readonly row: number; readonly at: string; readonly value: Value }[];
  readonly faults: readonly Fault[];
}

interface Desk {
  readonly source: Signal<Source>;
  readonly target: Signal<Target>;
  readonly file: Signal<File | null>;
  readonly found: Signal<Found | null>;
  readonly failed: Signal<string>;
  readonly busy: Signal<boolean>;
  readonly title: Signal<string>;
}

export default function ChecklistImport(): JSX.Element {
  if (has(person.value, "admin", "supervisor")) return <Wizard />;
  return (
    <Frame title={t("checklists.bring")} above="/checklists">
      <Nothing title={t("not_yours")}>{t("checklists.not_yours")}</Nothing>
    </Frame>
  );
}

async function look(desk: Desk): Promise<void> {
  const file = desk.file.peek();
  if (!file) return;
  desk.busy.value = true;
  const told = await upload<Found>(`/api/imports/${desk.source.peek()}`, file, {
    name: file.name.replace(/\.[^.]*$/, ""),
    kind: desk.source.peek() === "checklist" ? "checklist" : desk.target.peek(),
  });
  desk.busy.value = false;
  desk.found.value = "ok" in told ? told.ok : null;
  desk.failed.value = "ok" in told ? "" : told.failed || t("import.offline");
  if ("ok" in told) desk.title.value = told.ok.title;
}

function Wizard(): JSX.Element {
  const desk: Desk = {
    source: useSignal<Source>("checklist"),
    target: useSignal<Target>("checklist"),
    file: useSignal<File | null>(null),
    found: useSignal<Found | null>(null),
    failed: useSignal(""),
    busy: useSignal(false),
    title: useSignal(""),
  };
  const found = desk.found.value;
  const ready = found?.ready === true && desk.title.value.trim() !== "" && !desk.busy.value;
  return (
    <Frame
      title={t("checklists.bring")}
      above="/checklists"
      wide
      dock={
        found && (
          <button type="button" class="btn" disabled={!ready} onClick={() => void write(desk, found)}>
            {ready ? t("checklists.write", { n: found.items.length }) : t("import.not_ready")}
          </button>
        )
      }
    >
      <Choosing desk={desk} />
      {desk.failed.value && (
        <p class="card fail wrong-words" role="alert">
          {desk.failed.value}
        </p>
      )}
      {found && <Preview desk={desk} found={found} />}
    </Frame>
  );
}

function Choosing({ desk }: { desk: Desk }): JSX.Element {
  const source = desk.source.value;
  const choose = (change: () => void) => {
    change();
    desk.found.value = null;
    void look(desk);
  };
  return (
    <section class="card stack">
      <Choose
        label={t("checklists.source")}
        value={desk.source}
        options={(["checklist", "xlsform", "questionnaire"] as const).map((one) => ({
          value: one,
          label: t(`checklists.source.${one}`),
        }))}
        onChoose={(value) =>
          choose(() => {
            desk.source.value = value;
          })
        }
      />
      <p class="small">{t(`checklists.about.${source}`)}</p>
      {source !== "checklist" && isAdmin.value && (
        <Choose
          label={t("checklists.target")}
          value={desk.target}
          options={[
            { value: "checklist", label: t("checklists.target.checklist") },
            { value: "form", label: t("checklists.target.form") },
          ]}
          onChoose={(value) =>
            choose(() => {
              desk.target.value = value;
            })
          }
        />
      )}
      {source === "checklist" && (
        <a class="btn soft" href="/api/exports/checklist-template" download>
          {t("import.template")}
        </a>
      )}
      <FileButton
        main={!desk.found.value}
        words={t("checklists.file")}
        accept={source === "questionnaire" ? ".json" : ".xlsx,.xls,.xlsm,.csv,.tsv,.txt"}
        onFile={(file) => {
          desk.file.value = file;
          desk.found.value = null;
          void look(desk);
        }}
      />
      <p class="small" role="status">
        {desk.busy.value ? t("import.reading") : (desk.file.value?.name ?? t("import.online"))}
      </p>
    </section>
  );
}

/** What was found stands below what was chosen: on a phone nobody would see it otherwise. */
function intoView(found: Element | null): void {
  found?.scrollIntoView({ block: "start" });
}

function Preview({ desk, found }: { desk: Desk; found: Found }): JSX.Element {
  const open = found.faults.filter(({ level }) => level === "stop");
  const left = found.faults.filter(({ level }) => level === "left" || level === "ask");
  const said = found.faults.filter(({ level }) => level === "note");
  const items = found.items.map(
    ({ id, value }) => [id, found.kind === "form" ? value : formItem(value as never)] as const,
  );
  return (
    <div class="pair" ref={intoView}>
      <div class="stack">
        {open.length > 0 && (
          <section class="card fail stack" aria-label={t("import.open")}>
            <h2>{t("import.open.n", { n: open.length })}</h2>
            <Faults faults={open} />
          </section>
        )}
        <section class="card stack">
          <TextLine label={t("checklists.title")} value={desk.title} />
          <p class="muted">
            {t(found.points ? "checklists.found.points" : "checklists.found", {
              n: found.items.length,
              points: found.points,
            })}
          </p>
        </section>
        {left.length > 0 && (
          <section class="card warn stack" aria-label={t("checklists.left")}>
            <h2>{t("checklists.left.n", { n: left.length })}</h2>
            <Faults faults={left} />
          </section>
        )}
        {said.length > 0 && (
          <details class="card">
            <summary>{t("import.said", { n: said.length })}</summary>
            <Faults faults={said} />
          </details>
        )}
      </div>
      {items.length > 0 && <Trial key={found.title + found.items.length} items={items} />}
    </div>
  );
}

/** The next free version of a form by that name: `hand@1`, then `hand@2`. */
function formName(wanted: string): string {
  const own =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9_.-]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "form";
  const names = all("form").map((doc) => String(doc.registers.get("name")?.value ?? ""));
  const versions = names.filter((name) => name.startsWith(`${own}@`)).map((name) => Number(name.slice(own.length + 1)));
  return `${own}@${Math.max(0, ...versions) + 1}`;
}

async function write(desk: Desk, found: Found): Promise<void> {
  const items = found.items.map(({ id, value }) => [id, value] as const);
  const title = desk.title.peek().trim().slice(0, 100);
  if (found.kind === "form") {
    const name = formName(found.name);
    const id = await mine().naturalId("form", name);
    await writeItems(
      id,
      "form",
      [
        ["name", name],
        ["title", title],
      ],
      items,
    );
    say(t("checklists.form_written", { title, name }));
    navigate("/checklists");
    return;
  }
  const institution = person.peek()?.institution;
  const id = mine().newId();
  const about: [string, Value][] = [
    ["institution", institution ? bytesOf(institution) : null],
    ["name", title],
    ["version", 1],
    ["source", (desk.file.peek()?.name ?? "").slice(0, 100)],
  ];
  await writeItems(id, "checklist", about, items);
  say(t("roster.saved"));
  navigate(`/checklists/${id}`, { replace: true });
}
