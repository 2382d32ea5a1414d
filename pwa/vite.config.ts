/** How the app is built: one small entry, each screen a file of its own, names that carry a hash of their content. */
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { smallPreload } from "./build/preload.ts";
import { serviceWorker } from "./build/worker.ts";

const SERVER = process.env.MINGCHA_URL ?? "http://127.0.0.1:8000";

/** What reads a form, what lists people and rounds, what one types into outside forms, what fills a form in, what people do: few screens need all. */
const RESULTS = /src\/(parts\/(charts\/(figure|charts)|segments|result-words)\.|model\/results\.)/;
const LISTS = /src\/(parts\/(charge|doc-words|person-line|role-words|roster|wide)\.|model\/people\.)/;
const FORMS = /src\/(parts\/(forms|steps)\.|model\/(form|decimal|steps)\.)/;
const KEEPING = /src\/(parts\/(keeping|trees)\.|model\/tree\.)/;
const FILES = /src\/parts\/(faults|file-button|upload)\./;
const CHECKLISTS = /src\/(parts\/checklist-writes|model\/checklist)\./;
/** What an item of a checklist is edited with, beside the screen. */
const JUDGED = /src\/(parts\/checklist-lines|model\/checklist-words)\./;
/** The timetable of the programmes, and what they and their elements are called. */
const PLANS = /src\/(parts\/plans\.|model\/(cadence|schedule|selector|stages|timetable)\.)/;
const TITLES = /src\/(parts\/plan-titles\.|model\/plan-day\.)/;
/** What the programmes ask of somebody, and whom they are to judge. */
const TODOS = /src\/parts\/agenda-todos\./;
const JUDGING = /src\/(parts\/assessing|model\/assessment)\./;
const EDITOR = /src\/parts\/editor\/(frame|plan)\./;
const EDITING = /src\/(parts\/editor\/words|model\/(editing|bundle-sections))\./;
const CONTROLS = /src\/parts\/editor\/(choices|plain|typing)\./;
const DEEDS = /src\/(parts\/deeds\/(face|rights|words)|model\/deed)\./;
const FACTS = /src\/(parts\/deeds\/(bits|leading)|model\/facts)\./;
const DEED_LISTS = /src\/parts\/deeds\/(mine|rows)\./;
const ORDERS = /src\/(parts\/orders\/(rights|days|order-words)|model\/(order|ladder))\./;
const ROUNDS = /src\/(parts\/(stage|tasks|subject)\.|model\/peer\.)/;
/** What was said of people, surveys, and what a round says beyond its time: three parts that go by themselves. */
const SAYINGS = /src\/(parts\/(period-words|commentary|said)\.|model\/(commentary|period)\.)/;
const SURVEYS = /src\/(parts\/(survey|survey-tag|big-question)\.|model\/survey\.)/;
const ROUND_MORE = /src\/model\/round\./;
const WORDS = /src\/parts\/round-words\./;
/** What every screen of polls needs, and what its counting needs; an anonymous ballot's state, which reviews need too. */
const POLLS = /src\/(parts\/polls\/(words|polls)|model\/(poll|poll-count))\./;
const BOOTH = /src\/parts\/booth\/(booth|state)\./;
const FIGURES = /src\/parts\/figures\.css/;
/** What is read of findings and bulletins; choosing and wording goes by itself. */
const BULLETINS = /src\/(parts\/bulletins\/face|model\/bulletin)\./;
const HONOURS = /src\/(parts\/honours\/face|model\/honour)\./;
const REPORTS = /src\/(parts\/reports\/state-tag|model\/report)\./;
const WORDING = /src\/parts\/bulletins\/matter-fields\./;
const ENTRY = /src\/parts\/(choose|entry|install|pick|surroundings)\./;
/** What each side of a meeting needs. */
const MEETING = /src\/parts\/meeting\/acts\./;
const MEETING_WORDS = /src\/(parts\/meeting\/words|model\/meeting)\./;
const FOLD = /src\/parts\/fold\.css/;
/** What every screen of a visit needs. */
const INSPECT = /src\/(parts\/inspect\/(view|table|gathered|filter|done)\.|model\/(inspection|counted|visit)\.)/;
const VISIT_FRAME = /src\/parts\/inspect\/(visit-frame|text-input|at-words)\./;
const FILLING = /src\/parts\/(fields\/(field|choices|text|told)|filling|giving|groups|begin)\./;

export default defineConfig({
  plugins: [preact({ reactAliasesEnabled: false, devToolsEnabled: false }), smallPreload(), serviceWorker()],
  build: {
    target: ["es2022", "chrome100", "safari16", "firefox103"],
    outDir: "dist",
    manifest: true,
    // The page's policy allows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // The first file names no scripts that come later: their hashed names don't compress, and each finds its own.
      resolveDependencies: (_, files, { hostId }) => (hostId.includes("/index-") ? [] : files),
    },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        // A few files for what many screens share instead of forty: fewer requests, and text compresses better together.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "first", tags: ["$initial"], priority: 2 },
            {
              name: "writing",
              test: /src\/(parts\/(writing|saving|saver)|model\/code-points)\./,
              minShareCount: 2,
              priority: 1,
            },
            { name: "picture", test: /src\/parts\/picture/, minShareCount: 1, priority: 1 },
            { name: "hash", test: /src\/sync\/(sha256|block)\./, minShareCount: 1, priority: 1 },
            { name: "charts", test: RESULTS, minShareCount: 2, priority: 1 },
            { name: "answers", test: /src\/parts\/answers\./, minShareCount: 2, priority: 1 },
            { name: "entry", test: ENTRY, minShareCount: 2, priority: 1 },
            { name: "plans", test: PLANS, minShareCount: 2, priority: 1 },
            { name: "todos", test: TODOS, minShareCount: 2, priority: 1 },
            { name: "judging", test: JUDGING, minShareCount: 2, priority: 1 },
            { name: "given", test: /src\/model\/(given|programme-form|came)\./, minShareCount: 2, priority: 1 },
            { name: "days", test: /src\/model\/working-days\./, minShareCount: 2, priority: 1 },
            { name: "titles", test: TITLES, minShareCount: 2, priority: 1 },
            { name: "rounds", test: ROUNDS, minShareCount: 2, priority: 1 },
            { name: "rows", test: /src\/parts\/lists\./, minShareCount: 2, priority: 1 },
            { name: "lists", test: LISTS, minShareCount: 2, priority: 1 },
            { name: "forms", test: FORMS, minShareCount: 2, priority: 1 },
            { name: "facts", test: FACTS, minShareCount: 2, priority: 1 },
            { name: "deeds", test: DEEDS, minShareCount: 2, priority: 1 },
            { name: "guests", test: /src\/parts\/deeds\/(attendance|due|guests)\./, minShareCount: 1, priority: 1 },
            { name: "orders", test: ORDERS, minShareCount: 2, priority: 1 },
            { name: "desk", test: /src\/model\/order-desk\./, minShareCount: 1, priority: 1 },
            { name: "presence", test: /presence\.css/, minShareCount: 1, priority: 1 },
            { name: "deed-lists", test: DEED_LISTS, minShareCount: 2, priority: 1 },
            { name: "filling", test: FILLING, minShareCount: 2, priority: 1 },
            { name: "sent-back", test: /src\/parts\/sent-back\./, minShareCount: 2, priority: 1 },
            { name: "form-draft", test: /src\/parts\/(form-draft|begun-before)\./, minShareCount: 2, priority: 1 },
            { name: "day-line", test: /src\/parts\/day-line\./, minShareCount: 2, priority: 1 },
            { name: "editing", test: EDITING, minShareCount: 2, priority: 1 },
            { name: "editor", test: EDITOR, minShareCount: 2, priority: 1 },
            { name: "fields", test: /src\/model\/bundle-(fields|words)\./, minShareCount: 1, priority: 1 },
            { name: "controls", test: CONTROLS, minShareCount: 1, priority: 1 },
            { name: "keeping", test: KEEPING, minShareCount: 2, priority: 1 },
            { name: "files", test: FILES, minShareCount: 2, priority: 1 },
            { name: "checklists", test: CHECKLISTS, minShareCount: 2, priority: 1 },
            { name: "judged", test: JUDGED, minShareCount: 1, priority: 1 },
            { name: "sayings", test: SAYINGS, minShareCount: 2, priority: 1 },
            { name: "surveys", test: SURVEYS, minShareCount: 2, priority: 1 },
            { name: "round-more", test: ROUND_MORE, minShareCount: 2, priority: 1 },
            { name: "words", test: WORDS, minShareCount: 2, priority: 1 },
            { name: "inspect", test: INSPECT, minShareCount: 2, priority: 1 },
            { name: "polls", test: POLLS, minShareCount: 2, priority: 1 },
            { name: "ballot", test: /src\/parts\/polls\/(fill|marks)\./, minShareCount: 2, priority: 1 },
            {
              name: "projector",
              test: /src\/(model\/projector|parts\/projector\/poll-of)\./,
              minShareCount: 2,
              priority: 1,
            },
            { name: "way", test: /src\/parts\/projector\/way\./, minShareCount: 2, priority: 1 },
            { name: "revealing", test: /src\/parts\/projector\/revealing\./, minShareCount: 2, priority: 1 },
            { name: "turnout", test: /src\/parts\/polls\/turnout\./, minShareCount: 2, priority: 1 },
            { name: "fault", test: /src\/parts\/polls\/fault\./, minShareCount: 1, priority: 1 },
            { name: "asked", test: /src\/parts\/polls\/plan\./, minShareCount: 1, priority: 1 },
            { name: "batch", test: /src\/parts\/polls\/batch\./, minShareCount: 1, priority: 1 },
            { name: "booth", test: BOOTH, minShareCount: 2, priority: 1 },
            { name: "exact", test: /src\/model\/scoring-number\./, minShareCount: 2, priority: 1 },
            { name: "visit-frame", test: VISIT_FRAME, minShareCount: 2, priority: 1 },
            { name: "bulletins", test: BULLETINS, minShareCount: 2, priority: 1 },
            { name: "award-period", test: /src\/model\/award-period\./, minShareCount: 1, priority: 1 },
            { name: "nomination", test: /src\/model\/nomination\./, minShareCount: 1, priority: 1 },
            { name: "honours", test: HONOURS, minShareCount: 2, priority: 1 },
            { name: "reports", test: REPORTS, minShareCount: 2, priority: 1 },
            { name: "wording", test: WORDING, minShareCount: 2, priority: 1 },
            { name: "matter-row", test: /src\/parts\/bulletins\/matter-row\./, minShareCount: 2, priority: 1 },
            {
              name: "proposal",
              test: /src\/(parts\/bulletins\/(proposal|visit-state)|model\/publication)\./,
              minShareCount: 1,
              priority: 1,
            },
            {
              name: "voice",
              test: /src\/(parts\/voice\/(lines|complaint-words)|model\/public)\./,
              minShareCount: 2,
              priority: 1,
            },
            { name: "meeting", test: MEETING, minShareCount: 2, priority: 1 },
            { name: "meeting-words", test: MEETING_WORDS, minShareCount: 2, priority: 1 },
            { name: "fold", test: FOLD, minShareCount: 2, priority: 2 },
            { name: "owed-polls", test: /src\/parts\/polls\/owed\./, minShareCount: 2, priority: 1 },
            { name: "now-meetings", test: /src\/parts\/meeting\/today\./, minShareCount: 2, priority: 1 },
            { name: "figures", test: FIGURES, minShareCount: 2, priority: 1 },
            {
              name: "shared",
              test: /src\/(parts\/(?!projector|voice|bulletins|charts|deeds|editor|honours|reports|saved-file|inspect|meeting|members-by|orders|qr\.|older|picture|said|period|round|fetched|plan-words|owed|combined|outcome|of-programme|form-titles|day-line|survey|big|subject|recuse|checklist|condition|step-up|second-step|window\.)|sync\/)/,
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": { target: SERVER, ws: true } } },
});
