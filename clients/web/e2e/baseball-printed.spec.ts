/** Baseball with printed cards: managers read results from them, by the dice that fell for everybody to see. */
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { call, enter, shorten, still } from "./baseball";
import { clean, desktop, follow, home, phone, picture, ready, test } from "./house";
import { ownHouse } from "./server";

test("results are entered by the home side until it has won, and the finished game is played again", async ({ arrive }) => {
  const page = await arrive(still);
  await enter(page, "Eve");
  await shorten(page, 1);
  await page.getByText("More choices").click();
  await page.getByLabel("Results").selectOption({ label: "Read from printed cards" });
  await page.getByText("The league’s rules").click();
  await expect(page.getByText("A designated hitter bats for the pitcher.")).toBeVisible();
  await clean(page, "baseball-setup-desktop-dark");
  await page.getByRole("button", { name: "Play ball" }).click();
  await enterAll([page], "1");
  await expect(page.getByTestId("result")).toHaveAttribute("data-winner", "1");
  await expect(page.getByTestId("last-play")).toContainText("hits a home run");
  await page.getByRole("button", { name: "Look at the field" }).click();
  await page.getByRole("link", { name: "History and replay" }).first().click();
  await page.getByRole("slider", { name: "Position in the game" }).press("End");
  await expect(page.getByTestId("inning")).toHaveText("Final");
  await clean(page, "baseball-replay-desktop-dark");
});

test("two managers read pictures from a host that the operator allows; a picture that does not come has a card in its place", async ({ arrive, browser }) => {
  const printer = await printing();
  await ownHouse(async () => {
    const ada = await arrive({ ...desktop, ...still });
    const bea = await arrive({ ...phone, colorScheme: "light", ...still });
    await enter(ada, "Ada");
    await expect(ada.getByRole("button", { name: "Play ball" })).toBeVisible();
    const address = await open(ada, printer.url);
    await ada.goto(address);
    await follow(bea, address, "Bea");
    await Promise.all([ada, bea].map(ready));
    await ada.getByRole("button", { name: "Raise the curtain" }).click();
    await decideBoth(ada, bea);
    // Bea's side bats: she reads; both see the dice, the card they point to, and its picture.
    await expect(bea.locator("[data-decision]")).toHaveAttribute("data-kind", "result");
    for (const page of [ada, bea]) await expect(page.getByTestId("reading").getByTestId("dice").locator("li")).toHaveCount(4);
    expect(await ada.getByTestId("reading").locator("p").innerText()).toBe(await bea.getByTestId("reading").locator("p").innerText());
    await lookAtCard(bea);
    await clean(bea, "baseball-printed-phone-light");
    await bea.getByRole("radio", { name: "Deep fly" }).check();
    await bea.getByRole("button", { name: "Decide" }).click();
    await expect(ada.getByTestId("told")).toContainText("flies out");
    await missing(ada, bea);
    await enterAll([ada, bea], "1");
    await expect(ada.getByTestId("result")).toBeVisible();
    // Where no operator allowed the host, the page shows what is known of the player.
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    await enter(page, "Cem");
    await expect(page.getByRole("button", { name: "Play ball" })).toBeVisible();
    await page.goto(await open(page, "http://cards.example"));
    await ready(page);
    await page.getByRole("button", { name: "Raise the curtain" }).click();
    await page.locator("#tab-match").click();
    await expect(page.getByTestId("blank-card")).toHaveCount(2);
    await picture(page, "baseball-blocked-desktop-light");
    await stranger.close();
  }, "--image-hosts", printer.url);
  printer.close();
});

/** open makes a game of one inning between two teams of printed cards; answers its address. */
async function open(page: Page, host: string): Promise<string> {
  const { sessionId } = await call<{ sessionId: string }>(page, "baseball.v1.BaseballService/Create", {
    leagueId: "sba", mode: "MODE_MANUAL", pace: "PACE_UNTIMED", innings: 1, home: squad("Harbor", host), away: squad("Mill", host),
  });
  return `${home()}/baseball/${sessionId}`;
}

/** squad are fourteen printed cards; the second one's picture is gone. */
function squad(team: string, host: string) {
  return {
    name: `${team} Elephants`,
    cards: Array.from({ length: 14 }, (_, i) => ({
      id: `${team}${i}`, name: `${team} Player ${i}`, bats: "HAND_RIGHT", throws: "HAND_RIGHT", gloves: [{ position: (i % 9) + 1, range: 3, error: 12 }],
      image: { imageUrl: `${host}/${team}/${i === 1 ? "gone" : i}.svg`, team, manager: "Somebody" },
    })),
  };
}

/** printing is a host of pictures. */
async function printing() {
  const server = createServer((asked, answered) => {
    if (asked.url!.includes("gone")) return answered.writeHead(404).end();
    answered.writeHead(200, { "content-type": "image/svg+xml" });
    return answered.end(`<svg xmlns="http://www.w3.org/2000/svg" width="500" height="700"><rect width="500" height="700" fill="#f3ead9"/><text x="40" y="80" font-size="40">${asked.url}</text></svg>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function decideBoth(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.getByRole("button", { name: "Decide" }).click();
}

/** lookAtCard opens the card that the dice point to; its picture has come, or something stands in its place. */
async function lookAtCard(page: Page): Promise<void> {
  await page.getByTestId("reading").getByRole("button", { name: /Look at/ }).click();
  const dialog = page.getByRole("dialog");
  const image = dialog.getByRole("img");
  await expect(image.or(dialog.getByTestId("blank-card"))).toBeVisible();
  if (await image.isVisible()) await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(500);
  await picture(page, "baseball-card-phone-light");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

/** missing plays on until the catcher bats, whose picture is gone. */
async function missing(ada: Page, bea: Page): Promise<void> {
  await ada.locator("#tab-match").click();
  const batter = ada.getByTestId("batter-card");
  const catcher = /(Harbor|Mill) Player 1$/;
  for (let n = 0; n < 40; n++) {
    if (catcher.test((await batter.locator("header strong").innerText()).trim())) break;
    await enterOne([ada, bea], "3");
  }
  await expect(batter.getByTestId("blank-card")).toContainText("cannot be shown here");
  await expect(batter.getByTestId("blank-card").getByRole("link")).toHaveAttribute("rel", /noopener/);
  await clean(ada, "baseball-missing-desktop-dark");
}

/** enterAll lets every batter read the option of a digit from his card, until the game is over. */
async function enterAll(pages: Page[], digit: string): Promise<void> {
  for (let n = 0; n < 160; n++) {
    await expect(pages[0]!.locator("[data-decision]").or(pages[0]!.getByTestId("waiting")).or(pages[0]!.getByTestId("result")).first()).toBeVisible();
    if (await pages[0]!.getByTestId("result").isVisible()) return;
    await enterOne(pages, digit);
  }
}

/** enterOne decides whatever is asked, on every page that is asked: results by a digit, in the first group. The side of the last page does not read. */
async function enterOne(pages: Page[], digit: string): Promise<void> {
  for (const page of pages) {
    const form = page.locator("[data-decision]");
    if (!(await form.isVisible())) continue;
    const before = await form.getAttribute("data-decision");
    const reads = (await form.getAttribute("data-kind")) === "result";
    if (reads && page === pages[0]) await page.keyboard.press(digit);
    await form.getByRole("button", { name: "Decide" }).click();
    await expect(page.locator(`[data-decision="${before}"]`)).toHaveCount(0);
  }
}
