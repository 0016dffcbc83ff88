/** A guest who signs in at a provider, and is the same person wherever they come back. The provider is another site: the house's strictest cookie does not come along from there. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { desktop, home, openTable, phone, picture } from "./house";
import { provider } from "./provider";
import { ownHouse } from "./server";

const person = async (browser: Browser, options = desktop): Promise<Page> => (await browser.newContext({ colorScheme: "dark", ...options })).newPage();
const name = (page: Page) => page.getByLabel("Name at tables");

test("a guest signs in, comes back to the table, and is found on a second browser", async ({ browser }) => {
  const there = await provider();
  await ownHouse(async () => {
    const ada = await person(browser);
    await openTable(ada, "Ada");
    const table = new URL(ada.url()).pathname;
    // From the settings, where a guest is offered to keep the account.
    await ada.goto(`${home()}/settings`);
    await expect(ada.getByText(/Keep this account/)).toBeVisible();
    await picture(ada, "signin-guest-desktop-dark");
    await ada.getByRole("link", { name: "Sign in with Test" }).click();
    await expect(ada.getByRole("status").getByText(/Your account is kept/)).toBeVisible();
    await expect(ada).toHaveURL(`${home()}/settings`);
    await expect(name(ada)).toHaveValue("Ada");
    await expect(ada.getByText("Ada there")).toBeVisible();
    await picture(ada, "signin-linked-desktop-dark");
    // At her table she is who she was: the host.
    await ada.goto(home() + table);
    await expect(ada.getByLabel("Invite link")).toBeVisible();
    await ada.goto(`${home()}/settings`);
    await ada.getByRole("button", { name: "Sign out here" }).click();
    await ada.getByRole("alert").getByRole("button", { name: "Sign out here" }).click();
    await expect(ada.getByRole("heading", { name: "Come in first" })).toBeVisible();

    // A second browser: a stranger at the table's door signs in there, and comes back to it.
    const second = await person(browser, { ...phone, colorScheme: "light" });
    await second.goto(home() + table);
    await second.getByRole("link", { name: "Sign in with Test" }).click();
    await expect(second.getByText(/You are signed in with Test/)).toBeVisible();
    await expect(second).toHaveURL(home() + table);
    await expect(second.getByLabel("Invite link")).toBeVisible();
    await picture(second, "signin-back-phone-light");
    await second.goto(`${home()}/sessions`);
    await expect(second.locator(`main a[href*="${table}"]`).first()).toBeVisible();
    await second.goto(`${home()}/settings`);
    await expect(name(second)).toHaveValue("Ada");

    // A guest whose identity is another account's chooses.
    const bea = await person(browser);
    await bea.goto(`${home()}/settings`);
    await bea.getByLabel("Your name").fill("Bea");
    await bea.getByRole("button", { name: "Come in" }).click();
    await bea.getByRole("link", { name: "Sign in with Test" }).click();
    await expect(bea.getByRole("alert")).toContainText("belongs to another account");
    await expect(name(bea)).toHaveValue("Bea");
    await picture(bea, "signin-elsewhere-desktop-dark");
    await bea.getByRole("link", { name: "Switch account" }).click();
    await expect(bea.getByText(/You are signed in with Test/)).toBeVisible();
    await expect(name(bea)).toHaveValue("Ada");
    // Somebody who is nowhere signed in and is nobody yet gets an account of their own.
    there.be("two", "Cleo");
    const cleo = await person(browser);
    await cleo.goto(`${home()}/settings`);
    await cleo.getByRole("link", { name: "Sign in with Test" }).click();
    await expect(name(cleo)).toHaveValue("Cleo");
  }, "--public-url", "{url}", "--oidc", there.setting);
  there.stop();
});
