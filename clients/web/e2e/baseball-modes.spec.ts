/** The other ways to play baseball: against the computer, watching two of them, over days. */
import { expect, type Page } from "@playwright/test";
import { autopilot, boxIsLine, enter, playsOf, shorten, still } from "./baseball";
import { clean, desktop, follow, home, phone, picture, ready, test } from "./house";

test("one click from home, and one is at the plate against the computer", async ({ arrive }) => {
  const page = await arrive({ ...phone, colorScheme: "light", ...still });
  await page.goto(home());
  await page.getByLabel("Your name").first().fill("Dot");
  await page.getByRole("button", { name: "Play Baseball" }).click();
  await expect(page.getByTestId("decide")).toHaveAttribute("data-open");
  await relieveTooEarly(page);
  await page.getByRole("button", { name: "Decide" }).click();
  await expect.poll(() => playsOf(page)).toBeGreaterThan(0);
  await clean(page, "baseball-phone-light");
  await page.locator("#tab-match").click();
  // The chances are read besides the view.
  await expect(page.getByTestId("batter-card").locator("[data-part=hr]")).toBeVisible();
  await clean(page, "baseball-cards-phone-light");
  await page.locator("#tab-nines").click();
  await relieve(page);
  await page.getByRole("button", { name: "Visit the mound" }).click();
  await expect(page.getByRole("button", { name: "Visit the mound" })).toContainText("4 left");
  await page.getByRole("button", { name: "Give the game up" }).click();
  await page.getByRole("button", { name: "Yes" }).click();
  await expect(page.getByTestId("result")).toHaveAttribute("data-winner", "2");
  const names = await namesOf(page);
  await page.locator("#tab-nines").click();
  await page.getByRole("button", { name: "Play again" }).click();
  await expect(page.getByTestId("decide")).toHaveAttribute("data-open");
  await expect(page.getByTestId("twin")).toHaveAttribute("data-plays", "0");
  expect(await namesOf(page)).toEqual(names);
});

test("two computers play a game to its end, and play it again, for somebody who only watches", async ({ arrive }) => {
  const page = await arrive({ ...desktop, ...still });
  await enter(page, "Fay");
  await page.getByText("Just watch").click();
  await page.getByLabel("Home team").fill("The Quite Remarkable Long Name Society");
  await shorten(page, 1);
  await clean(page, "baseball-setup-watch-desktop-dark");
  await page.getByRole("button", { name: "Play ball" }).click();
  await expect(page.getByTestId("ballgame")).toHaveAttribute("data-seat", "0");
  await expect.poll(() => playsOf(page)).toBeGreaterThan(0);
  expect(await page.getByRole("radio").count()).toBe(0);
  await picture(page, "baseball-watch-desktop-dark");
  await expect(page.getByTestId("result")).toBeVisible({ timeout: 120_000 });
  await boxIsLine(page);
  await page.getByRole("button", { name: "Play again" }).click();
  await expect(page.getByTestId("result")).toBeHidden();
  await expect.poll(() => playsOf(page)).toBeGreaterThan(0);
  await expect(page.getByTestId("ballgame")).toHaveAttribute("data-seat", "0");
});

test("a game over days: each comes when it is their turn, and nobody has to wait for the other", async ({ arrive }) => {
  const ada = await arrive({ ...desktop, ...still });
  const bea = await arrive({ ...desktop, colorScheme: "light", ...still });
  await enter(ada, "Ada");
  await ada.getByText("A friend, by link").click();
  await ada.getByText("Over days").click();
  await ada.getByLabel("Time for a decision").selectOption("86400");
  await shorten(ada, 1);
  await ada.getByRole("button", { name: "Open the table" }).click();
  const address = await ada.getByLabel("Invite link").inputValue();
  await expect(ada.getByText("1 day", { exact: true })).toBeVisible();
  await follow(bea, address, "Bea");
  await Promise.all([ada, bea].map(ready));
  await ada.getByRole("button", { name: "Raise the curtain" }).click();
  await expect(ada.getByRole("timer")).toContainText("23:59");
  // Ada decides and goes; her answer waits until Bea comes.
  await ada.getByRole("button", { name: "Decide" }).click();
  await expect(ada.getByTestId("waiting")).toContainText("You chose");
  await picture(ada, "baseball-days-desktop-dark");
  await ada.goto(home());
  await bea.goto(`${home()}/sessions`);
  await expect(bea.getByText(/your turn/i).first()).toBeVisible();
  await bea.goto(address);
  await bea.getByRole("button", { name: "Decide" }).click();
  await expect.poll(() => playsOf(bea)).toBeGreaterThan(0);
  await autopilot(bea);
  await ada.goto(address);
  await autopilot(ada);
  for (const page of [ada, bea]) await expect(page.getByTestId("result")).toBeVisible({ timeout: 60_000 });
});

/** namesOf are both teams' names, home first. */
async function namesOf(page: Page): Promise<(string | null)[]> {
  return Promise.all(["home", "away"].map((side) => page.locator(`[data-testid=scorebug] [data-side=${side}] span`).getAttribute("title")));
}

/** relieve brings a reliever. */
async function relieve(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Change the line-up" }).click();
  const pitchers = page.getByLabel("Who pitches");
  const starter = (await pitchers.locator("option:checked").innerText()).replace(/ \(.*\)$/, "");
  await pitchers.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Make 1 change" }).click();
  await expect(page.getByTestId("gone")).toHaveText(starter);
}

/** relieveTooEarly is refused beside the change, in words, and changes nothing. */
async function relieveTooEarly(page: Page): Promise<void> {
  await page.locator("#tab-nines").click();
  await page.getByRole("button", { name: "Change the line-up" }).click();
  const dialog = page.getByTestId("substitute");
  await dialog.getByLabel("Who pitches").selectOption({ index: 1 });
  await dialog.getByRole("button", { name: "Make 1 change" }).click();
  await expect(dialog.getByRole("alert")).toContainText("must face 1");
  await clean(page, "baseball-substitute-phone-light");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByTestId("gone")).toHaveCount(0);
  // The chosen tab's own sign closes the sheet again.
  await page.locator("#tab-nines").click();
}
