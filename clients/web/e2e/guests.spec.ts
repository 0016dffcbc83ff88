/** Those who come late, only watch, or are not expected. */
import { expect } from "@playwright/test";
import { act, choose, follow, home, openTable, picture, ready, test } from "./house";

test("one click plays as a guest", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(home());
  await page.getByRole("button", { name: "Play Labyrinth" }).click();
  await expect(page.getByRole("heading", { name: "Around the table" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Around the table" })).toBeVisible();
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { name: "Continue" })).toBeVisible();
  await picture(page, "home-desktop-dark-guest");
});

test("a spectator sees the game and can do nothing in it", async ({ arrive }) => {
  const host = await arrive();
  const link = await openTable(host, "Ada", { seats: 1 });
  await choose(host);
  await ready(host);
  await host.getByRole("button", { name: "Raise the curtain" }).click();
  await expect(host.getByTestId("phase")).toHaveText("Declare your action");
  const guest = await arrive();
  await follow(guest, link, "Gus");
  await expect(guest.getByText(/so you are watching/)).toBeVisible();
  await expect(guest.getByText("You are watching.", { exact: true })).toBeVisible();
  await expect(guest.getByTestId("twin").locator("[data-offer]")).toHaveCount(0);
  await act(host, "EXPLORE");
  await expect(guest.getByTestId("turn")).toHaveText("Turn 2");
  await expect(host.getByText("Gus")).toBeVisible();
  await picture(guest, "spectator-desktop-dark");
});

test("the host fills seats with computers, empties them, and sends people away", async ({ arrive }) => {
  const host = await arrive();
  const link = await openTable(host, "Ada");
  await host.getByRole("button", { name: /Let the computer play: Seat 2/ }).click();
  await expect(host.getByText("computer", { exact: true })).toBeVisible();
  await host.getByRole("button", { name: /What to do with/ }).click();
  await host.getByRole("menuitem", { name: /Send .* away/ }).click();
  await expect(host.getByText("computer", { exact: true })).toBeHidden();
  const guest = await arrive();
  await follow(guest, link, "Gus");
  await host.getByRole("button", { name: "What to do with Gus" }).click();
  await host.getByRole("menuitem", { name: "Make Gus host" }).click();
  await expect(guest.getByRole("button", { name: "Raise the curtain" })).toBeVisible();
  await guest.getByRole("button", { name: "What to do with Ada" }).click();
  await guest.getByRole("menuitem", { name: "Send Ada away" }).click();
  await expect(host.getByText("You no longer have a seat at this table.")).toBeVisible();
  await host.getByRole("button", { name: "Sit down again" }).click();
  await expect(host.getByRole("alert")).toContainText("The host sent you away");
});

test("a private table is opened by its link, and by nothing else", async ({ arrive }) => {
  const host = await arrive();
  const plain = await openTable(host, "Ada");
  await host.getByText("Only by link").click();
  const input = host.getByLabel("Invite link");
  await expect(input).toHaveValue(/invite=/);
  const stranger = await arrive();
  await stranger.goto(plain);
  await stranger.getByLabel("Your name").fill("Sly");
  await stranger.getByRole("button", { name: "Come in" }).click();
  await expect(stranger.getByRole("alert")).toContainText(/private|invite/i);
  await picture(stranger, "closed-door-desktop-dark");
  const guest = await arrive();
  await follow(guest, await input.inputValue(), "Gus");
  await expect(guest.getByRole("heading", { name: "Around the table" })).toBeVisible();
});

test("a door that leads nowhere says so", async ({ arrive }) => {
  const page = await arrive();
  await page.goto(`${home()}/nonsense/where`);
  await expect(page.getByRole("heading", { name: "There is nothing behind this door" })).toBeVisible();
});
