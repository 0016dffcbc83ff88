/** What people do with worlds, in the stories' own words. */
import { expect, type Page } from "@playwright/test";
import { home } from "./house";

/** enter signs in at the arena's front door. */
export async function enter(page: Page, name: string, path = "/arena"): Promise<void> {
  await page.goto(home() + path);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  await expect(page.getByLabel("Your name")).toBeHidden();
}

/** tickOf is where the world is, as the page has it from the frames. */
export async function tickOf(page: Page): Promise<number> {
  return Number(await page.getByTestId("tick").getAttribute("data-tick"));
}

/** passes waits until time has passed in the world. */
export async function passes(page: Page, ticks = 15): Promise<void> {
  const before = await tickOf(page);
  await expect.poll(() => tickOf(page), { timeout: 30_000 }).toBeGreaterThan(before + ticks);
}

/** stands waits until time stands still, and answers the tick. */
export async function stands(page: Page): Promise<number> {
  await expect(page.getByTestId("running")).toHaveText("paused");
  let before = -1;
  await expect(async () => {
    const now = await tickOf(page);
    const same = now === before;
    before = now;
    expect(same).toBe(true);
  }).toPass({ intervals: [700], timeout: 20_000 });
  return before;
}

/** panel shows a panel beside the world. */
export async function panel(page: Page, name: string): Promise<void> {
  const tab = page.getByRole("tab", { name: new RegExp(`^${name}`) });
  if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
  await expect(tab).toHaveAttribute("aria-selected", "true");
}

/** at is the pixel of a place in the world. */
export async function at(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const field = page.getByTestId("field");
  const [middleX, middleY, scale] = ((await field.getAttribute("data-camera")) ?? "").split(",").map(Number) as [number, number, number];
  const box = (await field.boundingBox())!;
  return { x: box.x + box.width / 2 + (x - middleX) * scale, y: box.y + box.height / 2 + (y - middleY) * scale };
}

/** drag draws from one place of the world to another. */
export async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const a = await at(page, ...from);
  const b = await at(page, ...to);
  await page.mouse.move(a.x, a.y);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 });
  await page.mouse.move(b.x, b.y, { steps: 4 });
  await page.mouse.up();
}

/** choose selects some agent of a team through the world in words. */
export async function choose(page: Page, team: number): Promise<number> {
  const agent = page.locator(`[data-testid=twin] [data-team="${team}"]`).first();
  await expect(agent).toBeAttached();
  const id = Number(await agent.getAttribute("data-agent"));
  await agent.evaluate((button: HTMLButtonElement) => button.click());
  return id;
}

/** write puts a source into the editor, key by key as somebody pastes it. */
export async function write(page: Page, source: string): Promise<void> {
  const editor = page.getByTestId("source");
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(source);
}

/** walls is how many walls the builder's list counts. */
export function walls(page: Page): Promise<number> {
  return page.getByTestId("walls").getAttribute("data-count").then(Number);
}

/** hunters is a behaviour of one's own: its rule's name is a word that nobody else has. */
export const hunters = (secret: string) => `rules:\n  - name: ${secret}\n    when: enemies.known > 0\n    do: {target: nearest_enemy, pursue: 3, strike: true}\n  - name: stroll ${secret}\n    do: {wander: 1, avoid_walls: 2}\n`;
