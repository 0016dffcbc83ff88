/** A league of one's own from its first page to its playoffs, with a manager who reads along and writes one line-up. */
import { expect, type Page } from "@playwright/test";
import { clean, desktop, home, phone, picture, test } from "./house";
import { lahman, zipped } from "./lahman";

const still = { reducedMotion: "reduce" } as const;

async function comeIn(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
}

const tab = (page: Page, name: string) => page.locator(`[data-tab=${name}]`).click();
const run = (page: Page) => page.getByTestId("run");

/** found makes a league by the form and answers its address. */
async function found(page: Page, name: string, teams: number): Promise<string> {
  await page.getByLabel("Name of the league").fill(name);
  await page.getByLabel("How many teams").fill(String(teams));
  await page.getByRole("button", { name: "Make the league" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible({ timeout: 30_000 });
  return page.url();
}

/** choose lets files fall into the form for tables. */
async function choose(page: Page, tables: Record<string, string>): Promise<void> {
  await page.getByTestId("drop").locator("input").setInputFiles(Object.entries(tables).map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })));
}

/** importTeam is refused with file, row and column first; then the team has its cards. */
async function importTeam(page: Page): Promise<void> {
  await tab(page, "import");
  await page.getByRole("spinbutton", { name: "Year" }).fill("1968");
  await page.getByLabel("Team code").fill("AAA");
  await expect(page.getByRole("button", { name: "Import the roster" })).toBeDisabled();
  const tables = lahman();
  await choose(page, { ...tables, "Batting.csv": tables["Batting.csv"]!.replace("hitAAA2,1968,1,AAA,XL,140,500", "hitAAA2,1968,1,AAA,XL,140,-5") });
  await page.getByRole("button", { name: "Import the roster" }).click();
  await expect(page.getByTestId("refused")).toContainText("Batting.csv, row 4, column AB");
  await expect(page.getByTestId("refused")).toContainText("Nothing was imported.");
  await clean(page, "league-import-refused-desktop-dark");
  await choose(page, { "batting.csv": tables["Batting.csv"]! });
  await page.getByRole("button", { name: "Import the roster" }).click();
  await expect(page.getByTestId("imported")).toContainText("20 cards for");
  await page.getByRole("button", { name: "Look at them" }).click();
  await page.getByRole("button", { name: "Card of First hitAAA0" }).click();
  await expect(page.getByTestId("card")).toContainText("First hitAAA0");
}

/** watched notes how far the simulation was each time the page said so. */
async function watched(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const shown = document.querySelector("[data-testid=run] progress");
      if (shown) seen.push(Number((shown as HTMLProgressElement).value));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { seen: number[] }).seen);
}

/** cells are a column of the standings, from the first team to the last. */
const cells = async (page: Page, column: string) => (await page.locator(`[data-column=${column}]`).allInnerTexts()).map(Number);

test("a league is made, a real team imported, a season simulated, and a playoff game begun", async ({ arrive }) => {
  const ada = await arrive({ ...desktop, ...still });
  await comeIn(ada, `${home()}/baseball`, "Ada");
  await ada.getByRole("link", { name: "Leagues" }).first().click();
  await expect(ada.getByText("No league yet.")).toBeVisible();
  await clean(ada, "league-home-desktop-dark");
  const address = await found(ada, "Harbour League", 6);
  await expect(ada.getByText("486 games are waiting for the first pitch.")).toBeVisible();
  await clean(ada, "league-new-desktop-dark");
  await importTeam(ada);
  await clean(ada, "league-team-desktop-dark");

  await tab(ada, "standings");
  await ada.getByRole("button", { name: "Simulate a week" }).click();
  await expect(run(ada)).toHaveAttribute("data-state", "done");
  await expect(ada.getByText("21 of 486 games are played.")).toBeVisible();
  await expect(run(ada)).not.toContainText("being played by people");
  const seen = await watched(ada);
  await ada.getByRole("button", { name: "Simulate the rest" }).click();
  await expect(run(ada)).toHaveAttribute("data-state", "done", { timeout: 60_000 });
  expect((await seen()).filter((played) => played > 21 && played < 486).length, "progress that was seen").toBeGreaterThan(0);
  await expect(ada.getByTestId("champion")).toContainText("Champions of season 1");
  const [won, lost, runs, against] = await Promise.all(["w", "l", "rs", "ra"].map((column) => cells(ada, column)));
  const sum = (all: number[] | undefined) => all!.reduce((a, b) => a + b, 0);
  expect([sum(won), sum(lost), sum(runs)]).toEqual([486, 486, sum(against)]);
  await ada.getByRole("button", { name: /^Runs against/ }).click();
  const sorted = await cells(ada, "ra");
  expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
  await raceByKeys(ada);
  for (const name of ["standings", "schedule", "leaders", "statistics", "teams", "seasons", "settings"]) {
    await tab(ada, name);
    await clean(ada, `league-${name}-desktop-dark`);
  }
  await leads(ada);
  await ada.goto(address);
  await playoffs(ada);
});

/** raceByKeys reads the plot of the race day by day. */
async function raceByKeys(page: Page): Promise<void> {
  const plot = page.getByRole("img", { name: /^Games over \.500/ });
  await plot.focus();
  await page.keyboard.press("Home");
  await expect(page.getByText(/^After day 0: /)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(/^After day 1: /)).toBeVisible();
  await page.keyboard.press("End");
  await picture(page, "league-race-desktop-dark");
}

/** leads sees leaders, their place kept over a reload, and lines sorted by keys alone. */
async function leads(page: Page): Promise<void> {
  await tab(page, "leaders");
  await expect(page.locator("[data-figure=hr] li")).toHaveCount(5);
  await expect(page.locator("[data-figure=avg] li b").first()).toHaveText(/^\.[2-4]\d\d$/);
  await page.reload();
  await expect(page.locator("[data-figure=era] li b").first()).toHaveText(/^\d\.\d\d$/);
  await tab(page, "statistics");
  const head = page.getByRole("button", { name: /^Home runs/ });
  await head.focus();
  await page.keyboard.press("Enter");
  const homers = await cells(page, "hr");
  expect(homers).toEqual(homers.toSorted((a, b) => b - a));
  await page.getByLabel("Find a player").fill("hitAAA");
  expect(await page.locator("[data-row]").count()).toBeLessThanOrEqual(10);
}

/** playoffs are begun, one game of them by a person; the computer plays on around it. */
async function playoffs(page: Page): Promise<void> {
  await page.getByLabel("Best of").selectOption("3");
  await page.getByRole("button", { name: "Begin the playoffs" }).click();
  await expect(page.getByTestId("series").locator("li")).toHaveCount(2);
  await tab(page, "schedule");
  await expect(page.locator("[data-game]")).toHaveCount(2);
  await picture(page, "league-playoffs-desktop-dark");
  await page.getByRole("button", { name: /^Play .* at / }).first().click();
  await expect(page.getByRole("heading", { name: "Line-ups" })).toBeVisible();
  await page.getByRole("button", { name: "I am ready" }).click();
  await page.getByRole("button", { name: "Raise the curtain" }).click();
  await expect(page.getByTestId("decide")).toHaveAttribute("data-open");
  await page.getByRole("link", { name: "To the league" }).first().click();
  await tab(page, "schedule");
  await expect(page.getByRole("link", { name: "Being played" })).toBeVisible();
  await tab(page, "standings");
  await page.getByRole("button", { name: "Simulate the rest" }).click();
  await expect(run(page)).toContainText("The rest are being played by people");
}

test("a manager reads along on a phone, and writes one line-up; the commissioner was faster once", async ({ arrive }) => {
  const ada = await arrive({ ...desktop, colorScheme: "light", ...still });
  const bea = await arrive({ ...phone, colorScheme: "light", ...still });
  await comeIn(ada, `${home()}/baseball/league`, "Ada");
  await clean(ada, "league-home-desktop-light");
  await ada.getByRole("button", { name: "Start a league" }).click();
  await expect(ada.getByRole("heading", { level: 1, name: "Sandlot League" })).toBeVisible({ timeout: 30_000 });
  await ada.getByRole("button", { name: "Simulate a week" }).click();
  await expect(run(ada)).toHaveAttribute("data-state", "done");
  for (const name of ["standings", "schedule", "leaders", "statistics", "import", "settings"]) {
    await tab(ada, name);
    await clean(ada, `league-${name}-desktop-light`);
  }
  await comeIn(bea, ada.url(), "Bea");
  await expect(bea.getByRole("alert")).toContainText("There is no league at this address.");
  await expect(bea.getByText("a league is seen by its commissioner", { exact: false })).toBeVisible();
  await clean(bea, "league-absent-phone-light");
  const account = await bea.getByLabel("Number of your account").inputValue();

  await tab(ada, "teams");
  await ada.locator("[data-team] button").first().click();
  const team = await ada.getByTestId("team").getByRole("heading", { level: 2 }).first().innerText();
  await ada.getByLabel("Number of the manager’s account").fill(account);
  await ada.getByRole("button", { name: "Save", exact: true }).click();
  await expect(ada.getByText("managed by Bea")).toBeVisible();
  await bea.reload();
  await expect(bea.getByText(`You manage the ${team}.`, { exact: false })).toContainText("only the commissioner, Ada, changes the league");
  for (const hidden of ["import", "settings"]) await expect(bea.locator(`[data-tab=${hidden}]`)).toHaveCount(0);
  await expect(bea.getByRole("button", { name: /Simulate/ })).toHaveCount(0);
  for (const name of ["standings", "schedule", "leaders", "statistics", "teams", "seasons"]) {
    await tab(bea, name);
    await clean(bea, `league-${name}-phone-light`);
  }
  await tab(bea, "schedule");
  await bea.getByLabel("Games of").selectOption({ label: team });
  await expect(bea.getByRole("button", { name: /^Play / }).first()).toBeVisible();
  await writeLineup(ada, bea, team);
  await bea.emulateMedia({ colorScheme: "dark" });
  for (const name of ["standings", "leaders", "teams"]) {
    await tab(bea, name);
    await clean(bea, `league-${name}-phone-dark`);
  }
});

/** writeLineup lets Bea write an order while Ada renames the team, and leave it to the computer again. */
async function writeLineup(ada: Page, bea: Page, team: string): Promise<void> {
  await tab(bea, "teams");
  await bea.getByRole("button", { name: team }).click();
  const lineup = bea.getByTestId("line-up");
  await lineup.getByLabel("The computer writes the batting order").uncheck();
  await lineup.getByRole("button", { name: /bats later$/ }).first().click();
  const second = await lineup.getByLabel("Who bats in slot 2").inputValue();
  await clean(bea, "league-lineup-phone-light");
  await ada.getByRole("textbox", { name: /^Name/ }).fill("Lamplighters");
  await ada.getByRole("button", { name: "Save", exact: true }).click();
  await expect(ada.getByRole("heading", { level: 2, name: "Lamplighters" })).toBeVisible();
  await lineup.getByRole("button", { name: "Save the line-up" }).click();
  await expect(lineup.getByRole("alert")).toContainText("Somebody changed the team meanwhile.");
  await expect(lineup.getByLabel("Who bats in slot 2")).toHaveValue(second);
  await lineup.getByRole("button", { name: "Save the line-up" }).click();
  await expect(lineup.getByText("It is written.")).toBeVisible();
  await bea.reload();
  await expect(lineup.getByLabel("Who bats in slot 2")).toHaveValue(second);
  await lineup.getByLabel("The computer writes the batting order").check();
  await lineup.getByRole("button", { name: "Save the line-up" }).click();
  await expect(lineup.getByText("The computer picks the best nine", { exact: false })).toBeVisible();
  await bea.reload();
  await expect(lineup.getByLabel("The computer writes the batting order")).toBeChecked();
}

test("a big season goes on after a reload, and stops when it is told to", async ({ arrive }) => {
  const page = await arrive({ ...desktop, ...still });
  await comeIn(page, `${home()}/baseball/league`, "Cem");
  await found(page, "Thirty-two", 32);
  await page.getByRole("button", { name: "Simulate the season" }).click();
  await expect(run(page).locator("progress")).toBeVisible();
  await picture(page, "league-running-desktop-dark");
  await page.reload();
  await expect(page.getByTestId("champion")).toBeVisible({ timeout: 120_000 });
  await page.getByRole("button", { name: "Make the schedule" }).click();
  await expect(page.getByText("2592 games are waiting for the first pitch.")).toBeVisible();
  await page.getByRole("button", { name: "Simulate the season" }).click();
  await expect.poll(async () => Number(await run(page).getAttribute("data-played"))).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(run(page)).toHaveAttribute("data-state", "stopped");
  await expect(page.getByText(/ of 2592 games are played\./)).toBeVisible();
  await page.getByRole("button", { name: "Simulate the rest" }).click();
  await expect(page.getByTestId("champion")).toContainText("Champions of season 2", { timeout: 120_000 });
  await page.getByLabel("Season", { exact: true }).selectOption({ label: "Season 1" });
  await expect(page.getByTestId("champion")).toHaveCount(0);
  await expect(page.locator("[data-row]")).toHaveCount(32);
});

test("teams come and go, a roster comes as a zip, rules are changed, and the league is deleted", async ({ arrive }) => {
  const page = await arrive({ ...phone, ...still });
  await comeIn(page, `${home()}/baseball/league`, "Dot");
  await found(page, "Short League", 2);
  await tab(page, "teams");
  await page.getByRole("textbox", { name: /^Name/ }).fill("Third Wheels");
  await page.getByLabel(/With made-up players/).uncheck();
  await page.getByRole("button", { name: "Make the team" }).click();
  await expect(page.locator('[data-team="Third Wheels"]')).toContainText("average players");
  await page.getByRole("button", { name: "Third Wheels" }).click();
  await expect(page.getByText("players who are exactly average", { exact: false })).toBeVisible();
  await page.getByLabel("The computer picks the starting pitchers").uncheck();
  const earlier = page.getByRole("button", { name: / starts earlier$/ }).nth(1);
  const second = (await earlier.getAttribute("aria-label"))!.replace(/ starts earlier$/, "");
  await earlier.click();
  await page.getByRole("button", { name: "Save the line-up" }).click();
  await expect(page.getByText("It is written.")).toBeVisible();
  await expect(page.getByTestId("rotation").locator("li").first()).toContainText(second);
  await page.getByRole("button", { name: "Refresh from the league’s API" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await clean(page, "league-average-phone-dark");
  await page.getByRole("button", { name: "Import a roster" }).click();
  await page.getByTestId("drop").locator("input").setInputFiles({ name: "lahman.zip", mimeType: "application/zip", buffer: zipped(lahman()) });
  await page.getByRole("spinbutton", { name: "Year" }).fill("1968");
  await page.getByLabel("Team code").fill("bbb");
  await page.getByRole("button", { name: "Import the roster" }).click();
  await expect(page.getByTestId("imported")).toContainText("20 cards for Third Wheels");
  await clean(page, "league-import-phone-dark");
  await tab(page, "settings");
  await page.getByLabel("Extra innings begin with a runner on second").check();
  await page.getByRole("textbox", { name: /^Name/ }).fill("Long League");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Long League" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Extra innings begin with a runner on second")).toBeChecked();
  await page.getByLabel("Its name, to be sure").fill("Long League");
  await page.getByRole("button", { name: "Delete the league" }).click();
  await expect(page.getByText("No league yet.")).toBeVisible();
});
