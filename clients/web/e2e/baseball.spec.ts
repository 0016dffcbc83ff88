/** The main story of baseball: two managers and somebody who watches, from the line-ups to the last out. */
import { expect, type Page } from "@playwright/test";
import { type Arrive, clean, desktop, follow, home, phone, picture, ready, test } from "./house";

const still = { reducedMotion: "reduce" } as const;

test("two managers play a game to its end; who watches sees no pending decision", async ({ arrive }) => {
  const { ada, bea, cem, address } = await gather(arrive);
  await writeLineup(ada);
  await Promise.all([clean(ada, "baseball-lobby-desktop-dark"), picture(cem, "baseball-lobby-phone-dark")]);
  await Promise.all([ada, bea].map(ready));
  await ada.getByRole("button", { name: "Raise the curtain" }).click();
  for (const page of [ada, bea, cem]) await expect(page.getByTestId("scorebug")).toBeVisible();
  await keepSecret(ada, bea, cem);
  await playHalf(ada, bea);
  await substitute(ada);
  await clean(bea, "baseball-desktop-light");
  const back = await away(ada, bea, cem, address);
  await ada.reload();
  await expect(ada.getByTestId("connection")).toHaveText("live");
  for (const page of [ada, back]) await autopilot(page);
  for (const page of [ada, back, cem]) await expect(page.getByTestId("result")).toBeVisible({ timeout: 60_000 });
  await boxIsLine(ada);
  await Promise.all([clean(ada, "baseball-result-desktop-dark"), picture(cem, "baseball-result-phone-dark")]);
});

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
  await page.locator("#tab-nines").click();
  await relieve(page);
  await page.getByRole("button", { name: "Visit the mound" }).click();
  await expect(page.getByRole("button", { name: "Visit the mound" })).toContainText("4 left");
  await page.getByRole("button", { name: "Give the game up" }).click();
  await page.getByRole("button", { name: "Yes" }).click();
  await expect(page.getByTestId("result")).toHaveAttribute("data-winner", "2");
  await page.locator("#tab-nines").click();
  await page.getByRole("button", { name: "Play again" }).click();
  await expect(page.getByTestId("decide")).toHaveAttribute("data-open");
  await expect(page.getByTestId("twin")).toHaveAttribute("data-plays", "0");
});

test("results are entered from printed cards, and the finished game is played again", async ({ arrive }) => {
  const page = await arrive(still);
  await page.goto(`${home()}/baseball`);
  await page.getByLabel("Your name").fill("Eve");
  await page.getByRole("button", { name: "Come in" }).click();
  await shorten(page, 1);
  await page.getByText("More choices").click();
  await page.getByLabel("Results").selectOption({ label: "Read from printed cards" });
  await page.getByText("The league’s rules").click();
  await expect(page.getByText("A designated hitter bats for the pitcher.")).toBeVisible();
  await clean(page, "baseball-setup-desktop-dark");
  await page.getByRole("button", { name: "Play ball" }).click();
  await enterHomeRuns(page);
  await expect(page.getByTestId("result")).toHaveAttribute("data-winner", "1");
  await expect(page.getByTestId("last-play")).toContainText("hits a home run");
  await page.getByRole("button", { name: "Look at the field" }).click();
  await page.getByRole("link", { name: "History and replay" }).first().click();
  await page.getByRole("slider", { name: "Position in the game" }).press("End");
  await expect(page.getByTestId("inning")).toHaveText("Final");
  await clean(page, "baseball-replay-desktop-dark");
});

/** relieve brings a reliever. */
async function relieve(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Change the line-up" }).click();
  await page.getByLabel("Who pitches").selectOption("r0");
  await page.getByRole("button", { name: "Make 1 change" }).click();
  await expect(page.getByTestId("gone")).toHaveText("Average starter");
}

/** relieveTooEarly is refused beside the change, in words, and changes nothing. */
async function relieveTooEarly(page: Page): Promise<void> {
  await page.locator("#tab-nines").click();
  await page.getByRole("button", { name: "Change the line-up" }).click();
  const dialog = page.getByTestId("substitute");
  await dialog.getByLabel("Who pitches").selectOption("r0");
  await dialog.getByRole("button", { name: "Make 1 change" }).click();
  await expect(dialog.getByRole("alert")).toContainText("must face 1");
  await clean(page, "baseball-substitute-phone-light");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByTestId("gone")).toHaveCount(0);
  // The chosen tab's own sign closes the sheet again.
  await page.locator("#tab-nines").click();
}

/** enterHomeRuns lets every batter of the home side read one from his card, until they have won. */
async function enterHomeRuns(page: Page): Promise<void> {
  const form = page.locator("[data-decision]");
  for (let n = 0; n < 80; n++) {
    await expect(form.or(page.getByTestId("result")).first()).toBeVisible();
    if (await page.getByTestId("result").isVisible()) return;
    const before = await form.getAttribute("data-decision");
    if ((await form.getAttribute("data-kind")) === "result") await form.getByRole("radio", { name: "home run" }).check();
    await page.keyboard.press("Enter");
    await expect(page.locator(`[data-decision="${before}"]`)).toHaveCount(0);
  }
}

/** gather brings three to a game of three innings with five seconds for a decision. */
async function gather(arrive: Arrive) {
  const ada = await arrive({ ...desktop, ...still });
  const bea = await arrive({ ...desktop, colorScheme: "light", ...still });
  const cem = await arrive(phone);
  await ada.goto(`${home()}/baseball`);
  await ada.getByLabel("Your name").fill("Ada");
  await ada.getByRole("button", { name: "Come in" }).click();
  await ada.getByText("A friend, by link").click();
  await shorten(ada, 3);
  await ada.getByLabel("Time for a decision").selectOption("5");
  await ada.getByRole("button", { name: "Open the table" }).click();
  const address = await ada.getByLabel("Invite link").inputValue();
  await Promise.all([follow(bea, address, "Bea"), follow(cem, `${address}?watch=true`, "Cem")]);
  return { ada, bea, cem, address };
}

async function shorten(page: Page, innings: number): Promise<void> {
  for (let n = 9; n > innings; n--) await page.getByRole("slider", { name: "Innings" }).press("ArrowLeft");
}

/** writeLineup lets the catcher bat second, and sees that it is written. */
async function writeLineup(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Average C bats later" }).click();
  await page.getByRole("button", { name: "Write the line-up" }).click();
  await expect(page.getByText("It is written.")).toBeVisible();
  await expect(page.getByLabel("Who bats in slot 2")).toHaveValue("a0");
}

/** keepSecret decides by keys for the side in the field: its manager sees what, the others only who is still thinking. */
async function keepSecret(ada: Page, bea: Page, cem: Page): Promise<void> {
  await expect(async () => {
    await expect(ada.getByTestId("decide")).toHaveAttribute("data-open", "true", { timeout: 5_000 });
    const decision = await ada.locator("[data-decision]").getAttribute("data-decision");
    await ada.keyboard.press("3");
    await ada.keyboard.press("2");
    await ada.keyboard.press("Enter");
    await expect(ada.getByTestId("waiting")).toContainText("You chose: Infield: In · Outfield: Shallow", { timeout: 1_500 });
    await expect(cem.getByTestId("waiting")).toHaveText("Waiting for Bea (Visitors).", { timeout: 1_500 });
    for (const page of [bea, cem]) {
      const text = await page.getByRole("main").innerText();
      expect(text).not.toContain("You chose");
      expect(text).not.toContain("Shallow");
    }
    expect(await cem.getByRole("radio").count()).toBe(0);
    // All of this was while the other side was still thinking.
    await expect(bea.locator("[data-decision]")).toHaveAttribute("data-decision", decision!, { timeout: 500 });
  }).toPass({ timeout: 40_000 });
}

const twin = (page: Page) => page.getByTestId("twin");
const playsOf = async (page: Page) => Number(await twin(page).getAttribute("data-plays"));
const halfOf = async (page: Page) => `${await twin(page).getAttribute("data-inning")} ${await twin(page).getAttribute("data-half")}`;

/** playHalf decides for both by Enter until the sides change. */
async function playHalf(ada: Page, bea: Page): Promise<void> {
  const half = await halfOf(ada);
  for (let n = 0; n < 60 && (await halfOf(ada)) === half; n++) {
    const before = await playsOf(ada);
    await expect.poll(async () => {
      for (const page of [bea, ada]) {
        if ((await page.getByTestId("decide").getAttribute("data-open")) !== null) await page.keyboard.press("Enter");
      }
      return playsOf(ada);
    }, { intervals: [50] }).toBeGreaterThan(before);
  }
  expect(await halfOf(ada)).not.toBe(half);
}

/** substitute brings a pinch hitter; who made way is out of the game. */
async function substitute(page: Page): Promise<void> {
  await page.locator("#tab-nines").click();
  await page.getByRole("button", { name: "Change the line-up" }).click();
  const dialog = page.getByTestId("substitute");
  await dialog.getByLabel("Who bats in slot 9").selectOption("b2");
  await picture(page, "baseball-substitute-desktop-dark");
  await dialog.getByRole("button", { name: "Make 1 change" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("gone")).toHaveText("Average DH");
  await expect(page.locator("[data-team=Home] [data-player=b2]")).toContainText("Bench C");
}

/** away closes one manager's page for an inning: the defaults apply, and the seat waits. */
async function away(ada: Page, bea: Page, cem: Page, address: string): Promise<Page> {
  const context = bea.context();
  const from = await playsOf(ada);
  const half = await twin(ada).getAttribute("data-half");
  const inning = Number(await twin(ada).getAttribute("data-inning"));
  await bea.close();
  await autopilot(ada);
  await Promise.all([clean(ada, "baseball-desktop-dark"), clean(cem, "baseball-phone-dark")]);
  // Each batter waits five seconds for the one who is gone.
  await expect.poll(() => halfOf(ada), { timeout: 150_000 }).toBe(`${inning + 1} ${half}`);
  // Three outs for each side: two plays a half at the very least.
  expect(await playsOf(ada)).toBeGreaterThan(from + 3);
  const back = await context.newPage();
  await back.goto(address);
  await expect(back.getByTestId("connection")).toHaveText("live");
  await expect(back.getByTestId("ballgame")).toHaveAttribute("data-seat", "2");
  return back;
}

async function autopilot(page: Page): Promise<void> {
  await page.getByLabel("Let the defaults run").check();
}

/** boxIsLine compares the box score with the line: runs and hits of the batters sum to the team's. */
async function boxIsLine(page: Page): Promise<void> {
  await page.locator("#tab-box").click();
  const box = page.getByTestId("box");
  for (const side of ["away", "home"]) {
    const line = box.locator(`[data-testid=line] tr[data-side=${side}]`);
    const batting = box.locator(`[data-box=${side}] table`).first();
    for (const key of ["r", "h"]) {
      const total = await line.locator(`[data-total=${key}]`).innerText();
      await expect(batting.locator(`tfoot [data-total=${key}]`)).toHaveText(total);
      if (key === "r") await expect(page.getByTestId(`runs-${side}`)).toHaveText(total);
    }
    const innings = await line.locator("td:not([data-total])").allInnerTexts();
    expect(innings.reduce((sum, runs) => sum + Number(runs), 0)).toBe(Number(await line.locator("[data-total=r]").innerText()));
  }
}
