import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["playhouse-source"] },
  test: { include: ["test/**/*.test.ts"], testTimeout: 10_000 },
});
