import { defineConfig } from "@playwright/test";
import { browser } from "./e2e/browser";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 240_000,
  expect: { timeout: 15_000 },
  // The stories share one server and two cores: side by side they would only disturb each other.
  workers: 1,
  fullyParallel: false,
  reporter: [["list"]],
  globalSetup: "./e2e/setup.ts",
  use: { launchOptions: await browser(), actionTimeout: 15_000, screenshot: "only-on-failure" },
});
