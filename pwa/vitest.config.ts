/** Unit tests of the app, in Node: no browser, no network; IndexedDB is fake-indexeddb where a test asks for it. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    passWithNoTests: false,
    // A bound for what hangs: how long a test takes says something about the machine that runs it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
