/** Every screen but the first one, each fetched with its texts when it is first shown. */
import type { Route, Screen } from "./router";
import "./parts/icon-shapes";
import "./parts/kit.css";
import { type Group, moreTexts } from "./text";

/** A screen and the groups of texts that it speaks beyond "more". */
function lazy(load: () => Promise<{ default: Screen }>, ...groups: readonly Group[]): () => Promise<Screen> {
  return async () => {
    const [module] = await Promise.all([load(), moreTexts(...groups)]);
    return module.default;
  };
}

export const ROUTES: readonly Route[] = [
  { pattern: "/sign-in", load: lazy(() => import("./screens/sign-in")) },
  { pattern: "/first", load: lazy(() => import("./screens/first-run")) },
  { pattern: "/activate", load: lazy(() => import("./screens/activate")) },
  { pattern: "/self/:day", load: lazy(() => import("./screens/self-evaluation")) },
  { pattern: "/self/:day/done", load: lazy(() => import("./screens/done")) },
  { pattern: "/self/:day/form/:form", load: lazy(() => import("./screens/self-evaluation")) },
  { pattern: "/programme/:id", load: lazy(() => import("./screens/participation"), "agenda") },
  { pattern: "/days", load: lazy(() => import("./screens/office-days"), "agenda") },
  { pattern: "/calendar/:month", load: lazy(() => import("./screens/calendar")) },
  { pattern: "/reviews", load: lazy(() => import("./screens/reviews")) },
  { pattern: "/reviews/:round", load: lazy(() => import("./screens/round-progress")) },
  { pattern: "/reviews/:round/:subject", load: lazy(() => import("./screens/peer-review")) },
  { pattern: "/results", load: lazy(() => import("./screens/results"), "results") },
  { pattern: "/sheets", load: lazy(() => import("./screens/sheets"), "results") },
  { pattern: "/sheets/:subject", load: lazy(() => import("./screens/sheets"), "results") },
  { pattern: "/closings", load: lazy(() => import("./screens/closings"), "results") },
  { pattern: "/board/:period", load: lazy(() => import("./screens/board"), "results") },
  { pattern: "/results/:result", load: lazy(() => import("./screens/result")) },
  { pattern: "/rounds/new", load: lazy(() => import("./screens/round-new")) },
  { pattern: "/rounds/:round", load: lazy(() => import("./screens/round")) },
  { pattern: "/unit", load: lazy(() => import("./screens/unit")) },
  { pattern: "/unit/:evaluation", load: lazy(() => import("./screens/unit")) },
  { pattern: "/people", load: lazy(() => import("./screens/people")) },
  { pattern: "/people/:person", load: lazy(() => import("./screens/people")) },
  { pattern: "/checklists", load: lazy(() => import("./screens/checklists"), "roster") },
  { pattern: "/checklists/upload", load: lazy(() => import("./screens/checklist-import"), "roster") },
  { pattern: "/checklists/:checklist", load: lazy(() => import("./screens/checklists"), "roster") },
  { pattern: "/roster/upload", load: lazy(() => import("./screens/roster-import"), "roster") },
  { pattern: "/roster/:tree", load: lazy(() => import("./screens/roster"), "roster") },
  { pattern: "/roster/person/:person", load: lazy(() => import("./screens/person"), "roster") },
  { pattern: "/roster/:tree/:place", load: lazy(() => import("./screens/roster"), "roster") },
  { pattern: "/admin/:what", load: lazy(() => import("./screens/admin")) },
  { pattern: "/admin/code/:person", load: lazy(() => import("./screens/admin")) },
  { pattern: "/deeds", load: lazy(() => import("./screens/deeds"), "deeds") },
  { pattern: "/pledges", load: lazy(() => import("./screens/pledges"), "deeds") },
  { pattern: "/pledges/new", load: lazy(() => import("./screens/pledge-new"), "deeds") },
  { pattern: "/pledges/board", load: lazy(() => import("./screens/pledge-board"), "deeds") },
  { pattern: "/pledges/board/:where", load: lazy(() => import("./screens/pledge-board"), "deeds") },
  { pattern: "/pledges/new/:former", load: lazy(() => import("./screens/pledge-new"), "deeds") },
  { pattern: "/pledges/:pledge", load: lazy(() => import("./screens/pledge"), "deeds") },
  { pattern: "/records", load: lazy(() => import("./screens/records"), "deeds") },
  { pattern: "/records/new", load: lazy(() => import("./screens/record-new"), "deeds") },
  { pattern: "/records/:record", load: lazy(() => import("./screens/record"), "deeds") },
  { pattern: "/activities", load: lazy(() => import("./screens/activities"), "deeds") },
  { pattern: "/activities/new", load: lazy(() => import("./screens/activity-new"), "deeds") },
  { pattern: "/activities/:activity", load: lazy(() => import("./screens/activity"), "deeds") },
  { pattern: "/tasks", load: lazy(() => import("./screens/tasks"), "deeds") },
  { pattern: "/tasks/new", load: lazy(() => import("./screens/task-new"), "deeds") },
  { pattern: "/tasks/:task", load: lazy(() => import("./screens/task"), "deeds") },
  { pattern: "/me", load: lazy(() => import("./screens/me")) },
  { pattern: "/me/sync", load: lazy(() => import("./screens/sync-status")) },
  { pattern: "/me/devices", load: lazy(() => import("./screens/devices")) },
  { pattern: "/me/second", load: lazy(() => import("./screens/second-factor")) },
  { pattern: "/me/settings", load: lazy(() => import("./screens/settings")) },
  { pattern: "/me/about", load: lazy(() => import("./screens/about")) },
];
