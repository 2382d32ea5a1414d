/**
 * What a phone keeps at once, and what it keeps a little later (docs/decisions/precache.md).
 * At install: all that everybody may need. A shelf: what only some need, kept when the app asks for it (parts/shelves.ts).
 * Each file belongs to the core or to the shelves that need it; nothing that the app may load is left out.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The chunks of each shelf by their sources, without "src/" and the ending; what no shelf names is kept at install. */
const SHELVES: Readonly<Record<string, readonly RegExp[]>> = {
  /** Who has an office: administrators, secretaries, heads, leaders, inspectors. */
  office: [
    /^screens\/(admin|assessor-new|people|person|relatives|unit|round|round-new|round-grades|period-grades)$/,
    /^screens\/(activity-new|task-new|assess|assess-write|awards|board|closings|sheets)$/,
    /^screens\/(assistance|assistance-new|order-desk|order-new|poll-new|poll-papers)$/,
    /^parts\/orders\/(office-acts|begin-again|handover|indicator|result-order|order-\w+|concerned|origin-\w+|assistance-\w+|desk-open|plan|taking|returning|in-time)$/,
    /^screens\/(rating|bulletin-|checklist|commentary|editor|findings|publish|office|programme|remark|roster|survey)/,
    /^parts\/bulletins\/(choosing|draft|entries|hand-over|proposal|proposed|publish-acts|to|visit-standing|waiting)$/,
    /^parts\/(editor\/|charts\/(distribution|ranking)$)/,
    /^parts\/deeds\/(running|guest-list|change-activity|pick-people|sign-in-code|afterwards|announce|offers|publish)$/,
    /^parts\/(any-field|export|institution|many|saved-file|grade-override|grades-link|place-people|outcome|pay-export|round-(acts|errands)|survey-cards)$/,
    /^parts\/(moderation|timeline|trial|condition-field|checklist-\w+)$/,
    /^text\/zh-CN\.(desk|fields|leading|many|office|plans|roster)$/,
    /^screens\/(honour-new|star-rate|banner-hand|reports?|brief-new)$/,
    /^parts\/(honours\/(pick-\w+|post|star-card|award-periods|barred|standing|not-ours)|reports\/[\w-]+)$/,
    /^parts\/(assess-owed|assess-results|award-(share|subjects)|candidates|judging-plan|owed|remark-list|survey-begun)$/,
  ],
  /** Who has an order to put something right, and every office. */
  orders: [
    /^screens\/(order|orders|order-report|order-recheck)$/,
    /^parts\/orders\/(today-card|acts|again|compare|earlier|handed-on|ladder|round-photos|timeline|taken-along)$/,
    /^parts\/many$/,
    /^text\/zh-CN\.(many|orders)$/,
  ],
  /** Who plans inspections, and who goes. */
  inspect: [/^screens\/(inspection|visit)/, /^parts\/(inspect\/|many$)/, /^text\/zh-CN\.(inspect|many)$/],
  /** Who fills in a form that a programme scores, or one with conditions. */
  score: [/^parts\/(score|score-steps|removal)$/, /^model\/condition$/, /^text\/zh-CN\.score$/],
  /** What was said to people and their results, pledges and activities, stepping back from a review, tasks, what was given, about the app: not in the first minute. The second factor, the devices, the first account and an activation need the server. */
  said: [
    /^screens\/(pledges?|pledge-new|activity|activities)$/,
    /^parts\/deeds\/(pledge-\w+|attend)$/,
    /^screens\/(about|activate|first-run|bulletins?|said|result|results|pledge-board|second-factor|devices|task|tasks)$/,
    /^parts\/(decided$|many$|recuse$|step-up$|plan-loose$|stage-picture$|review-given$|deeds\/task-acts$|bulletins\/objections$|charts\/)/,
    /^screens\/complaint/,
    /^(screens\/honours?|parts\/honours\/(acts|objections|raise))$/,
    /^(parts\/voice\/|model\/public)/,
    /^text\/zh-CN\.(bulletins|honours|many|public|results|rounds|step)$/,
  ],
  /** Who runs meetings: the projector and its remote control. */
  room: [/^screens\/(projector|remote)$/, /^parts\/(projector\/(?!pages$)|qr$)/, /^text\/zh-CN\.projector$/],
  /** Who has an anonymous ballot. */
  booth: [/^(sync|parts)\/booth\//, /^screens\/ballots$/, /^text\/zh-CN\.booth$/],
  /** Whom a poll was put to. */
  polls: [/^screens\/polls?$/, /^parts\/polls\//, /^text\/zh-CN\.(polls|results)$/],
  /** Who is due at a meeting of the branch, and who runs it: kept once a phone knows of one. */
  meeting: [
    /^screens\/meeting$/,
    /^parts\/(meeting\/|projector\/pages$|deeds\/meeting-link$)/,
    /^text\/zh-CN\.meeting$/,
  ],
  /** Who reads English. */
  en: [/^text\/(en(\.\w+)?|kinds\.en)$/],
};

/** What no chunk of the manifest names: threads beside the page. */
const THREADS: Readonly<Record<string, RegExp>> = { booth: /^assets\/blinder-/ };

/** One entry of Vite's manifest. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly isDynamicEntry?: boolean;
}

export interface Kept {
  readonly core: readonly string[];
  readonly shelves: Readonly<Record<string, readonly string[]>>;
}

/** Splits the files of a built app; `others` are those that no chunk loads (page, icons, manifest). */
export function shelve(dist: string, files: readonly string[]): Kept {
  const chunks = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const lazy = Object.keys(chunks).filter((name) => chunks[name]?.isDynamicEntry);
  const shelfOf = (name: string): string | undefined =>
    Object.keys(SHELVES).find((shelf) => SHELVES[shelf]?.some((each) => each.test(plain(name))));
  const shelves: Record<string, string[]> = {};
  const later = new Set<string>();
  const core = closure(chunks, ["index.html", ...lazy.filter((name) => !shelfOf(name))]);
  for (const shelf of Object.keys(SHELVES)) {
    const needs = closure(
      chunks,
      lazy.filter((name) => shelfOf(name) === shelf),
    );
    const threads = files.filter((file) => THREADS[shelf]?.test(file));
    const own = [...needs, ...threads].filter((file) => !core.has(file)).sort();
    if (own.length) shelves[shelf] = own;
    for (const file of own) later.add(file);
  }
  return { core: files.filter((file) => !later.has(file)), shelves };
}

/** Every file that the browser fetches for these chunks. */
function closure(chunks: Readonly<Record<string, Chunk>>, names: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = chunks[name];
    if (!chunk || seen.has(name)) continue;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    waiting.push(...(chunk.imports ?? []));
  }
  return files;
}

/** `src/screens/board.tsx` as the shelves name it: `screens/board`. */
function plain(name: string): string {
  return name.replace(/^src\//, "").replace(/\.tsx?$/, "");
}
