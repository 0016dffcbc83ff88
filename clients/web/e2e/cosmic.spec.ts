/** The main story: a voyage sailed to victory through the page, whatever happens on the way. */
import { expect, type Page } from "@playwright/test";
import { aboard, castOff, gauge, live, over, show, versionOf, voyage } from "./cosmic";
import { type Arrive, clean, desktop, home, phone, picture, test } from "./house";
import { ownHouse, type Server } from "./server";

/** Stars with a yard at the start and rocks to mine next door. The dice are others each time. */
const seeds = ["curlew", "opal", "amber", "bramble", "curlew"];

test("a voyage is sailed to victory, through a reload and a power cut", async ({ arrive }) => {
  await ownHouse((server) => sailHome(arrive, server));
});

test("the same in a hand, by daylight", async ({ arrive }) => {
  const page = await arrive({ ...phone, colorScheme: "light" });
  await sailUntilWon(page, async (step) => {
    if (step === 3) await picture(page, "cosmic-cruise-phone-light");
  });
  await clean(page, "cosmic-victory-phone-light-axe");
});

async function sailHome(arrive: Arrive, server: Server): Promise<void> {
  const page = await arrive(desktop);
  let trouble = true;
  await sailUntilWon(page, async (step) => {
    if (step === 3) await picture(page, "cosmic-cruise-desktop-dark");
    if (step === 2 && trouble) { // early: with luck a voyage is won in a few steps
      trouble = false;
      await reloadAndRestart(page, server);
    }
  });
  expect(trouble, "the power failed on the way").toBe(false);
  await clean(page, "cosmic-victory-desktop-dark-axe");
  await lookBack(page);
}

/** sailUntilWon sets out again if a voyage is lost: the dice are nobody's to command. */
async function sailUntilWon(page: Page, between: (step: number) => Promise<void>): Promise<void> {
  const result = page.getByTestId("result");
  for (const seed of seeds) {
    await castOff(page, "Ines", { seed, goal: 500 });
    await expect(page.getByTestId("turn")).toHaveText("Turn 0 of 50");
    await sail(page, between);
    await expect(result).toBeVisible();
    if ((await result.getAttribute("data-status")) === "VICTORY") break;
  }
  await expect(result).toHaveAttribute("data-status", "VICTORY");
  await expect(result.getByRole("heading", { name: "Home in triumph" })).toBeVisible();
  expect(Number((await page.getByTestId("score").textContent())!.replaceAll(",", ""))).toBeGreaterThanOrEqual(500);
}

/** sail does one sensible thing after another until the voyage is over. */
async function sail(page: Page, between: (step: number) => Promise<void>): Promise<void> {
  for (let step = 0; step < 220 && !(await over(page)); step++) {
    await between(step);
    await live(page);
  }
}

/** reloadAndRestart: nothing that was answered is lost, and the page comes back by itself. */
async function reloadAndRestart(page: Page, server: Server): Promise<void> {
  const before = { version: await versionOf(page), credits: await gauge(page, "credits"), fuel: await gauge(page, "fuel") };
  const now = async () => ({ version: await versionOf(page), credits: await gauge(page, "credits"), fuel: await gauge(page, "fuel") });
  await page.reload();
  await aboard(page);
  expect(await now()).toEqual(before);
  await server.kill();
  await expect(page.getByTestId("connection")).toHaveText(/reconnecting|offline/);
  await server.start();
  await aboard(page);
  expect(await now()).toEqual(before);
}

async function lookBack(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Watch the replay" }).click();
  await expect(page.getByTestId("position")).toHaveText(/Position 1 of \d+/);
  await page.getByRole("slider", { name: "Position in the game" }).press("End");
  await expect.poll(async () => {
    const [at, of] = (await page.getByTestId("position").textContent())!.match(/\d+/g)!;
    return at === of;
  }).toBe(true);
  await clean(page, "cosmic-replay-desktop-dark-axe");
  await page.getByRole("link", { name: "Check the dice" }).click();
  await expect(page.getByTestId("verdict")).toHaveText(/All \d+ rolls came up exactly/);
  await page.getByRole("link", { name: "To the table" }).click();
  await page.getByRole("button", { name: "Same stars again" }).click();
  await expect(page.getByTestId("turn")).toHaveText("Turn 0 of 50");
  await expect(voyage(page)).toHaveAttribute("data-mode", "CRUISE");
}

test("one click is under way: no lobby, nothing to wait for", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(home());
  await page.getByRole("button", { name: "Play Cosmic" }).click();
  await aboard(page);
  await expect(page.getByTestId("turn")).toHaveText("Turn 0 of 50");
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { name: "Continue" })).toBeVisible();
});

test("what the server refuses is said beside the field, and nothing typed is lost", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(`${home()}/cosmic`);
  await page.getByLabel("Your name").fill("Ines");
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByLabel("Turns").fill("5");
  await page.getByLabel("Credits to earn").fill("lots");
  await page.getByLabel("Stars (seed)").fill("my own stars");
  await page.getByRole("button", { name: "Cast off" }).click();
  await expect(page.getByText(/must be .* 10 and/)).toBeVisible();
  await expect(page.getByText(/must be .* 500 and/)).toBeVisible();
  await expect(page.getByLabel("Stars (seed)")).toHaveValue("my own stars");
  await expect(page.getByLabel("Turns")).toHaveAttribute("aria-invalid", "true");
  await picture(page, "cosmic-setup-desktop-dark");
});

for (const [size, options] of [["desktop", desktop], ["phone", phone]] as const) {
  for (const colorScheme of ["dark", "light"] as const) {
    test(`axe finds nothing in any panel on a ${size}, ${colorScheme}`, async ({ arrive }) => {
      const page = await arrive({ ...options, colorScheme });
      const call = (name: string) => `cosmic-${name}-${size}-${colorScheme}-axe`;
      await page.goto(`${home()}/cosmic`);
      await page.getByLabel("Your name").fill("Ines");
      await page.getByRole("button", { name: "Come in" }).click();
      await expect(page.getByRole("heading", { name: "Chart a voyage" })).toBeVisible();
      await clean(page, call("setup"));
      await castOff(page, "Ines", { seed: "curlew" });
      await clean(page, call("map"));
      for (const panel of ["helm", "ship", "hold", "market", "quests", "crew", "log", "saves", "talk"]) {
        await show(page, panel);
        for (const fold of await page.locator("#side-panel details").all()) await fold.locator("summary").click();
        await clean(page, call(panel));
      }
      await show(page, "log");
      await page.getByText("Record", { exact: true }).click();
      await expect(page.getByRole("heading", { name: "Achievements" })).toBeVisible();
      await clean(page, call("record"));
    });
  }
}
