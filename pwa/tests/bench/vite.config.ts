/** Builds load.ts into one script that a page can be given. */
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: "tests/bench/load.ts", formats: ["iife"], name: "bench", fileName: () => "load.js" },
  },
});
