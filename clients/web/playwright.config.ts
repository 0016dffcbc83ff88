import { defineConfig } from "@playwright/test";
import { browser } from "./e2e/browser";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 240_000,
  expect: { timeout: 15_000 },
  // Stories wait most of their time, so two at once take little more than one. They share a server;
  // those that end one have their own.
  workers: 2,
  fullyParallel: false,
  reporter: [["list"]],
  globalSetup: "./e2e/setup.ts",
  use: { launchOptions: await browser(), actionTimeout: 15_000, screenshot: "only-on-failure" },
});
