/** Without a mouse: from the front door into a turn. */
import { expect, type Page } from "@playwright/test";
import { home, picture, test } from "./house";

/** reach tabs on until the named thing has the focus. */
async function reach(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => {
      const at = document.activeElement === document.body ? null : document.activeElement;
      return `${at?.getAttribute("aria-label") ?? ""} ${at?.textContent ?? ""}`;
    });
    if (name.test(text)) return;
  }
  throw new Error(`${name} cannot be reached with the Tab key`);
}

test("everything can be done with the keyboard", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(home());
  await expect(page.getByLabel("Your name")).toBeVisible();
  await page.getByLabel("Your name").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Your name")).toBeHidden();
  await reach(page, /^Play Labyrinth/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Around the table" })).toBeVisible();
  await reach(page, /^Choose /);
  await page.keyboard.press("Enter");
  await expect(page.getByText("yours", { exact: true })).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await reach(page, /I am ready/);
  await page.keyboard.press("Enter");
  await reach(page, /Raise the curtain/);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("phase")).toHaveText("Declare your action");
  await reach(page, /The labyrinth/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await picture(page, "keyboard-desktop-dark");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("turn")).toHaveText("Turn 2");
});

test("the palette and the shortcuts' help open, find and go", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(home());
  await expect(page.getByRole("heading", { name: "Pull up a chair." })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("maze");
  await picture(page, "palette-desktop-dark");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Maze workshop" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("heading", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toHaveCount(0);
  await page.keyboard.press("h");
  await expect(page.getByRole("heading", { name: "Pull up a chair." })).toBeVisible();
});
