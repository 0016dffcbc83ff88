/**
 * An evening of three: a game master with a map of another program's making, two
 * players who see what their figures see, and a power cut in the middle.
 */
import { expect, type Page } from "@playwright/test";
import { png } from "./files";
import { desktop, home, phone, picture, test } from "./house";
import { ownHouse } from "./server";
import { Wire } from "./wire";

const tab = async (page: Page, name: string) => page.locator(`[data-tab=${name}]`).click();
const twin = (page: Page) => page.getByTestId("twin");
const named = (page: Page, name: string) => twin(page).locator(`[data-name="${name}"]`);
const live = (page: Page) => expect(page.getByTestId("connection")).toHaveText("live", { timeout: 30_000 });

/** lair is a file as map makers write it: two rooms, a wall between them and a door in it, of eight by six cells. */
function lair(): Buffer {
  const at = (x: number, y: number) => ({ x, y });
  const ring = [at(0, 0), at(8, 0), at(8, 6), at(0, 6), at(0, 0)];
  return Buffer.from(JSON.stringify({
    format: 0.3,
    resolution: { map_origin: at(0, 0), map_size: at(8, 6), pixels_per_grid: 64 },
    line_of_sight: [ring, [at(4, 0), at(4, 2)], [at(4, 3), at(4, 6)]],
    objects_line_of_sight: [],
    portals: [{ position: at(4, 2.5), bounds: [at(4, 2), at(4, 3)], rotation: 1.570796, closed: true, freestanding: false }],
    environment: { baked_lighting: false, ambient_light: "ffffffff" },
    lights: [],
    image: png(512, 384).toString("base64"),
  }));
}

async function comeIn(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
}

/** spot is the pixel of a place on the table, once the camera shows all of the lair. */
async function spot(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const board = page.getByTestId("board");
  await page.getByRole("button", { name: "Show the whole board" }).click();
  await expect(board).toHaveAttribute("data-camera", /^4,3,/);
  const box = (await board.boundingBox())!;
  const [cx, cy, scale] = (await board.getAttribute("data-camera"))!.split(",").map(Number) as [number, number, number];
  return { x: box.x + box.width / 2 + (x - cx) * scale, y: box.y + box.height / 2 + (y - cy) * scale };
}

/** menu opens what can be done at a place and does one of it. */
async function menu(page: Page, x: number, y: number, deed: string): Promise<void> {
  const at = await spot(page, x, y);
  await page.mouse.click(at.x, at.y, { button: "right" });
  await page.locator(`[data-deed=${deed}]:visible`).click();
}

interface Wish {
  at: [number, number];
  owner?: string;
  hidden?: boolean;
}

/** figure puts one down and says what it is. */
async function figure(page: Page, name: string, { at, owner, hidden }: Wish): Promise<void> {
  await menu(page, ...at, "figure");
  const sheet = page.getByTestId("element-sheet");
  await sheet.getByLabel("Name", { exact: true }).fill(name);
  await sheet.getByLabel("Players see the name").check();
  if (owner) {
    await sheet.getByLabel(owner, { exact: true }).check();
    await sheet.getByLabel("It sees").check();
  }
  if (hidden) await sheet.getByLabel("Hidden from players").check();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(named(page, name)).toHaveCount(1);
}

/** tables counts the tiles of ground that came to a page, by whether something was to be seen on them. */
function tiles(page: Page) {
  const came = { shown: 0, dark: 0 };
  page.on("response", (answer) => {
    if (!/\/tables\/[^/]+\/ground\/[^/]+\/\d/.test(answer.url())) return;
    if (answer.status() === 200) came.shown++;
    if (answer.status() === 204) came.dark++;
  });
  return came;
}

const secret = "Zarathax";

test("a lair from a map maker, two who explore it, and the power goes", async ({ arrive }) => {
  test.setTimeout(240_000);
  await ownHouse(async (server) => {
    const gm = await arrive(desktop);
    const ann = await arrive(desktop);
    const ben = await arrive({ ...phone, colorScheme: "light" });
    const wire = await Wire.tap(home());
    let table = "";

    await test.step("a campaign, a map for its library, a scene from a file", async () => {
      await comeIn(gm, `${home()}/tabletop`, "Gwen");
      await gm.getByRole("textbox", { name: /^Name/ }).fill("The drowned lair");
      await gm.getByRole("button", { name: "Make the campaign" }).click();
      await tab(gm, "library");
      await gm.locator("input[type=file]").first().setInputFiles({ name: "cave.png", mimeType: "image/png", buffer: png(1400, 1100) });
      await expect(gm.locator('[data-file="cave.png"]')).toHaveAttribute("data-state", "done");
      await tab(gm, "scenes");
      await gm.getByText("Import a scene", { exact: true }).first().click();
      await gm.locator("input[type=file]").first().setInputFiles({ name: "lair.dd2vtt", mimeType: "application/json", buffer: lair() });
      await expect(gm.locator('[data-scene="lair"] img')).toBeVisible();
    });

    const link = await test.step("a table with it; a link for the players", async () => {
      await tab(gm, "overview");
      await gm.getByRole("button", { name: "Make a link" }).click();
      const invitation = await gm.getByLabel("Invitation link").inputValue();
      await tab(gm, "tables");
      await gm.getByLabel("What it is called").fill("Tonight");
      await gm.getByRole("button", { name: "Open a table" }).click();
      await live(gm);
      await expect(twin(gm).locator("[data-door]")).toHaveAttribute("data-state", "closed");
      table = new URL(gm.url()).pathname;
      return invitation;
    });

    await test.step("two come by the link; Ann's wire is listened to", async () => {
      for (const [page, name, base] of [[ann, "Ann", wire.url], [ben, "Ben", home()]] as const) {
        await comeIn(page, `${base}${new URL(link).pathname}${new URL(link).search}`, name);
        await expect(page.getByRole("heading", { name: "The drowned lair" })).toBeVisible();
        await page.goto(`${base}${table}`);
        await live(page);
      }
      await expect(twin(ann).locator("[data-token]")).toHaveCount(0);
    });

    const ground = tiles(ann);
    await test.step("figures: two heroes, one who waits behind the door, one whom nobody may know of", async () => {
      await figure(gm, "Asha", { at: [1.5, 2.5], owner: "Ann" });
      await figure(gm, "Bram", { at: [1.5, 4.5], owner: "Ben" });
      await figure(gm, "Morgrim", { at: [6.5, 2.5] });
      await figure(gm, secret, { at: [2.5, 1.5], hidden: true });
      await gm.locator("[data-tool=pin]").click();
      const altar = await spot(gm, 7, 5);
      await gm.mouse.click(altar.x, altar.y);
      const sheet = gm.getByTestId("words-sheet");
      await sheet.getByLabel("Title").fill("An altar");
      await sheet.getByLabel("Players see it where they have been").check();
      await sheet.getByRole("button", { name: "Save" }).click();
      await gm.locator("[data-tool=select]").click();
    });

    await test.step("Ann sees her room, and what stands in it", async () => {
      await expect(named(ann, "Asha")).toContainText("yours");
      await expect(named(ann, "Bram")).toHaveCount(1);
      await expect(twin(ann).locator("[data-token]")).toHaveCount(2);
      await expect(twin(ann).getByText("An altar")).toHaveCount(0);
      await expect.poll(() => ground.shown).toBeGreaterThan(0);
      expect(wire.holds("Asha")).toBe(true);
      expect(wire.holds("Morgrim")).toBe(false);
      await picture(ann, "tabletop-lair-one-room-desktop-dark");
    });

    await test.step("the door opens, and the room behind it is there", async () => {
      await twin(gm).getByRole("button", { name: "Open Door" }).evaluate((button: HTMLElement) => button.click());
      await expect(named(ann, "Morgrim")).toHaveCount(1);
      expect(wire.holds("Morgrim")).toBe(true);
      await picture(ann, "tabletop-lair-two-rooms-desktop-dark");
    });

    await test.step("Ann walks through; each takes back what they did themselves", async () => {
      await ann.getByTestId("board").focus();
      for (const x of ["2.5", "3.5", "4.5"]) {
        await ann.keyboard.press("ArrowRight");
        await expect(named(ann, "Asha")).toHaveAttribute("data-at", `${x},2.5`);
      }
      await expect(twin(ann).getByText("An altar")).toHaveCount(1);
      await twin(gm).getByRole("button", { name: "Choose Morgrim" }).evaluate((button: HTMLElement) => button.click());
      await gm.getByTestId("board").focus();
      await gm.keyboard.press("ArrowDown");
      await expect(named(ann, "Morgrim")).toHaveAttribute("data-at", "6.5,3.5");
      await ann.keyboard.press("Control+z");
      await expect(named(gm, "Asha")).toHaveAttribute("data-at", "3.5,2.5");
      await expect(named(gm, "Morgrim")).toHaveAttribute("data-at", "6.5,3.5");
      await gm.keyboard.press("Control+z");
      await expect(named(gm, "Morgrim")).toHaveAttribute("data-at", "6.5,2.5");
      await expect(named(gm, "Asha")).toHaveAttribute("data-at", "3.5,2.5");
    });

    await test.step("the door falls shut: what was seen is remembered, who stands there is not", async () => {
      await twin(gm).getByRole("button", { name: "Close Door" }).evaluate((button: HTMLElement) => button.click());
      await expect(named(ann, "Morgrim")).toHaveCount(0);
      await expect(twin(ann).getByText("An altar")).toHaveCount(1);
      await gm.locator("#tab-stage, #tab-scenes").first().click();
      await gm.getByRole("button", { name: "Save the scene" }).click();
      await expect(gm.getByRole("button", { name: "Save the scene" })).toBeDisabled();
    });

    await test.step("a reload and a power cut later all of it is there", async () => {
      await ann.reload();
      await live(ann);
      await expect(twin(ann).getByText("An altar")).toHaveCount(1);
      await server.kill();
      await expect(gm.getByTestId("connection")).not.toHaveText("live");
      await server.start();
      for (const page of [gm, ann, ben]) await live(page);
      await expect(named(ann, "Asha")).toHaveAttribute("data-at", "3.5,2.5");
      await expect(twin(ann).getByText("An altar")).toHaveCount(1);
      await expect(named(ann, "Morgrim")).toHaveCount(0);
      await expect(named(ben, "Asha")).toHaveCount(1);
      await picture(ann, "tabletop-lair-after-the-cut-desktop-dark");
      await picture(ben, "tabletop-lair-after-the-cut-phone-light");
      // What was done before the cut can be taken back after it.
      await ann.getByTestId("board").focus();
      await ann.keyboard.press("Control+z");
      await expect(named(gm, "Asha")).toHaveAttribute("data-at", "2.5,2.5");
    });

    await test.step("laid on the table anew, the ground is still known", async () => {
      await gm.getByRole("button", { name: "New empty scene" }).click();
      await gm.getByRole("textbox", { name: "New empty scene" }).fill("The road");
      await gm.getByRole("button", { name: "Save", exact: true }).click();
      await gm.getByRole("button", { name: "Open The road on the table" }).click();
      await gm.getByRole("alertdialog").getByRole("button", { name: "Yes" }).click();
      await expect(twin(ann).locator("[data-door]")).toHaveCount(0);
      await gm.getByRole("button", { name: "Open lair on the table" }).click();
      await expect(twin(ann).locator("[data-door]")).toHaveCount(1);
      await expect(twin(ann).getByText("An altar")).toHaveCount(1);
    });

    expect(wire.holds(secret), "the hidden one's name never came to Ann").toBe(false);
    expect(await twin(gm).textContent()).toContain(secret);
    wire.close();
  });
});
