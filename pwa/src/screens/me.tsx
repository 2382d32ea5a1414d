/** 我的: who I am here, and the way to all that concerns me and this device. */
import type { JSX } from "preact";
import { toNotice } from "../model/account";
import { has } from "../model/person";
import { accountWords, myAccountEvents } from "../parts/account-words";
import { chipFace, Frame } from "../parts/frame";
import { all, institution, isAdmin, now, person, placeName, replica, today } from "../parts/here";
import { Icon, type IconName } from "../parts/icons";
import { Face } from "../parts/person-line";
import { roleWords } from "../parts/role-words";
import { updateReady } from "../parts/update-ready";
import { t } from "../text";
import "../parts/lists.css";

export default function Me(): JSX.Element {
  const self = person.value;
  const status = replica.value?.status.value;
  const place = institution.value?.registers.get("name")?.value;
  const event = toNotice(myAccountEvents(), now.value);
  const roles = self?.roles.filter(({ role }) => role !== "staff").map(({ role }) => roleWords(role)) ?? [];
  return (
    <Frame title={t("tab.me")} tab="me">
      <section class="card row">
        <Face name={self?.name ?? ""} />
        <div class="grow">
          <h2>{self?.name}</h2>
          <p class="muted">
            {[typeof place === "string" ? place : "", placeName(self?.units[0])].filter(Boolean).join(" · ")}
          </p>
          {roles.length > 0 && <p class="muted">{[...new Set(roles)].join(t("list.comma"))}</p>}
        </div>
      </section>
      {event && (
        <a class="card row warn" href="/me/devices">
          <Icon name="alert" />
          <span class="grow">{accountWords(event)}</span>
          <Icon name="go" />
        </a>
      )}
      <nav class="card list" aria-label={t("me.mine")}>
        <Row href="/me/sync" icon="repeat" words={t("sync")} end={status ? chipFace(status).words : ""} />
        <Row href="/results" icon="flame" words={t("me.results")} />
        {replica.value?.booth?.value && <Row href="/me/ballots" icon="lock" words={t("me.ballots")} />}
        {has(self, "head", "secretary", "leader", "supervisor", "admin") && (
          <Row href="/sheets" icon="unit" words={t("me.sheets")} />
        )}
        {has(self, "supervisor", "admin") && <Row href="/closings" icon="lock" words={t("me.closings")} />}
        {has(self, "supervisor", "admin") && <Row href="/programmes" icon="flag" words={t("plans.me")} />}
        <Row href="/deeds" icon="star" words={t("deeds")} />
        {(all("order").length > 0 || has(self, "leader", "supervisor")) && (
          <Row href="/orders" icon="alert" words={t("me.orders")} />
        )}
        <Row href={`/calendar/${today.value.slice(0, 7)}`} icon="today" words={t("me.calendar")} />
        {has(self, "head", "leader", "supervisor", "admin") && (
          <Row href="/ratings" icon="star" words={t("me.ratings")} />
        )}
        <Row href="/complaints" icon="alert" words={t("me.complaints")} />
        {isAdmin.value && <Row href="/admin/institution" icon="unit" words={t("me.institution")} />}
        {isAdmin.value && <Row href="/days" icon="clock" words={t("me.days")} />}
        {has(self, "admin", "supervisor") && <Row href="/checklists" icon="check" words={t("me.checklists")} />}
        {has(self, "inspector", "leader", "supervisor") && (
          <Row href="/inspections" icon="search" words={t("me.inspections")} />
        )}
        <Row href="/said" icon="reviews" words={t("said")} />
        <Row href="/bulletins" icon="book" words={t("me.bulletins")} />
        <Row href="/honours" icon="star" words={t("me.honours")} />
        {has(self, "leader", "supervisor") && <Row href="/reports" icon="up" words={t("me.reports")} />}
        {(has(self, "head", "leader", "supervisor", "admin") || all("visit").length > 0) && (
          <Row href="/findings" icon="search" words={t("me.findings")} />
        )}
        {!isAdmin.value && self?.units[0] && <Row href="/people" icon="people" words={t("people")} />}
      </nav>
      <nav class="card list" aria-label={t("me.device")}>
        <Row href="/me/devices" icon="key" words={t("devices")} />
        <Row href="/me/second" icon="lock" words={t("second")} />
        <Row href="/me/settings" icon="gear" words={t("settings")} />
        <Row href="/me/about" icon="info" words={t("about")} end={updateReady.value ? t("update.chip") : ""} />
      </nav>
    </Frame>
  );
}

interface RowProps {
  readonly href: string;
  readonly icon: IconName;
  readonly words: string;
  readonly end?: string;
}

function Row({ href, icon, words, end }: RowProps): JSX.Element {
  return (
    <a class="line-row" href={href}>
      <Icon name={icon} />
      <span class="grow">{words}</span>
      {end && <span class="small">{end}</span>}
      <Icon name="go" />
    </a>
  );
}
