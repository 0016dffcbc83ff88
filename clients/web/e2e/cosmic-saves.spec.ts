/** Save slots: into one, on, and back; out as a file, and in again; and what is refused. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { aboard, castOff, deed, gauge, show, travel, voyage, ways } from "./cosmic";
import { clean, home, test } from "./house";

const slot = (page: Page, n: number) => page.locator(`li[data-slot="${n}"]`);

async function position(page: Page) {
  return { turn: await page.getByTestId("turn").textContent(), credits: await gauge(page, "credits"), fuel: await gauge(page, "fuel"), here: await voyage(page).getAttribute("data-here") };
}

async function turnOf(page: Page): Promise<number> {
  return Number(/\d+/.exec((await page.getByTestId("turn").textContent())!)![0]);
}

/** flyOn travels to some place of this region. */
async function flyOn(page: Page): Promise<void> {
  await travel(page, (await ways(page)).find((one) => !one.region)!.to);
  while ((await voyage(page).getAttribute("data-mode")) === "EVENT") await deed(page, () => page.locator("[data-choice][aria-disabled=false]").first().click());
  while ((await voyage(page).getAttribute("data-mode")) === "COMBAT") await deed(page, () => page.locator("[data-deed=flee]").click());
}

test("save in slot 2, fly on, load, and be back", async ({ arrive }) => {
  const page = await arrive();
  await castOff(page, "Ines", { seed: "curlew" });
  await flyOn(page);
  await show(page, "saves");
  await page.getByRole("button", { name: "Save in slot 2" }).click();
  await expect(slot(page, 2)).toContainText("Turn");
  await expect(slot(page, 2)).not.toHaveAttribute("data-empty");
  const saved = await position(page);
  const there = page.url();
  await clean(page, "cosmic-saves-panel-desktop-dark-axe");
  await flyOn(page);
  expect(await position(page)).not.toEqual(saved);
  await show(page, "saves");
  await slot(page, 2).getByRole("button", { name: /^Load/ }).click();
  await slot(page, 2).getByRole("alertdialog", { name: /is not ranked/ }).getByRole("button", { name: "Yes" }).click();
  await expect(page).not.toHaveURL(there);
  await aboard(page);
  await expect.poll(() => position(page)).toEqual(saved);
  await expect(page.getByTestId("unranked")).toHaveText("not ranked: loaded from a save");
  await flyOn(page);
  await expect.poll(() => position(page)).not.toEqual(saved);
});

test("a save goes out as a file and comes back; an edited one is refused in words", async ({ arrive }, info) => {
  const page = await arrive();
  await castOff(page, "Ines", { seed: "curlew" });
  await flyOn(page);
  const saved = await position(page);
  await show(page, "saves");
  await page.getByRole("button", { name: "Save in slot 3" }).click();
  await expect(slot(page, 3)).not.toHaveAttribute("data-empty");
  await page.goto(`${home()}/saves`);
  await slot(page, 3).getByRole("button", { name: /^Rename/ }).click();
  await page.getByLabel("Name of slot 3").fill("Before the storm");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(slot(page, 3).getByText("Before the storm")).toBeVisible();
  await clean(page, "saves-desktop-dark-axe");
  const download = page.waitForEvent("download");
  await slot(page, 3).getByRole("button", { name: /^Export/ }).click();
  const file = info.outputPath("voyage.save");
  await (await download).saveAs(file);
  await slot(page, 3).getByRole("button", { name: /^Delete/ }).click();
  await slot(page, 3).getByRole("button", { name: "Yes" }).click();
  await expect(slot(page, 3)).toHaveAttribute("data-empty");

  const edited = readFileSync(file);
  edited[Math.floor(edited.length / 2)]! ^= 0x55;
  const forged = info.outputPath("forged.save");
  writeFileSync(forged, edited);
  await page.locator('input[data-import="4"]').setInputFiles(forged);
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText(/save|edited|file/i);
  await expect(slot(page, 4)).toHaveAttribute("data-empty");
  await clean(page, "saves-refused-desktop-dark-axe");

  await page.locator('input[data-import="4"]').setInputFiles(file);
  await expect(slot(page, 4).getByText("Before the storm")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await slot(page, 4).getByRole("button", { name: /^Load/ }).click();
  await slot(page, 4).getByRole("button", { name: "Yes" }).click();
  await aboard(page);
  await expect.poll(() => position(page)).toEqual(saved);
});

test("the autosave follows by itself, and one key saves and loads", async ({ arrive }) => {
  const page = await arrive();
  await castOff(page, "Ines", { seed: "curlew" });
  await flyOn(page);
  const saved = await position(page);
  await page.keyboard.press("F5");
  await expect(page.getByText("Saved in slot 1.")).toBeVisible();
  await flyOn(page);
  await show(page, "saves");
  await expect(slot(page, 0).locator("[data-detail=turn] dd")).toHaveText(String(await turnOf(page)));
  await expect(slot(page, 0).getByRole("button", { name: /^(Rename|Delete|Save in)/ })).toHaveCount(0);
  const there = page.url();
  await page.keyboard.press("F9");
  await page.getByRole("alertdialog", { name: /is not ranked/ }).getByRole("button", { name: "Yes" }).click();
  await expect(page).not.toHaveURL(there);
  await aboard(page);
  await expect.poll(() => position(page)).toEqual(saved);
});
