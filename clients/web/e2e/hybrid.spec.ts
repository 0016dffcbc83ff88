/** Real tiles on a real table: the page says which to lay where, and waits for the word. */
import { expect } from "@playwright/test";
import { choose, openTable, phone, picture, ready, test } from "./house";

test("a hybrid game goes on once the tiles lie on the table", async ({ arrive }) => {
  const page = await arrive(phone);
  await openTable(page, "Ada", { seats: 1, hybrid: true });
  await choose(page);
  await ready(page);
  await page.getByRole("button", { name: "Raise the curtain" }).click();
  await expect(page.getByRole("heading", { name: "Lay these tiles" })).toBeVisible();
  await expect(page.getByText(/[CTQL]-[ENSW]+-\d+ — /).first()).toBeVisible();
  await picture(page, "hybrid-phone-dark");
  await page.getByRole("button", { name: "They lie on the table" }).click();
  await expect(page.getByTestId("phase")).toHaveText("Declare your action");
});
