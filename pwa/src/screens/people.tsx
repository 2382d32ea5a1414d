/** 通讯录: everybody of the institution, found by name, pinyin initials or staff number. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { byName, find } from "../model/people";
import { has, type Person } from "../model/person";
import { Facts } from "../parts/facts";
import { Frame } from "../parts/frame";
import { isAdmin, person as mine, personAt, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { Face, PersonLine } from "../parts/person-line";
import { roleWords } from "../parts/role-words";
import { people } from "../parts/roster";
import { isWide } from "../parts/wide";
import { WindowList } from "../parts/window-list";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/fields/fields.css";

const typed = signal("");

export default function People({ params }: { params: Params }): JSX.Element {
  const chosen = params.person ? personAt(params.person) : null;
  if (chosen && !isWide.value) {
    return (
      <Frame title={chosen.name} above="/people">
        <Card person={chosen} />
      </Frame>
    );
  }
  const found = find([...people.value].sort(byName), typed.value);
  const tab = isAdmin.value ? { tab: "people" as const } : { above: "/me" };
  return (
    <Frame title={t("people")} {...tab} wide>
      <div class="pair">
        <div class="stack">
          <Search />
          {isAdmin.value && (
            <div class="tiles">
              <a class="btn soft" href="/admin/person">
                <Icon name="plus" />
                {t("admin.person")}
              </a>
              <a class="btn soft" href="/roster/units">
                <Icon name="unit" />
                {t("people.places")}
              </a>
              <a class="btn soft" href="/roster/upload">
                <Icon name="up" />
                {t("people.table")}
              </a>
              <a class="btn soft" href="/admin/assessor">
                <Icon name="plus" />
                {t("assessor.new")}
              </a>
            </div>
          )}
          {found.length > 0 ? (
            <WindowList rows={found} keyOf={(one) => one.id}>
              {(one) => (
                <PersonLine
                  person={one}
                  under={placeName(one.units[0])}
                  href={`/people/${one.id}`}
                  current={one.id === chosen?.id}
                >
                  <Icon name="go" />
                </PersonLine>
              )}
            </WindowList>
          ) : (
            <Nothing title={t("people.none")}>{t("people.none.why")}</Nothing>
          )}
        </div>
        {isWide.value && (
          <div class="detail">{chosen ? <Card person={chosen} /> : <p class="empty">{t("people.choose")}</p>}</div>
        )}
      </div>
    </Frame>
  );
}

function Search(): JSX.Element {
  return (
    <div class="search">
      <Icon name="search" />
      <input
        class="input"
        type="search"
        aria-label={t("people.search")}
        placeholder={t("people.hint")}
        defaultValue={typed.peek()}
        autocomplete="off"
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}

function Card({ person }: { person: Person }): JSX.Element {
  const lines = (ids: readonly string[]) => ids.map(placeName).filter(Boolean).join(t("list.comma"));
  const roles = person.roles.map(({ role, at }) => [placeName(at), roleWords(role)].filter(Boolean).join(" "));
  const facts: [string, string][] = [
    [t("people.units"), lines(person.units)],
    [t("people.branches"), lines(person.branches)],
    [t("people.roles"), roles.join(t("list.comma"))],
    [t("people.staff_no"), person.staffNo],
  ];
  return (
    <section class="card stack">
      <div class="row">
        <Face name={person.name} />
        <h2>{person.name}</h2>
      </div>
      <Facts facts={facts} />
      {has(mine.value, "leader", "head") && person.id !== mine.value?.id && (
        <a class="btn soft" href={`/remarks/new/${person.id}`}>
          {t("say.remark")}
        </a>
      )}
      {isAdmin.value && (
        <>
          <a class="btn soft" href={`/roster/person/${person.id}`}>
            {t("people.edit")}
          </a>
          <a class="btn soft" href={`/admin/code/${person.id}`}>
            {t("admin.code")}
          </a>
        </>
      )}
    </section>
  );
}
