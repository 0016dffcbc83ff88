/** What people do at the house, in the stories' own words. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type BrowserContextOptions, expect, type Page, test as base } from "@playwright/test";

export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const artefacts = fileURLToPath(new URL("../artefacts/", import.meta.url));

export const home = () => process.env.PLAYHOUSE_URL!;

/** Arrive brings a person with a browser of their own to the house. */
export type Arrive = (options?: BrowserContextOptions) => Promise<Page>;

/** test gives each story `arrive`: a browser of one's own for each person. Every error of a page fails the story. */
export const test = base.extend<{ arrive: Arrive }>({
  arrive: async ({ browser }, run) => {
    const contexts: BrowserContext[] = [];
    const errors: Error[] = [];
    await run(async (options = desktop) => {
      const context = await browser.newContext({ colorScheme: "dark", ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(error));
      // The house calls nobody else, and breaks none of its own rules.
      page.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith("http") && hostname !== new URL(home()).hostname) errors.push(new Error(`a call to ${request.url()}`));
      });
      page.on("console", (message) => {
        if (/content security policy/i.test(message.text())) errors.push(new Error(message.text()));
      });
      return page;
    });
    for (const context of contexts) await context.close();
    expect(errors).toEqual([]);
  },
});

/** picture keeps what the page looks like now. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  // Figures and menus come to rest first.
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${artefacts}${name}.png` });
}

/** clean keeps a picture of the page and has axe look at it: it shall find nothing. */
export async function clean(page: Page, name: string): Promise<void> {
  await picture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join(" | ")}`)).toEqual([]);
}

/** openTable signs in at home and sets up a table; answers its link. */
export async function openTable(page: Page, name: string, wish: { scenario?: string; difficulty?: string; seats?: number; hybrid?: boolean } = {}): Promise<string> {
  await page.goto(`${home()}/labyrinth`);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByRole("radio", { name: new RegExp(wish.scenario ?? "Rescue") }).click();
  await page.getByText(wish.difficulty ?? "Easy", { exact: true }).click();
  for (let seat = 4; seat > (wish.seats ?? 4); seat--) await page.getByRole("slider", { name: "Seats" }).press("ArrowLeft");
  for (let size = 8; size > 5; size--) await page.getByRole("slider", { name: "Size" }).press("ArrowLeft");
  if (wish.hybrid) await page.getByLabel("Real tiles lie on our table").check();
  await page.getByRole("button", { name: "Open the table" }).click();
  await expect(page.getByRole("heading", { name: "Around the table" })).toBeVisible();
  return page.getByLabel("Invite link").inputValue();
}

/** follow opens a link as a newcomer: a name, then straight to the table. */
export async function follow(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  await expect(page.getByTestId("connection")).toHaveText("live");
}

export async function choose(page: Page, nth = 0): Promise<void> {
  await page.getByRole("button", { name: /^Choose / }).nth(nth).click();
  await expect(page.getByText("yours", { exact: true })).toBeVisible();
}

export async function ready(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I am ready" }).click();
  await expect(page.getByRole("button", { name: "Not yet" })).toBeVisible();
}

/** act presses an action's button in the bar: EXPLORE, STAY, … */
export async function act(page: Page, action: string): Promise<void> {
  await page.locator(`button[data-action=${action}]`).first().click();
}

export async function turnOf(page: Page): Promise<number> {
  return Number(/\d+/.exec((await page.getByTestId("turn").textContent()) ?? "")?.[0] ?? 0);
}

/** over tells whether the curtain has fallen. */
export async function over(page: Page): Promise<boolean> {
  return page.getByTestId("result").isVisible();
}

/**
 * declare does what looks best, through the board in words: help, fight, walk on
 * and look around by turns, use what is there, else stay. The button is found
 * and pressed in one go: the view may change at any moment.
 */
export async function declare(page: Page, turn: number): Promise<void> {
  const wishes = turn % 2 === 0 ? ["6", "2", "1", "3", "4", "7"] : ["6", "2", "3", "1", "4", "7"];
  await page.getByTestId("twin").evaluate((twin, [order, n]) => {
    for (const kind of order) {
      const all = twin.querySelectorAll<HTMLButtonElement>(`[data-offer="${kind}"]:enabled`);
      if (all.length > 0) return all[n % all.length]!.click();
    }
  }, [wishes, turn] as const);
}
