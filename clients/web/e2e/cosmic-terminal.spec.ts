/** One voyage, two ways in: saved on the page, gone on with in the terminal, saved there, and loaded on the page again. */
import { expect } from "@playwright/test";
import { aboard, castOff, deed, gauge, show, travel, voyage, ways } from "./cosmic";
import { home, picture, test } from "./house";
import { keys, Terminal } from "./terminal";

test("a voyage saved on the page goes on in the terminal, and comes back", async ({ arrive }) => {
  const page = await arrive();
  const there = await castOff(page, "Ines", { seed: "curlew" });
  await deed(page, () => page.locator('[data-deed="wait"]').first().click());
  while ((await voyage(page).getAttribute("data-mode")) !== "CRUISE") await deed(page, () => page.locator("[data-choice][aria-disabled=false], [data-deed=flee]").first().click());
  const turn = async () => Number(/\d+/.exec((await page.getByTestId("turn").textContent())!)![0]);
  const saved = { turn: await turn(), credits: await gauge(page, "credits"), here: await voyage(page).getAttribute("data-here") };
  await show(page, "saves");
  await page.getByRole("button", { name: "Save in slot 1" }).click();
  await expect(page.locator('li[data-slot="1"]')).not.toHaveAttribute("data-empty");
  await travel(page, (await ways(page)).find((one) => !one.region)!.to);

  await page.goto(`${home()}/settings`);
  await page.getByLabel("What is it for?").fill("my terminal");
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByText("Your new key.")).toBeVisible();
  const key = /phk_[\w-]+/.exec(await page.locator("main").innerText())![0];

  const terminal = Terminal.play(home(), key, "--session", there.split("/").at(-1)!);
  try {
    await expect.poll(() => terminal.text, { timeout: 30_000 }).toContain("7 Saves");
    // The quick slot is loaded, a turn passes there, and the fourth slot takes it.
    terminal.press("\x1b[20~"); // F9
    await expect.poll(() => terminal.text, { timeout: 30_000 }).toContain("Slot 1 is loaded.");
    terminal.press("w");
    await page.goto(`${home()}/saves`);
    await expect(page.locator('li[data-slot="0"]')).toContainText(`Turn${saved.turn + 1}Credits`, { timeout: 30_000 });
    terminal.press(`7${keys.down.repeat(4)}s`);
    await expect.poll(() => terminal.text, { timeout: 30_000 }).toContain("Name of the save");
    terminal.press(`From the terminal${keys.enter}`);
    await expect.poll(async () => {
      await page.reload();
      return page.locator('li[data-slot="4"]').innerText();
    }, { timeout: 30_000 }).toContain("From the terminal");
  } finally {
    await terminal.close();
  }
  await picture(page, "saves-terminal-desktop-dark");
  await page.locator('li[data-slot="4"]').getByRole("button", { name: /^Load/ }).click();
  await page.locator('li[data-slot="4"]').getByRole("button", { name: "Yes" }).click();
  await aboard(page);
  expect(await turn()).toBe(saved.turn + 1);
  expect(await voyage(page).getAttribute("data-here")).toBe(saved.here);
});
