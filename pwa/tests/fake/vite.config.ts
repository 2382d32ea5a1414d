/** Serves the app over the invented hospital: `npx vite --config tests/fake/vite.config.ts`, to look at screens. */
import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  plugins: [
    preact({ reactAliasesEnabled: false, devToolsEnabled: false }),
    {
      name: "fake-sessions",
      enforce: "pre",
      resolveId: (source) => (source.endsWith("sync/sessions") ? `${here}sessions.ts` : null),
    },
    {
      name: "fake-info",
      configureServer(server) {
        server.middlewares.use("/api/info", (request, response) => {
          const empty = request.headers.referer?.includes("state=first") ?? false;
          response.setHeader("Content-Type", "application/json");
          response.end(JSON.stringify({ demo: true, version: "0.1.0", empty }));
        });
      },
    },
  ],
  server: { host: "127.0.0.1", port: 5199, strictPort: true },
});
