/** 人员管理: the administrator adds units and people and hands out activation codes. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf } from "../model/ids";
import { has, type RoleName } from "../model/person";
import { initials } from "../model/pinyin";
import { type Activation, askActivation } from "../parts/activation";
import { Choose } from "../parts/choose";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { mine, person, personAt, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { Pick } from "../parts/pick";
import { roleWords } from "../parts/role-words";
import { branches, units } from "../parts/roster";
import { StepUpSheet } from "../parts/step-up-sheet";
import { say } from "../parts/toast";
import { momentWords } from "../parts/when";
import { navigate, type Params } from "../router";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/figures.css";

const InstitutionSettings = later(async () => (await import("../parts/institution")).withWords());

export default function Admin({ params }: { params: Params }): JSX.Element {
  if (!has(person.value, "admin")) {
    return (
      <Frame title={t("tab.people")} above="/people">
        <Nothing title={t("not_yours")}>{t("admin.not_yours")}</Nothing>
      </Frame>
    );
  }
  if (params.what === "institution") return <InstitutionSettings />;
  if (params.person) return <Code id={params.person} />;
  return params.what === "unit" ? <NewUnit /> : <NewPerson />;
}

interface SaveProps {
  readonly ready: boolean;
  readonly onSave: () => void;
}

function Save({ ready, onSave }: SaveProps): JSX.Element {
  return (
    <button type="button" class="btn" disabled={!ready} onClick={onSave}>
      {t("admin.save")}
    </button>
  );
}

function institutionBytes(): Value {
  const id = person.peek()?.institution;
  return id ? bytesOf(id) : null;
}

function NewUnit(): JSX.Element {
  const name = useSignal("");
  const type = useSignal<string>("ward");
  const types = [
    { value: "ward", label: t("type.ward") },
    { value: "department", label: t("type.department") },
    { value: "service_window", label: t("type.service_window") },
    { value: "office", label: t("type.office") },
    { value: "leadership", label: t("type.leadership") },
  ];
  const save = async () => {
    const given = name.value.trim();
    await mine().write(mine().newId(), "unit", [
      ["institution", institutionBytes()],
      ["name", given],
      ["type", type.value],
      ["order", units.value.length + 1],
    ]);
    navigate("/people", { replace: true });
    say(t("admin.saved", { name: given }));
  };
  return (
    <Frame
      title={t("admin.unit")}
      above="/people"
      dock={<Save ready={name.value.trim() !== ""} onSave={() => void save()} />}
    >
      <section class="card stack">
        <TextLine label={t("admin.unit_name")} value={name} />
        <Choose label={t("admin.unit_type")} value={type} options={types} />
      </section>
    </Frame>
  );
}

const GRANTED: readonly RoleName[] = ["staff", "head", "secretary", "supervisor", "admin"];

/** Where a role is held: heads at their unit, secretaries at a branch, all others at the institution. */
function placeOfRole(role: RoleName, unit: Hex, branch: Hex): Value {
  if (role === "head") return bytesOf(unit);
  return role === "secretary" ? bytesOf(branch) : institutionBytes();
}

function NewPerson(): JSX.Element {
  const name = useSignal("");
  const pinyin = useSignal("");
  const staffNo = useSignal("");
  const unit = useSignal<string>(units.value[0]?.id ?? "");
  const role = useSignal<RoleName>("staff");
  const branch = useSignal<string>(branches.value[0]?.id ?? "");
  const roles = GRANTED.filter((one) => one !== "secretary" || branches.value.length > 0);
  if (units.value.length === 0) {
    return (
      <Frame title={t("admin.person")} above="/people">
        <Nothing title={t("admin.no_unit")}>
          <a href="/admin/unit">{t("admin.unit")}</a>
        </Nothing>
      </Frame>
    );
  }
  const save = async () => {
    const id = mine().newId();
    const from = today.value;
    const given = name.value.trim();
    await mine().write(id, "person", [
      ["institution", institutionBytes()],
      ["name", given],
      ["pinyin", pinyin.value.trim() || initials(given)],
      ["staff_no", staffNo.value.trim()],
      ["memberships/1", { unit: bytesOf(unit.value), from, to: null }],
      ["roles/1", { role: role.value, at: placeOfRole(role.value, unit.value, branch.value), from, to: null }],
    ]);
    navigate(`/admin/code/${id}`, { replace: true });
    say(t("admin.saved", { name: given }));
  };
  return (
    <Frame
      title={t("admin.person")}
      above="/people"
      dock={<Save ready={name.value.trim() !== ""} onSave={() => void save()} />}
    >
      <section class="card stack">
        <TextLine label={t("admin.name")} value={name} />
        <TextLine
          label={t("admin.pinyin")}
          value={pinyin}
          hint={name.value.trim() ? t("admin.pinyin.hint", { letters: initials(name.value) }) : ""}
        />
        <TextLine label={t("people.staff_no")} value={staffNo} />
      </section>
      <section class="card stack">
        <Pick
          label={t("admin.place")}
          value={unit}
          options={units.value.map(({ id, name: words }) => ({ value: id, label: words }))}
        />
        <Pick
          label={t("admin.role")}
          value={role as Signal<string>}
          options={roles.map((one) => ({ value: one, label: roleWords(one) }))}
        />
        {role.value === "secretary" && (
          <Pick
            label={t("admin.role.branch")}
            value={branch}
            options={branches.value.map(({ id, name: words }) => ({ value: id, label: words }))}
          />
        )}
      </section>
    </Frame>
  );
}

function Code({ id }: { id: Hex }): JSX.Element {
  const code = useSignal<Activation | null>(null);
  const failed = useSignal("");
  const asked = useSignal(false);
  const ask = async () => {
    failed.value = "";
    const answer = await askActivation(id);
    asked.value = "asked" in answer && answer.asked;
    if ("code" in answer) code.value = answer;
    else if (answer.asked) failed.value = "";
    else failed.value = answer.message || t("admin.code.offline");
  };
  useEffect(() => {
    code.value = null;
    failed.value = "";
  }, [id, code, failed]);
  return (
    <Frame
      title={t("admin.code")}
      above="/people"
      dock={
        code.value === null && (
          <button type="button" class="btn" onClick={() => void ask()}>
            {t("admin.code")}
          </button>
        )
      }
    >
      <p>{t("admin.code.words", { name: personAt(id)?.name ?? "" })}</p>
      {code.value && (
        <section class="card total" role="status">
          <b class="num code">{code.value.code}</b>
          {code.value.untilMs !== null && (
            <span class="small">{t("admin.code.until", { time: momentWords(code.value.untilMs, today.value) })}</span>
          )}
        </section>
      )}
      {failed.value && (
        <p class="wrong-words" role="alert">
          {failed.value}
        </p>
      )}
      {asked.value && (
        <StepUpSheet
          open={asked.value}
          words="step.why.code"
          onDone={() => void ask()}
          onClose={() => {
            asked.value = false;
          }}
        />
      )}
    </Frame>
  );
}
