/** Words for what rounds and surveys name by a code. */
import type { Channel, Encounter } from "../model/survey";
import { t } from "../text";
import type { Decider, Kind, Rule, Subjects } from "./round-plan";

export function channelWords(channel: Channel): string {
  return {
    phone: t("channel.phone"),
    visit: t("channel.visit"),
    street: t("channel.street"),
    box: t("channel.box"),
  }[channel];
}

export function encounterWords(encounter: Encounter): string {
  return {
    outpatient: t("encounter.outpatient"),
    inpatient: t("encounter.inpatient"),
    emergency: t("encounter.emergency"),
    discharged: t("encounter.discharged"),
    other: t("encounter.other"),
  }[encounter];
}

export function kindWords(kind: Kind): string {
  return {
    peer: t("rnd.kind.peer"),
    upward: t("rnd.kind.upward"),
    external: t("rnd.kind.external"),
    combined: t("rnd.kind.combined"),
  }[kind];
}

export function kindWhy(kind: Kind): string {
  return {
    peer: t("rnd.kind.peer.why"),
    upward: t("rnd.kind.upward.why"),
    external: t("rnd.kind.external.why"),
    combined: t("rnd.kind.combined.why"),
  }[kind];
}

export function ruleWords(rule: Rule): string {
  return {
    same_unit: t("rule.same_unit"),
    cross_unit: t("rule.cross_unit"),
    branch: t("rule.branch"),
    all: t("rule.all"),
  }[rule];
}

export function subjectsWords(subjects: Subjects): string {
  return {
    staff: t("rnd.subjects.staff"),
    party_member: t("rnd.subjects.party_member"),
    head: t("rnd.subjects.head"),
    leader: t("rnd.subjects.leader"),
    service_window: t("rnd.subjects.service_window"),
    department: t("rnd.subjects.department"),
  }[subjects];
}

export function deciderWords(decider: Decider): string {
  return {
    none: t("rnd.decider.none"),
    leader: t("rnd.decider.leader"),
    supervisor: t("rnd.decider.supervisor"),
    secretary: t("rnd.decider.secretary"),
  }[decider];
}
