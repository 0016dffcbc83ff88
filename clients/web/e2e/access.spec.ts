/** What axe finds, on every page, in both themes, on a desk and in a hand: nothing. */
import { expect } from "@playwright/test";
import { choose, clean, desktop, home, openTable, phone, ready, test } from "./house";

for (const [size, options] of [["desktop", desktop], ["phone", phone]] as const) {
  for (const colorScheme of ["dark", "light"] as const) {
    test(`axe finds nothing on a ${size}, ${colorScheme}`, async ({ arrive }) => {
      const page = await arrive({ ...options, colorScheme });
      const call = (name: string) => `${name}-${size}-${colorScheme}-axe`;
      await page.goto(home());
      await expect(page.getByLabel("Your name")).toBeVisible();
      await clean(page, call("home"));
      await page.goto(`${home()}/labyrinth/maze?seed=tonight&size=16`);
      await expect(page.getByText(/dead ends among/)).toBeVisible();
      await clean(page, call("workshop"));
      await openTable(page, "Ada", { seats: 2 });
      await page.getByRole("button", { name: "Show as a code" }).click();
      await expect(page.getByRole("img", { name: /Code with the invite link/ })).toBeVisible();
      await clean(page, call("lobby"));
      await choose(page);
      await page.getByRole("button", { name: /Let the computer play/ }).first().click();
      await ready(page);
      await page.getByRole("button", { name: "Raise the curtain" }).click();
      await expect(page.getByTestId("phase")).toHaveText("Declare your action");
      await clean(page, call("table"));
      await page.goto(`${home()}/settings`);
      await expect(page.getByRole("heading", { name: "Devices" })).toBeVisible();
      await clean(page, call("settings"));
      await page.goto(`${home()}/sessions`);
      await expect(page.getByRole("heading", { name: "Finished" })).toBeVisible();
      await clean(page, call("sessions"));
      await page.goto(`${home()}/saves`);
      await expect(page.getByText("Autosave")).toBeVisible();
      await clean(page, call("saves"));
      await page.goto(`${home()}/leaderboards`);
      await expect(page.getByRole("button", { name: "Fly today’s voyage" })).toBeVisible();
      await clean(page, call("leaderboards"));
      await page.goto(`${home()}/labyrinth`);
      await expect(page.getByRole("heading", { name: "Set the table" })).toBeVisible();
      await clean(page, call("setup"));
    });
  }
}
