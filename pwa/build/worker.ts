/**
 * The service worker's own build: after the app is written, src/worker.ts becomes dist/worker.js and is told what to keep.
 * Promises: the list names every file a phone needs to start offline, and the version changes when any of them does.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

const ENTRY = "src/worker.ts";
const NEVER_KEPT = /(^|\/)(worker\.js|\.vite\/.*|.*\.map|.*\.(br|gz))$/;

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
      if (!existsSync(entry) || !existsSync(dist)) return;
      const { paths, version } = precache(dist);
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: "warn",
        define: { __PRECACHE__: JSON.stringify(paths), __VERSION__: JSON.stringify(version) },
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

/** The paths to keep and the version they make together. `index.html` is asked for as "/". */
export function precache(dist: string): { paths: string[]; version: string } {
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
  const paths = files.map((name) => (name === "index.html" ? "/" : `/${name}`)).sort();
  return { paths, version: hash.digest("hex").slice(0, 16) };
}
