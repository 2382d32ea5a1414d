/**
 * Where the groups of texts are. What screens share beyond the first one is "more"; a part of the app with many words of
 * its own has its own group. Apart from the first file, whose bytes the hashed names of all these files would fill.
 */
import type { Language } from "../parts/preferences";
import type { Load } from ".";

export const GROUPS = {
  more: { "zh-CN": () => import("./zh-CN.more"), en: () => import("./en.more") },
  me: { "zh-CN": () => import("./zh-CN.me"), en: () => import("./en.me") },
  honours: { "zh-CN": () => import("./zh-CN.honours"), en: () => import("./en.honours") },
  roster: { "zh-CN": () => import("./zh-CN.roster"), en: () => import("./en.roster") },
  agenda: { "zh-CN": () => import("./zh-CN.agenda"), en: () => import("./en.agenda") },
  results: { "zh-CN": () => import("./zh-CN.results"), en: () => import("./en.results") },
  plans: { "zh-CN": () => import("./zh-CN.plans"), en: () => import("./en.plans") },
  fields: { "zh-CN": () => import("./zh-CN.fields"), en: () => import("./en.fields") },
  orders: { "zh-CN": () => import("./zh-CN.orders"), en: () => import("./en.orders") },
  desk: { "zh-CN": () => import("./zh-CN.desk"), en: () => import("./en.desk") },
  deeds: { "zh-CN": () => import("./zh-CN.deeds"), en: () => import("./en.deeds") },
  score: { "zh-CN": () => import("./zh-CN.score"), en: () => import("./en.score") },
  bulletins: { "zh-CN": () => import("./zh-CN.bulletins"), en: () => import("./en.bulletins") },
  rounds: { "zh-CN": () => import("./zh-CN.rounds"), en: () => import("./en.rounds") },
  leading: { "zh-CN": () => import("./zh-CN.leading"), en: () => import("./en.leading") },
  public: { "zh-CN": () => import("./zh-CN.public"), en: () => import("./en.public") },
  inspect: { "zh-CN": () => import("./zh-CN.inspect"), en: () => import("./en.inspect") },
  projector: { "zh-CN": () => import("./zh-CN.projector"), en: () => import("./en.projector") },
  meeting: { "zh-CN": () => import("./zh-CN.meeting"), en: () => import("./en.meeting") },
  many: { "zh-CN": () => import("./zh-CN.many"), en: () => import("./en.many") },
  booth: { "zh-CN": () => import("./zh-CN.booth"), en: () => import("./en.booth") },
  polls: { "zh-CN": () => import("./zh-CN.polls"), en: () => import("./en.polls") },
  step: { "zh-CN": () => import("./zh-CN.step"), en: () => import("./en.step") },
} satisfies Record<string, Record<Language, Load>>;
