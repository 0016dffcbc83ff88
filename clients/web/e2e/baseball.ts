/** What managers do at the ball park, in the stories' own words. */
import { expect, type Page } from "@playwright/test";
import { home } from "./house";

export const still = { reducedMotion: "reduce" } as const;

/** enter signs somebody in where games are set up. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.goto(`${home()}/baseball`);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
}

/** shorten sets how many innings are played. */
export async function shorten(page: Page, innings: number): Promise<void> {
  for (let n = 9; n > innings; n--) await page.getByRole("slider", { name: "Innings" }).press("ArrowLeft");
}

export const twin = (page: Page) => page.getByTestId("twin");
export const playsOf = async (page: Page) => Number(await twin(page).getAttribute("data-plays"));
export const inningOf = async (page: Page) => Number(await twin(page).getAttribute("data-inning"));
export const halfOf = async (page: Page) => `${await twin(page).getAttribute("data-inning")} ${await twin(page).getAttribute("data-half")}`;

/** autopilot lets a manager's page send the defaults by itself. */
export async function autopilot(page: Page): Promise<void> {
  await page.getByLabel("Let the defaults run").check();
}

/** playHalf decides for both by Enter until the sides change. */
export async function playHalf(ada: Page, bea: Page): Promise<void> {
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

/** boxIsLine compares the box score with the line: runs and hits of the batters sum to the team's. */
export async function boxIsLine(page: Page): Promise<void> {
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

/** call calls the API as whoever sits at a page. */
export async function call<Answer>(page: Page, procedure: string, body: object): Promise<Answer> {
  return page.evaluate(async ([path, text]) => {
    const post = (to: string, with_: string, headers = {}) => fetch(`/playhouse.${to}`, { method: "POST", body: with_, headers: { "content-type": "application/json", ...headers } });
    const { accessToken } = (await (await post("identity.v1.IdentityService/RefreshToken", "{}")).json()) as { accessToken: string };
    const answer = await post(path!, text!, { authorization: `Bearer ${accessToken}` });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json() as never;
  }, [procedure, JSON.stringify(body)]);
}
