/** The live table: walls, a door and figures made with the tools; a player sees what their figure sees, and not an inch more. */
import { expect, type Locator, type Page } from "@playwright/test";
import { browser } from "./browser";
import { clean, desktop, home, phone, picture, test } from "./house";

// WebGL2 without a graphics card: the page finds it too slow and paints the ground on a 2D canvas, unless it is told to use it.
const usual = await browser();
test.use({ launchOptions: { ...usual, args: [...usual.args!.filter((flag) => flag !== "--disable-gpu"), "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] } });

const twin = (page: Page) => page.getByTestId("twin");
const figures = (page: Page) => twin(page).locator("[data-token]");
const mira = (page: Page) => twin(page).locator('[data-name="Mira"]');

/** spot is the pixel of a place on the table. */
async function spot(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const board = page.getByTestId("board");
  const box = (await board.boundingBox())!;
  const [cx, cy, scale] = (await board.getAttribute("data-camera"))!.split(",").map(Number) as [number, number, number];
  return { x: box.x + box.width / 2 + (x - cx) * scale, y: box.y + box.height / 2 + (y - cy) * scale };
}

/** rest waits until the camera has come to rest. */
async function rest(page: Page): Promise<void> {
  let last = "";
  await expect.poll(async () => {
    const now = (await page.getByTestId("board").getAttribute("data-camera"))!;
    const same = now === last;
    last = now;
    return same;
  }, { intervals: [150] }).toBe(true);
}

async function click(page: Page, x: number, y: number, button: "left" | "right" = "left"): Promise<void> {
  const at = await spot(page, x, y);
  await page.mouse.click(at.x, at.y, { button });
  // Two clicks in quick succession would be one that means something else.
  await page.waitForTimeout(350);
}

/** more chooses what stands in the menu of the scene. */
async function more(page: Page, deed: string): Promise<void> {
  await page.getByTestId("more-menu").click();
  await page.locator(`[data-deed="${deed}"]:visible`).click();
}

/** by opens a page of the table again with one of the ground's two painters. */
async function by(painter: "gl", page: Page): Promise<void> {
  const url = new URL(page.url());
  url.searchParams.set("painter", painter);
  await page.goto(url.href);
  await expect(page.getByTestId("board")).toHaveAttribute("data-painter", painter);
}

/** begin makes a table from the first page, with an empty scene of 20 by 12 cells with fog. */
async function begin(page: Page, name: string, painter?: "gl"): Promise<void> {
  await page.goto(home());
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  const card = page.locator("article, li, section, div").filter({ has: page.getByRole("heading", { name: "Tabletop", exact: true }) }).last();
  await card.getByRole("button", { name: /Play/ }).click();
  await expect(page.getByTestId("connection")).toHaveText("live");
  await expect(page.getByTestId("board")).toHaveAttribute("data-camera", /\d/);
  await expect(page.getByTestId("board")).toHaveAttribute("data-painter", "2d");
  if (painter) await by(painter, page);
  await picture(page, painter ? `tabletop-first-evening-desktop-light-${painter}` : "tabletop-first-evening-desktop-dark");
  await page.locator("#tab-stage, #tab-scenes").first().click();
  await page.getByRole("button", { name: "New empty scene" }).click();
  await page.getByRole("textbox", { name: "New empty scene" }).fill("The cellar");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Open The cellar on the table" }).click();
  await expect(figures(page)).toHaveCount(0);
  await more(page, "scene");
  const sheet = page.getByTestId("scene-sheet");
  await sheet.getByLabel("Width, cells").fill("20");
  await sheet.getByLabel("Height, cells").fill("1200");
  await sheet.getByLabel("Players see only what their figures see").check();
  await sheet.getByRole("button", { name: "Save" }).click();
  // What the server says of a field stands beside it, and what was typed is kept.
  await expect(sheet.locator('input[aria-describedby]')).toHaveValue("1200");
  await expect(page.getByRole("alert").filter({ hasText: "Please look at" })).toHaveCount(1);
  await sheet.getByLabel("Height, cells").fill("12");
  await sheet.getByLabel("Darkness, percent").fill("0");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole("button", { name: "Show the whole board" }).click();
  await rest(page);
}

/** build makes two rooms with a closed door between them. */
async function build(page: Page): Promise<void> {
  await page.locator("[data-tool=wall]").click();
  for (const [x, y] of [[2, 2], [14, 2], [14, 10], [2, 10], [2, 2]] as const) await click(page, x, y);
  await expect(twin(page).locator("[data-walls]")).toHaveAttribute("data-walls", "1");
  for (const [x, y] of [[8, 2], [8, 5], [8, 5]] as const) await click(page, x, y);
  for (const [x, y] of [[8, 6], [8, 10]] as const) await click(page, x, y);
  await page.keyboard.press("Enter");
  await expect(twin(page).locator("[data-walls]")).toHaveAttribute("data-walls", "3");
  await page.keyboard.press("o");
  await click(page, 8, 5);
  await click(page, 8, 6);
  await expect(twin(page).locator("[data-door]")).toHaveAttribute("data-state", "closed");
  await page.keyboard.press("v");
}

/** figure puts one down by the menu of a place and names it. */
async function figure(page: Page, name: string, x: number, y: number): Promise<void> {
  await click(page, x, y, "right");
  await page.locator("[data-deed=figure]:visible").click();
  const sheet = page.getByTestId("element-sheet");
  await sheet.getByLabel("Name", { exact: true }).fill(name);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(twin(page).locator(`[data-name="${name}"]`)).toHaveCount(1);
}

async function invite(page: Page): Promise<string> {
  await page.locator("#tab-people").click();
  await page.getByRole("button", { name: "Make a link" }).click();
  return page.getByLabel("Invitation link").inputValue();
}

async function comeIn(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  await expect(page.getByTestId("connection")).toHaveText("live");
}

/** give lets a player move a figure, and all know its name, with the figure's settings. */
async function give(page: Page, name: string, player: string): Promise<void> {
  await page.getByRole("button", { name: `Settings of ${name}` }).evaluate((button: HTMLElement) => button.click());
  const sheet = page.getByTestId("element-sheet");
  await sheet.getByLabel(player, { exact: true }).check();
  await sheet.getByLabel("Players see the name").check();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
}

const press = (button: Locator) => button.evaluate((one: HTMLElement) => one.click());

test("walls, a door, two figures: the player sees one room, then two; undone, one again", async ({ arrive }) => {
  const gm = await arrive(desktop);
  await begin(gm, "Ada");
  await build(gm);
  await figure(gm, "Mira", 4.5, 5.5);
  await figure(gm, "The Ogre", 11.5, 4.5);
  await clean(gm, "tabletop-gm-desktop-dark-axe");

  const bea = await arrive({ ...phone, colorScheme: "light" });
  await comeIn(bea, await invite(gm), "Bea");
  await expect(figures(bea)).toHaveCount(0);

  await give(gm, "Mira", "Bea");
  await expect(mira(bea)).toContainText("yours");
  await expect(figures(bea)).toHaveCount(1);
  await expect(twin(bea).locator("[data-walls]")).toHaveCount(0);
  await expect(twin(bea).locator("[data-door]")).toHaveAttribute("data-state", "closed");
  expect(await twin(bea).textContent()).not.toContain("Ogre");

  // With the keyboard alone: the own figure is chosen; a closed door stops it.
  await bea.getByTestId("board").focus();
  for (const [key, at] of [["ArrowRight", "5.5,5.5"], ["ArrowRight", "6.5,5.5"], ["ArrowRight", "7.5,5.5"]] as const) {
    await bea.keyboard.press(key);
    await expect(mira(bea)).toHaveAttribute("data-at", at);
  }
  await bea.keyboard.press("ArrowRight");
  await expect(bea.getByRole("alert").filter({ hasText: "wall is in the way" })).toBeVisible();
  await expect(mira(bea)).toHaveAttribute("data-at", "7.5,5.5");
  await clean(bea, "tabletop-player-phone-light-axe");

  // The game master clicks the door: the other room appears, and who is in it, without a name.
  await rest(gm);
  await click(gm, 8, 5.5);
  await expect(twin(bea).locator("[data-door]")).toHaveAttribute("data-state", "open");
  await expect(figures(bea)).toHaveCount(2);
  await expect(twin(bea)).toContainText("a figure");
  expect(await twin(bea).textContent()).not.toContain("Ogre");
  await picture(bea, "tabletop-door-open-phone-light");
  await picture(gm, "tabletop-door-open-desktop-dark");

  // Taken back by a key: the door closes, the room is remembered, the figure in it is not seen.
  await gm.getByTestId("board").focus();
  await gm.keyboard.press("Control+z");
  await expect(twin(bea).locator("[data-door]")).toHaveAttribute("data-state", "closed");
  await expect(figures(bea)).toHaveCount(1);
  await gm.locator("button[data-deed=redo]").click();
  await expect(figures(bea)).toHaveCount(2);

  // A finger: one tap says where to and how far, the second walks.
  await rest(bea);
  for (const tap of [1, 2]) {
    const at = await spot(bea, 9.5, 5.5);
    await bea.touchscreen.tap(at.x, at.y);
    if (tap === 1) await expect(bea.getByTestId("hint")).toContainText("10 ft");
    await bea.waitForTimeout(400);
  }
  await expect(mira(bea)).toHaveAttribute("data-at", "9.5,5.5");
  await expect(mira(gm)).toHaveAttribute("data-at", "9.5,5.5");

  // Dragged by the game master, around a corner as the crow flies: walls do not stop them.
  await rest(gm);
  const [from, to] = [await spot(gm, 9.5, 5.5), await spot(gm, 3.5, 8.5)];
  await gm.mouse.move(from.x, from.y);
  await gm.mouse.down();
  await gm.mouse.move(to.x, to.y, { steps: 6 });
  await expect(gm.getByTestId("hint")).toContainText("30 ft");
  await gm.mouse.up();
  await expect(mira(bea)).toHaveAttribute("data-at", "3.5,8.5");
});

test("through the players' eyes, covered, and on a flat screen; a staged area catches who is in it", async ({ arrive }) => {
  const gm = await arrive({ ...desktop, colorScheme: "light" });
  await begin(gm, "Cleo", "gl");
  await build(gm);
  await figure(gm, "Mira", 4.5, 5.5);
  const dan = await arrive(desktop);
  await comeIn(dan, await invite(gm), "Dan");
  await by("gl", dan);
  await give(gm, "Mira", "Dan");
  await expect(mira(dan)).toContainText("yours");

  await gm.locator("[data-tool=area]").click();
  await gm.getByLabel("Spell").selectOption({ label: "Burst of fire" });
  await gm.getByLabel("Hidden until triggered").check();
  await click(gm, 5, 5);
  const area = twin(gm).locator("[data-area]");
  await expect(area).toContainText("catches Mira");
  await expect(area).toContainText("waiting to be triggered");
  await gm.locator("[data-tool=select]").click();
  await expect(twin(dan).locator("[data-area]")).toHaveCount(0);
  await clean(gm, "tabletop-gm-desktop-light-axe");

  const flat = await gm.context().newPage();
  await flat.goto(`${gm.url()}&display=1`);
  await expect(flat.getByTestId("flat")).toBeVisible();
  await expect(mira(flat)).toBeVisible();
  await expect(twin(flat).locator("[data-area]")).toHaveCount(0);
  await press(gm.getByRole("button", { name: "Choose Mira" }));
  await rest(gm);
  await click(gm, 5, 5, "right");
  await gm.locator("[data-deed=trigger]:visible").click();
  await expect(twin(flat).locator("[data-area]")).toContainText("catches Mira");

  await flat.keyboard.press("c");
  const calibrate = flat.getByTestId("calibrate");
  await calibrate.getByLabel("Diagonal, inches").fill("20");
  await calibrate.getByLabel("Pixels across").fill("1600");
  await calibrate.getByLabel("Pixels down").fill("1200");
  await expect(calibrate).toContainText("One inch is 100 pixels");
  await calibrate.getByRole("button", { name: "Use it" }).click();
  await expect(flat.getByTestId("board")).toHaveAttribute("data-camera", /^4\.5,[\d.]+,100$/);
  await picture(flat, "tabletop-flat-desktop");

  await more(gm, "display");
  await gm.getByTestId("display-sheet").getByLabel("Show nothing").check();
  await expect(flat.getByTestId("blank")).toBeVisible();
  await gm.getByTestId("display-sheet").getByLabel("Show nothing").uncheck();
  await expect(flat.getByTestId("blank")).toHaveCount(0);
  await gm.getByTestId("display-sheet").getByLabel("Turned").selectOption("180°");
  await expect(flat.locator("[data-turn='180']")).toBeVisible();
  await gm.keyboard.press("Escape");
  await flat.close();

  await more(gm, "as-players");
  await expect(gm.getByText("You look as the players do.")).toBeVisible();
  await expect(twin(gm).locator("[data-walls]")).toHaveCount(0);
  await picture(gm, "tabletop-as-players-desktop-light");
  await gm.getByRole("button", { name: "Look as game master again" }).click();
  await expect(twin(gm).locator("[data-walls]")).toHaveAttribute("data-walls", "3");
});
