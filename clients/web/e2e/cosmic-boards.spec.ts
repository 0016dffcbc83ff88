/** Leaderboards: a finished voyage comes to stand on its board, checked; and everybody flies under the same stars today. */
import { expect, type Page } from "@playwright/test";
import { castOff, live, over, show, ways } from "./cosmic";
import { clean, desktop, home, phone, test } from "./house";

/** flyToTheEnd waits and answers what happens until the last turn, or worse. */
async function flyToTheEnd(page: Page): Promise<void> {
  for (let step = 0; step < 400 && !(await over(page)); step++) await live(page);
  await expect(page.getByTestId("result")).toBeVisible();
}

/** skyOf is what the page tells of the stars at the start. */
async function skyOf(page: Page) {
  await show(page, "helm");
  return { ways: (await ways(page)).map(({ to, type, fuel }) => ({ to, type, fuel })), here: await page.getByTestId("twin").locator("p").first().textContent() };
}

test("today’s voyage: the same stars for all, a place on the board, and the replay", async ({ arrive }) => {
  // Whoever shares the server has stood on today's board already.
  const name = `Ada ${Date.now().toString(36)}`;
  const ada = await arrive(desktop);
  await ada.goto(`${home()}/leaderboards`);
  await expect(ada.getByRole("heading", { name: "Today’s voyage" })).toBeVisible();
  await ada.getByLabel("Your name").fill(name);
  await ada.getByRole("button", { name: "Fly today’s voyage" }).click();
  await expect(ada.getByTestId("turn")).toHaveText(/^Turn 0 of \d+/);
  const bea = await arrive({ ...phone, colorScheme: "light" });
  await castOff(bea, "Bea", { kind: "daily" });
  expect(await skyOf(bea)).toEqual(await skyOf(ada));

  await flyToTheEnd(ada);
  const result = ada.getByTestId("result");
  await expect(result.getByText(/^Place \d+ on the board/)).toBeVisible({ timeout: 30_000 });
  await clean(ada, "cosmic-ended-desktop-dark-axe");
  await result.getByRole("link", { name: "See the board" }).click();
  const own = ada.locator("tr[data-own]");
  await expect(own).toContainText(name);
  await expect(ada.getByText(/Your best here: place \d+/)).toBeVisible();
  await clean(ada, "leaderboards-desktop-dark-axe");
  await ada.getByText("Today", { exact: true }).click();
  await expect(own).toContainText(name);

  await bea.goto(ada.url());
  await expect(bea.getByText(name).first()).toBeVisible();
  await expect(bea.locator("tr[data-own]")).toHaveCount(0);
  await clean(bea, "leaderboards-phone-light-axe");
  await bea.getByRole("link", { name: `Replay of ${name}` }).click();
  await expect(bea.getByTestId("position")).toHaveText(/Position 1 of \d+/);
  await clean(bea, "cosmic-replay-phone-light-axe");
});

test("a board without entries says so, with a next step", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(`${home()}/leaderboards?game=cosmic&ruleset=nobody`);
  await expect(page.getByText("Nobody stands on this board yet.")).toBeVisible();
});
