/** What belongs to the account, and what belongs to a link. */
import { expect } from "@playwright/test";
import { home, openTable, picture, test } from "./house";

test("settings follow the account and outlive a reload", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(`${home()}/settings`);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByText("Matinée", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "light");
  await page.getByLabel("Colours that everybody can tell apart").check();
  await page.getByLabel("Name at tables").fill("Ada the Second");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("navigation")).toContainText("Ada the Second");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "light");
  await expect(page.locator("html")).toHaveAttribute("data-colour-blind", "");
  await expect(page.getByLabel("Name at tables")).toHaveValue("Ada the Second");
  await page.getByLabel("What is it for?").fill("my bot");
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByText("Your new key.")).toBeVisible();
  await picture(page, "settings-key-desktop-light");
  await page.getByRole("button", { name: "Revoke my bot" }).click();
  await expect(page.getByText("No keys yet.")).toBeVisible();
  await page.getByRole("button", { name: "Sign out here" }).click();
  await page.getByRole("alert").getByRole("button", { name: "Sign out here" }).click();
  await expect(page.getByRole("heading", { name: "Come in first" })).toBeVisible();
});

test("a maze's link shows the same maze to somebody else", async ({ arrive }) => {
  const ada = await arrive();
  await ada.goto(`${home()}/labyrinth/maze?seed=shared%20seed&size=20&generator=3&braid=0.25`);
  const facts = ada.getByText(/dead ends among 400 cells/);
  await expect(facts).toBeVisible();
  await ada.getByRole("button", { name: "Another seed" }).click();
  await expect(ada.getByLabel("Seed")).not.toHaveValue("shared seed");
  await expect(ada).not.toHaveURL(/shared/);
  const bea = await arrive();
  await bea.goto(ada.url());
  await expect(bea.getByLabel("Seed")).toHaveValue(await ada.getByLabel("Seed").inputValue());
  const told = (page: typeof ada) => page.getByText(/dead ends among 400 cells/).textContent();
  await expect.poll(async () => (await told(ada)) === (await told(bea))).toBe(true);
});

test("a table with a password lets those in who know it", async ({ arrive }) => {
  const host = await arrive();
  const plain = await openTable(host, "Ada");
  await host.getByLabel("Password", { exact: true }).fill("open sesame");
  await host.getByRole("button", { name: "Set", exact: true }).click();
  await expect(host.getByLabel("Invite link")).toHaveValue(/invite=/);
  const guest = await arrive();
  await guest.goto(plain);
  await guest.getByLabel("Your name").fill("Gus");
  await guest.getByRole("button", { name: "Come in" }).click();
  await guest.getByLabel("Password", { exact: true }).fill("open says me");
  await guest.getByRole("button", { name: "Enter" }).click();
  await expect(guest.getByRole("alert")).toContainText(/password/);
  await guest.getByLabel("Password", { exact: true }).fill("open sesame");
  await guest.getByRole("button", { name: "Enter" }).click();
  await expect(guest.getByRole("heading", { name: "Around the table" })).toBeVisible();
});
