/** The main story: three people meet, play a rescue to its end, and look back at it. */
import { expect, type Page } from "@playwright/test";
import { type Arrive, act, choose, clean, declare, desktop, follow, openTable, over, phone, picture, ready, turnOf, test } from "./house";
import { ownHouse, type Server } from "./server";

test("three players in three browsers play a rescue to its end, whatever happens", async ({ arrive }) => {
  await ownHouse((server) => rescue(arrive, server));
});

async function rescue(arrive: Arrive, server: Server): Promise<void> {
  const ada = await arrive(desktop);
  const bea = await arrive({ ...desktop, colorScheme: "light" });
  const cem = await arrive(phone);
  const link = await openTable(ada, "Ada", { seats: 3 });
  await follow(bea, link, "Bea");
  await follow(cem, link, "Cem");
  await picture(ada, "lobby-desktop-dark");
  await choose(ada);
  await choose(bea, 0);
  await choose(cem, 0);
  await ada.getByLabel("Say something").fill("Good luck, everybody!");
  await ada.getByRole("button", { name: "Send" }).click();
  await expect(bea.getByText("Good luck, everybody!")).toBeVisible();
  await bea.getByLabel("Words for the dice").fill("a crosswind from the north");
  await bea.getByRole("button", { name: "Mix in" }).click();
  await expect(bea.getByText(/Your words are mixed/)).toBeVisible();
  for (const page of [ada, bea, cem]) await ready(page);
  await picture(cem, "lobby-phone-dark");
  await picture(bea, "lobby-desktop-light");
  await ada.getByRole("button", { name: "Raise the curtain" }).click();
  for (const page of [ada, bea, cem]) await expect(page.getByTestId("phase")).toHaveText("Declare your action");
  await playOut([ada, bea, cem], server);
  for (const page of [ada, bea, cem]) await expect(page.getByTestId("result")).toBeVisible();
  await clean(ada, "result-desktop-dark");
  await clean(bea, "result-desktop-light");
  await clean(cem, "result-phone-dark");
  await lookBack(ada);
  await again(ada, bea);
}

/**
 * playOut plays turn by turn; in between one reloads, one loses the connection
 * for ten seconds, and the server is killed and started again. Nobody notices
 * more than a pause.
 */
async function playOut(pages: Page[], server: Server): Promise<void> {
  const [ada, bea, cem] = pages as [Page, Page, Page];
  for (let round = 0; round < 120 && !(await over(ada)); round++) {
    const turn = await turnOf(ada);
    if (turn === 4) await picture(ada, "table-desktop-dark");
    if (turn === 4) await picture(bea, "table-desktop-light");
    if (turn === 4) await picture(cem, "table-phone-dark");
    if (turn === 5) {
      await bea.reload();
      await expect(bea.getByTestId("connection")).toHaveText("live");
    }
    if (turn === 6) await withoutConnection(cem, turn);
    if (turn === 8) {
      await server.kill();
      await expect(ada.getByTestId("connection")).toHaveText(/reconnecting|offline/);
      await server.start();
      for (const page of pages) await expect(page.getByTestId("connection")).toHaveText("live", { timeout: 60_000 });
    }
    for (const page of pages) await declare(page, turn);
    await expect.poll(async () => (await over(ada)) || (await turnOf(ada)) > turn, { message: `turn ${turn} goes on` }).toBe(true);
  }
}

/** withoutConnection declares while there is no connection: nothing is lost, it arrives later. */
async function withoutConnection(page: Page, turn: number): Promise<void> {
  await page.context().setOffline(true);
  await act(page, "STAY");
  await expect(page.getByText(/Kept safe/)).toBeVisible();
  await expect(page.getByTestId("connection")).toHaveText("offline: your last move is safe");
  await page.waitForTimeout(10_000);
  expect(await turnOf(page)).toBe(turn);
  await page.context().setOffline(false);
  await expect(page.getByText(/^Declared: /)).toBeVisible();
}

/** lookBack reads the history, plays the replay and checks the dice. */
async function lookBack(page: Page): Promise<void> {
  await page.getByTestId("result").getByRole("link", { name: "History and replay" }).click();
  await expect(page.getByTestId("position")).toHaveText(/Position 1 of \d+/);
  await page.getByText("64×", { exact: true }).click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByTestId("position")).not.toHaveText(/Position 1 of/);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("slider", { name: "Position in the game" }).press("End");
  await expect.poll(async () => {
    const [at, of] = (await page.getByTestId("position").textContent())!.match(/\d+/g)!;
    return at === of;
  }).toBe(true);
  await clean(page, "replay-desktop-dark");
  await page.getByRole("link", { name: "Check the dice" }).click();
  await expect(page.getByTestId("verdict")).toHaveText(/All \d+ rolls came up exactly/);
  await clean(page, "dice-desktop-dark");
  await page.getByRole("link", { name: "To the table" }).click();
}

/** again sets the table once more; the others are told. */
async function again(host: Page, other: Page): Promise<void> {
  await host.getByRole("button", { name: "Play again" }).click();
  await expect(host.getByRole("heading", { name: "Around the table" })).toBeVisible();
  await other.getByRole("link", { name: "Join" }).click();
  await expect(other.getByRole("heading", { name: "Around the table" })).toBeVisible();
}
