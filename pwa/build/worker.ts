/**
 * The service worker's own build: after the app is written, src/worker.ts becomes dist/worker.js and is told what to keep.
 * Promises: the lists name every file that the app may load, and the version changes when any of them does.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";
import { type Kept, shelve } from "./shelves.ts";

const ENTRY = "src/worker.ts";
/** The icons are for the system, which asks for them when the app is installed; the app itself never shows them. */
const NEVER_KEPT = /(^|\/)(worker\.js|\.vite\/.*|icon-.*\.png|.*\.map|.*\.(br|gz))$/;

/** Builds the worker once the app's files are on disk. */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "mingcha-service-worker",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle() {
      const entry = join(config.root, ENTRY);
      const dist = join(config.root, config.build.outDir);
      // A build that failed has written no manifest; its own error is the one to tell.
      if (!existsSync(entry) || !existsSync(join(dist, ".vite/manifest.json"))) return;
      const { core, shelves, version } = precache(dist);
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: "warn",
        define: {
          __PRECACHE__: JSON.stringify(core),
          __SHELVES__: JSON.stringify(shelves),
          __VERSION__: JSON.stringify(version),
        },
        build: {
          outDir: config.build.outDir,
          emptyOutDir: false,
          target: config.build.target,
          copyPublicDir: false,
          rolldownOptions: { input: entry, output: { format: "iife", entryFileNames: "worker.js" } },
        },
      });
    },
  };
}

/** The paths to keep, at once and later, and the version they make together. `index.html` is asked for as "/". */
export function precache(dist: string): Kept & { readonly version: string } {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => relative(dist, join(found.parentPath, found.name)).split(sep).join("/"))
    .filter((name) => !NEVER_KEPT.test(name))
    .sort();
  const hash = createHash("sha256");
  for (const name of files) {
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(dist, name)))
      .update("\0");
  }
  const { core, shelves } = shelve(dist, files);
  const named = Object.entries(shelves).map(([shelf, names]) => [shelf, names.map(path)]);
  return { core: core.map(path).sort(), shelves: Object.fromEntries(named), version: hash.digest("hex").slice(0, 16) };
}

function path(name: string): string {
  return name === "index.html" ? "/" : `/${name}`;
}
