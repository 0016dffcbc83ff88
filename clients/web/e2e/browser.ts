/** Which browser the stories run in: the system's Chromium, or the one that comes inside an npm package. */
import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// Root may not sandbox, and nothing may call out.
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** browser resolves the executable; PLAYHOUSE_BROWSER=package asks for the npm package's even where another is installed. */
export async function browser(): Promise<LaunchOptions> {
  const found = process.env.PLAYHOUSE_BROWSER === "package" ? undefined : installed.find((path) => existsSync(path));
  if (found) return { executablePath: found, args: quiet };
  const { default: chromium } = await import("@sparticuz/chromium");
  // Its own flags are for a cloud function: with --single-process, closing one context closes the browser.
  return { executablePath: await chromium.executablePath(), args: quiet };
}
