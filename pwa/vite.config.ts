/** How the app is built: one small entry, each screen a file of its own, names that carry a hash of their content. */
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { serviceWorker } from "./build/worker.ts";

const SERVER = process.env.MINGCHA_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [preact({ reactAliasesEnabled: false, devToolsEnabled: false }), serviceWorker()],
  build: {
    target: ["es2022", "chrome100", "safari15.4", "firefox103"],
    outDir: "dist",
    manifest: true,
    // The page's policy allows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        // Two files for what many screens share instead of forty: fewer requests, and text compresses better together.
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], priority: 2 },
            { name: "shared", test: /src\/(parts|model|sync)\//, minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": { target: SERVER, ws: true } } },
});
