/** What a captain does on the page, in the stories' own words. Everything is read from the page, as a player would. */
import { expect, type Page } from "@playwright/test";
import { home } from "./house";

/** castOff signs in by name and sets out on a voyage; answers its address. */
export async function castOff(page: Page, name: string, wish: { seed?: string; goal?: number; turns?: number; kind?: "endless" | "daily" } = {}): Promise<string> {
  await page.goto(`${home()}/cosmic`);
  const stranger = page.getByLabel("Your name");
  const ready = page.getByRole("heading", { name: "Chart a voyage" });
  await expect(stranger.or(ready)).toBeVisible();
  if (await stranger.isVisible()) {
    await stranger.fill(name);
    await page.getByRole("button", { name: "Come in" }).click();
  }
  if (wish.kind) await page.locator(`[data-kind=${wish.kind}]`).click();
  if (wish.goal) await page.getByLabel("Credits to earn").fill(String(wish.goal));
  if (wish.turns) await page.getByLabel("Turns").fill(String(wish.turns));
  if (wish.seed) await page.getByLabel("Stars (seed)").fill(wish.seed);
  await page.getByRole("button", { name: "Cast off" }).click();
  await aboard(page);
  return page.url();
}

/** aboard waits until the voyage is there and live. */
export async function aboard(page: Page): Promise<void> {
  await expect(page.getByTestId("connection")).toHaveText("live", { timeout: 60_000 });
  await expect(page.getByTestId("voyage")).toBeVisible();
}

export const voyage = (page: Page) => page.getByTestId("voyage");

export async function versionOf(page: Page): Promise<number> {
  return Number(await voyage(page).getAttribute("data-version"));
}

export async function modeOf(page: Page): Promise<string> {
  return (await voyage(page).getAttribute("data-mode")) ?? "";
}

/** gauge reads a number of the dashboard. */
export async function gauge(page: Page, name: string): Promise<number> {
  return Number(await page.locator(`[data-gauge="${name}"]`).getAttribute("data-now"));
}

/** show opens a panel, if it is not open already. */
export async function show(page: Page, panel: string): Promise<void> {
  const tab = page.locator(`#tab-${panel}`);
  if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
  await expect(tab).toHaveAttribute("aria-selected", "true");
}

/** deed does something and waits until the server has answered with a new position. */
export async function deed(page: Page, what: () => Promise<unknown>): Promise<void> {
  const before = await versionOf(page);
  await what();
  await expect.poll(() => versionOf(page), { message: "the voyage goes on" }).toBeGreaterThan(before);
}

/** travel goes to a destination through the map in words. */
export async function travel(page: Page, to: string): Promise<void> {
  await deed(page, () => page.getByTestId("twin").locator(`[data-to="${to}"]`).evaluate((button: HTMLButtonElement) => button.click()));
}

export interface Way {
  to: string;
  type: string;
  region: boolean;
  fuel: number;
  danger: number;
  trade: boolean;
  repair: boolean;
  visited: boolean;
}

/** ways are the destinations that are not barred. */
export async function ways(page: Page): Promise<Way[]> {
  return page.getByTestId("twin").locator("[data-to][aria-disabled=false]").evaluateAll((all) => all.map((one) => {
    const { to, type, fuel, danger, trade, repair, visited } = (one as HTMLElement).dataset;
    return { to: to!, type: type!, region: !to!.includes("n"), fuel: Number(fuel), danger: Number(danger), trade: trade !== undefined, repair: repair !== undefined, visited: visited !== undefined };
  }));
}

/** press clicks the first of these that is there and enabled; false when none is. */
export async function press(page: Page, ...selectors: string[]): Promise<boolean> {
  for (const selector of selectors) {
    const found = page.locator(selector).first();
    if ((await found.count()) > 0 && (await found.isEnabled()) && (await found.getAttribute("aria-disabled")) !== "true") {
      await deed(page, async () => {
        await found.click();
        const asked = page.getByRole("alertdialog").getByRole("button", { name: "Yes" });
        if (await asked.isVisible()) await asked.click();
      });
      return true;
    }
  }
  return false;
}

export const over = (page: Page) => page.getByTestId("result").isVisible();

/** live does one thing a sensible captain would do: answer what happens, mine, sell what was mined, look further. */
export async function live(page: Page): Promise<void> {
  switch (await modeOf(page)) {
    case "EVENT":
      await press(page, "[data-choice][aria-disabled=false]");
      return;
    case "COMBAT":
      await fight(page);
      return;
    default:
      if (!(await over(page))) await cruise(page);
  }
}

async function fight(page: Page): Promise<void> {
  const hull = await gauge(page, "hull");
  const attack = "[data-deed=attack][aria-disabled=false]";
  const flee = "[data-deed=flee][aria-disabled=false]";
  await press(page, ...(hull > 35 ? [attack, flee] : [flee, attack]));
}

async function cruise(page: Page): Promise<void> {
  if (await provision(page)) return;
  if (await press(page, "button[data-deed=mine]:enabled")) return;
  const list = await ways(page);
  const full = (await gauge(page, "hold")) > 40;
  const worth = (way: Way) => (way.type === "asteroid_field" && !full ? 6 : 0) + (way.trade && full ? 5 : 0) + (way.visited ? 0 : 2) + (way.region ? 0.5 : 0) - way.danger * 3 - way.fuel / 40 + Math.random() * 0.5;
  const best = list.toSorted((a, b) => worth(b) - worth(a))[0];
  if (best) await travel(page, best.to);
  else await press(page, "button[data-deed=distress_call]:enabled", "button[data-deed=wait]:enabled");
}

/** provision buys and sells what is needed here: a mining laser, repairs, fuel, and out with the ore. */
async function provision(page: Page): Promise<boolean> {
  const twin = page.getByTestId("twin");
  const here = await twin.getAttribute("data-services");
  if (here?.includes("yard")) {
    await show(page, "ship");
    const fold = page.locator("details", { hasText: "Modules" });
    if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
    const fitted = await page.locator("[data-slot-module=mining_laser]").count();
    if (fitted === 0 && (await press(page, "button[aria-label='Fit Mining laser']:enabled"))) return true;
    if ((await gauge(page, "hull")) < 45 && (await press(page, "button[data-deed=repair]:enabled"))) return true;
  }
  if (here?.includes("market")) {
    await show(page, "market");
    if (await press(page, "[data-offer=rare_minerals] button[aria-label^='Sell all']:enabled")) return true;
    if ((await gauge(page, "fuel")) < 30) {
      await page.locator("[data-offer=fuel]").getByRole("textbox").fill("30");
      if (await press(page, "[data-offer=fuel] button[aria-label^='Buy']:enabled")) return true;
    }
  }
  return false;
}
