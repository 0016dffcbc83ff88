/** The main story of baseball: two managers and somebody who watches, from the line-ups over nine innings to the last out. */
import { expect, type Page } from "@playwright/test";
import { autopilot, boxIsLine, enter, halfOf, inningOf, playHalf, playsOf, still, twin } from "./baseball";
import { type Arrive, clean, desktop, follow, phone, picture, ready, test } from "./house";
import { ownHouse, type Server } from "./server";
import { Wire } from "./wire";

test("two managers play nine innings; one is away for an inning, the server dies in the middle, and who watches is sent no pending decision", async ({ arrive }) => {
  await ownHouse(async (server) => {
    const wires = { ada: await Wire.tap(server.url), cem: await Wire.tap(server.url) };
    const { ada, bea, cem, address } = await gather(arrive, wires);
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
    for (const page of [ada, back]) await autopilot(page);
    await powerCut(server, [ada, back, cem]);
    for (const page of [ada, back]) await expect(page.getByTestId("connection")).toHaveText("live", { timeout: 60_000 });
    for (const page of [ada, back, cem]) await expect(page.getByTestId("result")).toBeVisible({ timeout: 120_000 });
    await boxIsLine(ada);
    await Promise.all([clean(ada, "baseball-result-desktop-dark"), picture(cem, "baseball-result-phone-dark")]);
    // Who decided is sent what; who watches was sent nothing like it in all the game.
    expect(wires.ada.holds('"own"')).toBe(true);
    expect(wires.cem.holds('"decided"')).toBe(true);
    expect(wires.cem.holds('"own"')).toBe(false);
    for (const wire of Object.values(wires)) wire.close();
  });
});

/** gather brings three to a game of nine innings with five seconds for a decision; two of them come over wires that are listened to. */
async function gather(arrive: Arrive, wires: { ada: Wire; cem: Wire }) {
  const ada = await arrive({ ...desktop, ...still });
  const bea = await arrive({ ...desktop, colorScheme: "light", ...still });
  const cem = await arrive({ ...phone, ...still });
  const usual = process.env.PLAYHOUSE_URL!;
  process.env.PLAYHOUSE_URL = wires.ada.url;
  await enter(ada, "Ada");
  process.env.PLAYHOUSE_URL = usual;
  await ada.getByText("A friend, by link").click();
  await ada.getByLabel("Your team").fill("Dockside Nine");
  await ada.getByLabel("Visitors").fill("Dockside Nine");
  await ada.getByLabel("Time for a decision").selectOption("5");
  await ada.getByRole("button", { name: "Open the table" }).click();
  await expect(ada.getByText("Is what the home side is called: choose another.")).toBeVisible();
  await ada.getByLabel("Visitors").fill("");
  await ada.getByRole("button", { name: "Open the table" }).click();
  await expect(ada.getByRole("heading", { name: "Dockside Nine" })).toBeVisible();
  const { pathname } = new URL(await ada.getByLabel("Invite link").inputValue());
  const address = usual + pathname;
  await Promise.all([follow(bea, address, "Bea"), follow(cem, `${wires.cem.url}${pathname}?watch=true`, "Cem")]);
  return { ada, bea, cem, address };
}

/** writeLineup lets the first batter bat second, and sees that it is written. */
async function writeLineup(page: Page): Promise<void> {
  const first = await page.getByLabel("Who bats in slot 1").inputValue();
  await page.locator("[data-slot='1']").getByRole("button", { name: /bats later/ }).click();
  await page.getByRole("button", { name: "Write the line-up" }).click();
  await expect(page.getByText("It is written.")).toBeVisible();
  await expect(page.getByLabel("Who bats in slot 2")).toHaveValue(first);
}

/** keepSecret decides by keys for the side in the field: its manager sees what, the others only who is still thinking. */
async function keepSecret(ada: Page, bea: Page, cem: Page): Promise<void> {
  const visitors = await bea.locator("[data-testid=scorebug] [data-side=away] span").getAttribute("title");
  await expect(async () => {
    await expect(ada.getByTestId("decide")).toHaveAttribute("data-open", "true", { timeout: 5_000 });
    const decision = await ada.locator("[data-decision]").getAttribute("data-decision");
    await ada.keyboard.press("3");
    await ada.keyboard.press("2");
    await ada.keyboard.press("Enter");
    await expect(ada.getByTestId("waiting")).toContainText("You chose: Infield: In · Outfield: Shallow", { timeout: 1_500 });
    await expect(cem.getByTestId("waiting")).toHaveText(`Waiting for Bea (${visitors}).`, { timeout: 1_500 });
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

/** substitute brings a pinch hitter for the last in the order; who made way is out of the game. */
async function substitute(page: Page): Promise<void> {
  await page.locator("#tab-nines").click();
  await page.getByRole("button", { name: "Change the line-up" }).click();
  const dialog = page.getByTestId("substitute");
  const slot = dialog.getByLabel("Who bats in slot 9");
  const leaver = await slot.locator("option:checked").innerText();
  const [, comer] = await slot.locator("option").all();
  const id = (await comer!.getAttribute("value"))!;
  await slot.selectOption(id);
  await picture(page, "baseball-substitute-desktop-dark");
  await dialog.getByRole("button", { name: "Make 1 change" }).click();
  await expect(dialog).toBeHidden();
  // An option says how he bats, too.
  await expect(page.getByTestId("gone")).toHaveText(leaver.replace(/, \w$/, ""));
  await expect(page.locator(`[data-team="Dockside Nine"] li[data-player="${id}"]`)).toBeVisible();
}

/** away closes one manager's page for an inning: the defaults apply, and the seat waits. */
async function away(ada: Page, bea: Page, cem: Page, address: string): Promise<Page> {
  const context = bea.context();
  const from = await playsOf(ada);
  const half = await twin(ada).getAttribute("data-half");
  const inning = await inningOf(ada);
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
  await ada.reload();
  await expect(ada.getByTestId("connection")).toHaveText("live");
  return back;
}

/** powerCut kills the server in the fifth inning and starts it again: what was played stands, and the game goes on by itself. */
async function powerCut(server: Server, pages: Page[]): Promise<void> {
  const [ada] = pages as [Page];
  await expect.poll(() => inningOf(ada), { timeout: 60_000 }).toBeGreaterThanOrEqual(5);
  await server.kill();
  for (const page of pages) await expect(page.getByTestId("connection")).toHaveText(/reconnecting|offline/);
  const played = await playsOf(ada);
  const line = await lineOf(ada);
  await server.start();
  // Whoever comes to the new process reads the same game: nothing of it was in memory.
  await expect.poll(() => playsOf(ada), { timeout: 60_000 }).toBeGreaterThan(played);
  expect(await lineOf(ada)).toEqual(line);
}

/** lineOf are the runs of the first four innings, of both sides. */
async function lineOf(page: Page): Promise<string[]> {
  await page.locator("#tab-score").click();
  const rows = page.locator("[data-testid=line] tbody tr");
  return (await Promise.all((await rows.all()).map((row) => row.locator("td:not([data-total])").allInnerTexts()))).flatMap((runs) => runs.slice(0, 4));
}
