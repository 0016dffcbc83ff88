/** A fight and an event without a mouse, spectators, and the keys that browsers like to keep. */
import { expect, type Page } from "@playwright/test";
import { aboard, castOff, deed, gauge, modeOf, over, travel, voyage, ways } from "./cosmic";
import { clean, desktop, follow, phone, picture, test } from "./house";

/** press hits a key and waits for the server's answer. */
const press = (page: Page, key: string) => deed(page, () => page.keyboard.press(key));

/** firstKey is the key shown on the first choice that is open. */
async function firstKey(page: Page, list: string): Promise<string> {
  return (await page.locator(`${list}[aria-disabled=false] kbd`).first().textContent())!;
}

/** untilBoth wanders by arrow keys, scans and waits until a fight and an event have been met, and handles both by keys alone. */
async function untilBoth(page: Page, met: Set<string>, kind: string): Promise<void> {
  for (let step = 0; step < 150 && met.size < 2 && !(await over(page)); step++) {
    const mode = await modeOf(page);
    if (mode === "EVENT") {
      await expect(page.getByTestId("event")).toBeVisible();
      if (!met.has("EVENT")) await clean(page, `cosmic-event-${kind}-axe`);
      await press(page, await firstKey(page, "[data-choice]"));
      met.add("EVENT");
    } else if (mode === "COMBAT") {
      await expect(page.getByTestId("combat")).toBeVisible();
      if (!met.has("COMBAT")) await clean(page, `cosmic-combat-${kind}-axe`);
      await fightByKeys(page);
      met.add("COMBAT");
    } else await wander(page, step);
  }
}

/** fightByKeys: a round of fire to see the hulls change, then away. */
async function fightByKeys(page: Page): Promise<void> {
  await press(page, await page.locator("[data-deed=attack] kbd").first().textContent() ?? "1");
  for (let round = 0; round < 40 && (await modeOf(page)) === "COMBAT"; round++) await press(page, (await page.locator("[data-deed=flee] kbd").first().textContent())!);
}

/** wander flies to the most dangerous place it can by the board's own keys, or scans where it is. */
async function wander(page: Page, step: number): Promise<void> {
  if (step % 3 === 0) return press(page, "s");
  const far = (await ways(page)).toSorted((a, b) => b.danger - a.danger)[0];
  if (!far) return press(page, "w");
  const list = page.getByTestId("twin");
  await list.locator("[data-to]").first().focus();
  for (let i = 0; i < 12; i++) {
    if ((await page.evaluate(() => (document.activeElement as HTMLElement).dataset.to)) === far.to) break;
    await page.keyboard.press("ArrowDown");
  }
  await press(page, "Enter");
}

for (const [kind, options] of [["desktop-dark", desktop], ["phone-light", { ...phone, colorScheme: "light" as const }]] as const) {
  test(`a fight and an event, by keyboard alone (${kind})`, async ({ arrive }) => {
    const page = await arrive(options);
    const met = new Set<string>();
    for (let tries = 0; tries < 6 && met.size < 2; tries++) {
      await castOff(page, "Ines", { turns: 300, goal: 1_000_000 });
      await untilBoth(page, met, kind);
    }
    expect([...met].toSorted()).toEqual(["COMBAT", "EVENT"]);
  });
}

test("the board's own keys look, preview and travel", async ({ arrive }) => {
  const page = await arrive();
  await castOff(page, "Ines", { seed: "curlew" });
  const before = await voyage(page).getAttribute("data-here");
  await page.getByRole("application").focus();
  const preview = page.getByTestId("preview");
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
    await page.keyboard.press(key);
    if (await preview.getByRole("button", { name: /^Travel to/ }).isVisible()) break;
  }
  await expect(preview).toContainText(/\d+ fuel/);
  await picture(page, "cosmic-preview-desktop-dark");
  await press(page, "Enter");
  expect(await voyage(page).getAttribute("data-here")).not.toBe(before);
});

test("digits show panels, and the help knows every key", async ({ arrive }) => {
  const page = await arrive();
  await castOff(page, "Ines");
  for (const [key, name] of [["2", "Ship"], ["4", "Market"], ["1", "Helm"], ["6", "Crew"]] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("tab", { name })).toHaveAttribute("aria-selected", "true");
  }
  await page.keyboard.press("?");
  const help = page.getByRole("dialog");
  for (const text of ["Quick save into slot 1", "Quick load from slot 1", "Show: Quests", "Scan"]) await expect(help.getByText(text)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("quests");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Quests" })).toHaveAttribute("aria-selected", "true");
});

test("whoever watches sees the same and can do nothing", async ({ arrive }) => {
  const host = await arrive();
  const link = await castOff(host, "Ines", { seed: "curlew" });
  const guest = await arrive({ ...phone, colorScheme: "light" });
  await follow(guest, link, "Gus");
  await aboard(guest);
  await expect(guest.getByText(/so you are watching/)).toBeVisible();
  await expect(guest.getByText("Only the captain acts.")).toBeVisible();
  await expect(guest.locator("[data-deed]")).toHaveCount(0);
  const way = (await ways(host)).find((one) => !one.region)!;
  await travel(host, way.to);
  await expect(guest.getByTestId("turn")).toHaveText("Turn 1 of 50");
  await expect(voyage(guest)).toHaveAttribute("data-here", (await voyage(host).getAttribute("data-here"))!);
  for (const name of ["health", "hull", "fuel", "credits", "earned"]) expect(await gauge(guest, name)).toBe(await gauge(host, name));
  expect(await ways(guest)).toEqual([]);
  await guest.keyboard.press("s");
  await guest.locator("#tab-saves").click();
  await expect(guest.getByRole("button", { name: /^Save in slot/ })).toHaveCount(0);
  await expect(voyage(guest)).toHaveAttribute("data-version", (await voyage(host).getAttribute("data-version"))!);
  await clean(guest, "cosmic-spectator-phone-light-axe");
});
