/** 新建方案: from a template that begins on a chosen day, or from a file whose errors are told line by line. */
import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Preview, readFile, type Template, template, templates, writesOf } from "../parts/editor/files";
import { draft, mayEdit } from "../parts/editor/plan";
import { Frame } from "../parts/frame";
import { mine, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { DayPick } from "../parts/pick";
import { titleIn } from "../parts/plan-titles";
import { say } from "../parts/toast";
import { navigate } from "../router";
import { type Key, t } from "../text";

const FileButton = later(() => import("../parts/file-button").then((module) => module.FileButton));
const Problems = later(() => import("../parts/editor/problems").then((module) => module.Problems));

/** 空白: no template and no file. */
const BLANK = "blank";

type Asked = "asking" | "failed" | readonly Template[];

export default function ProgrammeNew(): JSX.Element {
  const list = useSignal<Asked>("asking");
  const chosen = useSignal("");
  const starts = useSignal(`${today.value.slice(0, 7)}-01`);
  const busy = useSignal(false);
  const preview = useSignal<Preview | null>(null);
  const ask = async () => {
    list.value = "asking";
    list.value = (await templates()) ?? "failed";
  };
  useEffect(() => void ask(), []);
  const make = async (asked: Promise<Preview | null>) => {
    busy.value = true;
    const read = await asked;
    busy.value = false;
    preview.value = read;
    if (!read) list.value = "failed";
    if (!read?.ready) return;
    const id = await draft(writesOf(read));
    navigate(`/programmes/${id}`, { replace: true });
    say(t("plans.created"));
  };
  /** An empty draft needs no server: its name comes first, the rest section by section. */
  const begin = async () => {
    busy.value = true;
    const id = await draft([
      ["code", `own-${mine().newId().slice(-8)}`],
      ["version", 1],
      ["about/title", t("plans.blank.name")],
      ["about/starts_on", starts.value],
    ]);
    navigate(`/programmes/${id}`, { replace: true });
    say(t("plans.created"));
  };
  if (!mayEdit()) {
    return (
      <Frame title={t("plans.new")} above="/programmes">
        <Nothing title={t("not_yours")}>{t("plans.not_yours")}</Nothing>
      </Frame>
    );
  }
  const errors = preview.value?.problems.filter(({ severity }) => severity === "error").length ?? 0;
  return (
    <Frame
      title={t("plans.new")}
      above="/programmes"
      dock={
        <button
          type="button"
          class="btn"
          disabled={!chosen.value || busy.value}
          onClick={() => void (chosen.value === BLANK ? begin() : make(template(chosen.value, starts.value)))}
        >
          {busy.value ? t("plans.creating") : t("plans.create")}
        </button>
      }
    >
      {errors > 0 && preview.value && (
        <section class="stack" aria-label={t("plans.file")}>
          <p class="card row fail" role="alert">
            <Icon name="alert" />
            <span class="grow">{t("plans.errors", { n: errors })}</span>
          </p>
          <Problems problems={preview.value.problems} />
        </section>
      )}
      <div class="card list">
        <Choice value={BLANK} chosen={chosen} title={t("plans.blank")}>
          <span class="small">{t("plans.blank.why")}</span>
        </Choice>
      </div>
      <Choices list={list.value} chosen={chosen} retry={() => void ask()} />
      <section class="card stack">
        <DayPick label={t("plans.starts")} value={starts} />
        <p class="small">{t("plans.starts.why")}</p>
      </section>
      <section class="card stack">
        <FileButton
          words={t("plans.file")}
          accept=".yaml,.yml,text/yaml"
          onFile={(file) => void make(readFile(file))}
        />
        <p class="small">{t("plans.file.why")}</p>
      </section>
    </Frame>
  );
}

interface ChoicesProps {
  readonly list: Asked;
  readonly chosen: Signal<string>;
  readonly retry: () => void;
}

function Choices({ list, chosen, retry }: ChoicesProps): JSX.Element {
  if (list === "asking") return <progress class="bar" aria-label={t("plans.templates")} />;
  if (list === "failed") {
    return (
      <section class="card stack">
        <p>{t("plans.network")}</p>
        <button type="button" class="btn soft" onClick={retry}>
          {t("plans.retry")}
        </button>
      </section>
    );
  }
  return (
    <fieldset class="stack plain-set">
      <legend class="section">{t("plans.templates")}</legend>
      <p class="small">{t("plans.templates.why")}</p>
      <div class="card list">
        {list.map((each) => (
          <Choice
            key={each.code}
            value={each.code}
            chosen={chosen}
            title={titleIn({ title: each.short_title, title_en: each.title_en })}
          >
            <span class="muted block">{each.issuer}</span>
            <span class="small">
              {t("plans.counts", {
                evaluations: each.counts.evaluations ?? 0,
                forms: each.counts.forms ?? 0,
                stages: each.counts.stages ?? 0,
              })}
              {each.flags.length > 0 &&
                ` · ${each.flags.map((flag) => t(`plans.flag.${flag}` as Key)).join(t("list.comma"))}`}
            </span>
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly chosen: Signal<string>;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Choice({ value, chosen, title, children }: ChoiceProps): JSX.Element {
  return (
    <label class="line-row">
      <input
        type="radio"
        name="template"
        checked={chosen.value === value}
        onChange={() => {
          chosen.value = value;
        }}
      />
      <span class="grow">
        <b class="block">{title}</b>
        {children}
      </span>
    </label>
  );
}
