import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { plainDescriptors } from "./scripts/descriptors";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.PLAYHOUSE_URL ?? "http://localhost:8080";

// `vite --mode fake` looks at pages without a server: the transport is swapped
// for one in memory. The fake lives in test/ and is in no build.
export default defineConfig(({ mode }) => ({
  plugins: [react(), plainDescriptors()],
  resolve: {
    conditions: ["playhouse-source", "module", "browser", "development|production"],
    alias: {
      "#transport": here(mode === "fake" || mode === "test" ? "./test/fake/transport.ts" : "./src/rpc/transport.ts"),
    },
  },
  build: {
    target: "es2022",
    manifest: "assets/manifest.json",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: Object.fromEntries(["/playhouse.", "/tiles", "/portraits", "/tables", "/files", "/uploads"].map((path) => [path, server])) },
  test: {
    environment: "happy-dom",
    setupFiles: ["test/setup.ts"],
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 15_000,
    css: false,
    server: { deps: { inline: [/@playhouse/] } },
  },
}));
