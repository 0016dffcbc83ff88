/** The power fails in the middle of a game: nothing that was answered is lost, and the page comes back by itself. */
import { expect } from "@playwright/test";
import { act, choose, follow, openTable, picture, ready, turnOf, test } from "./house";
import { ownHouse } from "./server";

test("a server killed without warning and started again loses nothing", async ({ arrive }) => {
  await ownHouse(async (server) => {
    const ada = await arrive();
    const bea = await arrive();
    const link = await openTable(ada, "Ada", { seats: 2 });
    await follow(bea, link, "Bea");
    for (const page of [ada, bea]) await choose(page);
    for (const page of [ada, bea]) await ready(page);
    await ada.getByRole("button", { name: "Raise the curtain" }).click();
    await act(ada, "EXPLORE");
    await expect(ada.getByText(/^Declared: /)).toBeVisible();
    await server.kill();
    await expect(bea.getByTestId("connection")).toHaveText(/reconnecting|offline/);
    await act(bea, "EXPLORE");
    await expect(bea.getByText(/Kept safe/)).toBeVisible();
    await picture(bea, "offline-desktop-dark");
    await server.start();
    // Ada's declaration was answered before the cut, Bea's was sent into it: together they make turn 2.
    for (const page of [ada, bea]) await expect.poll(() => turnOf(page), { timeout: 60_000 }).toBe(2);
    for (const page of [ada, bea]) await expect(page.getByTestId("connection")).toHaveText("live", { timeout: 60_000 });
  });
});
