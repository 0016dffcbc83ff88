/** A campaign from its first page to a fight at its table, by a game master and a player in browsers of their own. */
import { expect, type Page } from "@playwright/test";
import { png, wav } from "./files";
import { clean, desktop, home, phone, test } from "./house";

const tab = async (page: Page, name: string) => page.locator(`[data-tab=${name}]`).click();
const panel = async (page: Page, name: string) => page.locator(`#tab-${name}`).click();

async function arriveAt(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
}

/** found makes a campaign and answers its address. */
async function found(page: Page, name: string): Promise<string> {
  await arriveAt(page, `${home()}/tabletop`, "Greta");
  await page.getByRole("textbox", { name: /^Name/ }).fill(name);
  await page.getByRole("button", { name: "Make the campaign" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return page.url();
}

/** invite makes a link and answers it. */
async function invite(page: Page): Promise<string> {
  await tab(page, "overview");
  await page.getByRole("button", { name: "Make a link" }).click();
  return page.getByLabel("Invitation link").inputValue();
}

async function write(page: Page, note: { title: string; text: string; kind?: string; readers?: string; picture?: string }): Promise<void> {
  await tab(page, "diary");
  await page.getByRole("button", { name: "Write a page" }).click();
  await page.getByLabel("Title").fill(note.title);
  if (note.kind) await page.getByLabel("What it is").selectOption(note.kind);
  if (note.readers) await page.getByLabel("Who may read it").selectOption(note.readers);
  if (note.picture) await page.getByLabel("Its picture").selectOption(note.picture);
  await page.getByLabel("Text").fill(note.text);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();
  await page.getByRole("button", { name: "All notes" }).click();
}

async function openTable(page: Page, title: string): Promise<string> {
  await tab(page, "scenes");
  await page.getByRole("button", { name: "New scene" }).click();
  await page.getByLabel("New scene").fill("The yard");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator('[data-scene="The yard"]')).toBeVisible();
  await tab(page, "tables");
  await page.getByLabel("What it is called").fill(title);
  await page.getByRole("button", { name: "Open a table" }).click();
  await expect(page.getByTestId("connection")).toHaveText("live");
  return page.url();
}

/** spots waits until a page's camera has come to rest, and answers the pixels of places on the table. */
async function spots(page: Page) {
  const board = page.getByTestId("board");
  const camera = () => board.getAttribute("data-camera");
  for (let last = ""; last !== await camera(); await page.waitForTimeout(300)) last = (await camera())!;
  const box = (await board.boundingBox())!;
  return async ({ x, y }: { x: number; y: number }) => {
    const [cx, cy, scale] = (await camera())!.split(",").map(Number) as [number, number, number];
    return { x: box.x + box.width / 2 + (x - cx) * scale, y: box.y + box.height / 2 + (y - cy) * scale };
  };
}

/** ahead is how far the music is, less this machine's clock: alike for all who hear the same moment. */
const ahead = (page: Page) => page.evaluate(() => {
  const audio = document.querySelector<HTMLAudioElement>("audio[data-channel=music]")!;
  return { playing: !audio.paused && audio.readyState > 2, position: audio.currentTime * 1000 - Date.now() };
});

test("a campaign is made, prepared, shared and played", async ({ arrive }) => {
  const gm = await arrive(desktop);
  const player = await arrive(desktop);
  const address = await found(gm, "The bell below");
  let table = "";

  await test.step("a page for everybody, and one for game masters alone", async () => {
    await write(gm, { title: "How it began", text: "The **bell** rang. <img src=x onerror=alert(1)>" });
    await write(gm, { title: "The truth", text: "There is no bell.", readers: "Game masters and the author" });
  });

  await test.step("what is being written stays while one looks elsewhere", async () => {
    await tab(gm, "diary");
    await gm.getByRole("button", { name: "Write a page" }).click();
    await gm.getByLabel("Title").fill("Half a sentence");
    await tab(gm, "overview");
    await tab(gm, "diary");
    await gm.getByRole("button", { name: "Write a page" }).click();
    await expect(gm.getByLabel("Title")).toHaveValue("Half a sentence");
    await gm.getByRole("button", { name: "Cancel" }).click();
    await gm.getByRole("alertdialog").getByRole("button", { name: "Yes" }).click();
    await expect(gm.getByRole("button", { name: "Write a page" })).toBeVisible();
  });

  await test.step("a player follows the link, and reads what is for them", async () => {
    await arriveAt(player, await invite(gm), "Pia");
    await expect(player.getByRole("heading", { name: "The bell below" })).toBeVisible();
    await expect(player.locator("[data-tab=bestiary]")).toHaveCount(0);
    await tab(player, "diary");
    await player.getByRole("button", { name: /How it began/ }).click();
    await expect(player.locator("article strong", { hasText: "bell" })).toBeVisible();
    await expect(player.locator("article img")).toHaveCount(0);
    await player.getByRole("button", { name: "All notes" }).click();
    await expect(player.getByRole("button", { name: /How it began/ })).toBeVisible();
    await expect(player.getByText("The truth")).toHaveCount(0);
    await tab(player, "tavern");
    await expect(player.getByTestId("tavern")).toBeVisible();
    await expect(player.getByRole("button", { name: "Settle the books" })).toHaveCount(0);
    await tab(player, "library");
    await expect(player.getByRole("button", { name: "Upload files" })).toBeVisible();
    await expect(player.getByRole("alert")).toHaveCount(0);
  });

  await test.step("files arrive; one that lies is refused in words", async () => {
    await tab(gm, "library");
    await gm.getByText("Tokens & handouts", { exact: true }).first().click();
    await gm.locator("input[type=file]").first().setInputFiles([
      { name: "letter.png", mimeType: "image/png", buffer: png(512, 384) },
      { name: "rain.wav", mimeType: "audio/wav", buffer: wav(60) },
      { name: "lie.png", mimeType: "image/png", buffer: Buffer.from("this is no picture at all") },
    ]);
    await expect(gm.locator('[data-file="letter.png"]')).toHaveAttribute("data-state", "done");
    await expect(gm.locator('[data-file="rain.wav"]')).toHaveAttribute("data-state", "done");
    await expect(gm.locator('[data-file="lie.png"]')).toHaveAttribute("data-state", "failed");
    await expect(gm.locator('[data-file="lie.png"] [role=alert]')).not.toBeEmpty();
    await expect(gm.getByRole("button", { name: "Try again: lie.png" })).toHaveCount(0);
    await gm.getByRole("button", { name: "Cancel: lie.png" }).click();
    await gm.getByRole("button", { name: "Clear the list" }).click();
    await expect(gm.locator('[data-asset="letter.png"] img')).toBeVisible();
    await expect.poll(() => gm.locator('[data-asset="letter.png"] img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    await clean(gm, "tabletop-library-desktop-dark-axe");
  });

  await test.step("a cut line is mended, and what was sent is kept", async () => {
    let cuts = 0;
    await gm.route(/\/uploads?\//, (route) => (route.request().method() === "PUT" && cuts++ === 0 ? route.abort() : route.continue()));
    await gm.locator("input[type=file]").first().setInputFiles([{ name: "door.png", mimeType: "image/png", buffer: png(256, 256) }]);
    await expect(gm.locator('[data-file="door.png"]')).toHaveAttribute("data-state", "done");
    expect(cuts).toBeGreaterThan(1);
    await gm.getByRole("button", { name: "Clear the list" }).click();
    await gm.getByRole("button", { name: "Details of door.png" }).click();
    await gm.getByRole("dialog").getByLabel("Tags").fill("wood, prop");
    await gm.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(gm.getByRole("dialog")).toHaveCount(0);
    await gm.getByRole("searchbox").fill("prop");
    await expect(gm.locator("[data-asset]")).toHaveCount(1);
  });

  await test.step("a scene of another tool comes in, and goes out again", async () => {
    await tab(gm, "scenes");
    await gm.getByText("Import a scene").first().click();
    const uvtt = { format: 0.3, resolution: { map_origin: { x: 0, y: 0 }, map_size: { x: 8, y: 6 }, pixels_per_grid: 32 }, line_of_sight: [[{ x: 1, y: 1 }, { x: 5, y: 1 }]], portals: [], lights: [], image: png(256, 192).toString("base64") };
    await gm.getByLabel("Import a scene").setInputFiles([{ name: "mill.uvtt", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(uvtt)) }]);
    await expect(gm.getByText("mill is here.")).toBeVisible();
    await expect(gm.locator("[data-scene=mill] img")).toBeVisible();
    await gm.locator("[data-scene=mill] summary").click();
    const [file] = await Promise.all([gm.waitForEvent("download"), gm.getByRole("button", { name: "Export as Universal VTT" }).click()]);
    expect(file.suggestedFilename()).toMatch(/mill.*vtt$/);
    await clean(gm, "tabletop-scenes-desktop-dark-axe");
  });

  await test.step("a table is opened, the player enters it", async () => {
    await write(gm, { title: "A wet letter", text: "Come alone.", kind: "Handout", picture: "letter.png" });
    table = await openTable(gm, "Thursday");
    await player.goto(address);
    await tab(player, "tables");
    await player.getByRole("link", { name: /Enter/ }).click();
    await expect(player.getByTestId("connection")).toHaveText("live");
    await expect(player.locator("#tab-things")).toHaveCount(0);
  });

  await test.step("an encounter is built and sent into the fight", async () => {
    await gm.goto(`${address}&tab=bestiary`);
    for (let n = 0; n < 3; n++) await gm.getByRole("button", { name: "Add Bramble Hound" }).click();
    await expect(gm.locator('[data-foe="Bramble Hound"]')).toContainText("3 × Bramble Hound");
    // Three at a half: 300, twice; against one hero of the first level.
    await expect(gm.getByTestId("rating")).toHaveAttribute("data-difficulty", "deadly");
    await expect(gm.getByTestId("rating")).toContainText("300");
    await clean(gm, "tabletop-encounter-desktop-dark-axe");
    await gm.getByRole("button", { name: /Send to initiative/ }).click();
    await expect(gm.getByText("3 fighters joined the fight.")).toBeVisible();
  });

  await test.step("both see the order, the player without numbers", async () => {
    await gm.goto(table);
    await panel(gm, "fight");
    await gm.getByRole("button", { name: "Roll initiative" }).click();
    await panel(player, "fight");
    await expect(player.getByTestId("order")).toHaveCount(0);
    await gm.getByLabel("Players see the order").click();
    await expect(gm.getByTestId("order").locator("li")).toHaveCount(3);
    await expect(player.getByTestId("order").locator("li")).toHaveCount(3);
    await expect(gm.getByTestId("order").getByRole("img", { name: /Hit points of Bramble Hound 1/ })).toBeVisible();
    await gm.getByRole("button", { name: "Next turn" }).click();
    await expect(player.locator("[data-fighter][aria-current=true]")).toHaveCount(1);
    await expect(gm.getByText("Round 1")).toBeVisible();
    const first = gm.getByTestId("order").locator("li").first();
    await first.locator("summary").click();
    await first.getByRole("textbox").first().fill("99");
    await first.getByRole("button", { name: "Hurt" }).click();
    await expect(first).toHaveAttribute("data-dead", "true");
    await expect(player.getByTestId("order").locator("li").first()).toHaveAttribute("data-dead", "true");
    expect(await player.getByTestId("order").textContent()).not.toMatch(/\d+ \/ \d+/);
    await clean(gm, "tabletop-fight-desktop-dark-axe");
    await clean(player, "tabletop-fight-player-dark-axe");
  });

  await test.step("what the game master rolls alone nobody else sees", async () => {
    await panel(gm, "talk");
    await panel(player, "talk");
    await gm.getByLabel("Who sees it").selectOption("Game master");
    await gm.getByRole("button", { name: "Roll 1d20" }).click();
    await expect(gm.getByTestId("roll")).toHaveCount(1);
    await gm.getByLabel("Say something").fill("/r 4d6kh3 # strength");
    await gm.getByLabel("Say something").press("Enter");
    await expect(gm.getByTestId("roll")).toHaveCount(2);
    await expect(player.getByTestId("roll")).toHaveCount(1);
    await expect(player.getByTestId("roll")).toContainText("strength");
    expect(await player.getByTestId("roll").locator("output").textContent()).toBe(await gm.getByTestId("roll").last().locator("output").textContent());
    await expect(player.getByTestId("roll").getByRole("img", { name: /does not count/ })).toHaveCount(1);
    await player.getByLabel("Say something").fill("/w Greta I have the key");
    await player.getByLabel("Say something").press("Enter");
    await expect(gm.getByText("I have the key")).toBeVisible();
    await player.reload();
    await panel(player, "talk");
    await expect(player.getByTestId("roll")).toHaveCount(1);
    await clean(gm, "tabletop-talk-desktop-dark-axe");
  });

  await test.step("a handout is held up", async () => {
    await panel(gm, "notes");
    await gm.getByText("A wet letter").click();
    await gm.getByRole("button", { name: "Show A wet letter to everybody" }).click();
    await expect(player.getByRole("dialog").getByRole("img")).toBeVisible();
    await gm.getByRole("button", { name: "Take it away" }).click();
    await expect(player.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("who comes late hears the same moment of the music", async () => {
    await panel(gm, "sounds");
    await gm.getByLabel("Let me hear it").check();
    const [answer] = await Promise.all([gm.waitForResponse(/ChangeAudio/), gm.getByLabel("Add a track: Music").selectOption("rain.wav")]);
    const { startTime, requestStart, responseStart } = answer.request().timing();
    // The server began it somewhere between question and answer.
    const began = startTime + (requestStart + responseStart) / 2;
    await gm.waitForTimeout(4_000);
    await panel(player, "sounds");
    await player.getByLabel("Let me hear it").check();
    await expect.poll(async () => (await ahead(player)).playing).toBe(true);
    // A clock is being measured meanwhile; that takes some seconds, once.
    await player.waitForTimeout(9_000);
    const [his, hers] = await Promise.all([ahead(gm), ahead(player)]);
    console.log(`music: player ${Math.round(hers.position + began)} ms and game master ${Math.round(his.position + began)} ms off the server's moment (±${Math.ceil((responseStart - requestStart) / 2)} ms), ${Math.round(Math.abs(his.position - hers.position))} ms between them`);
    expect(Math.abs(hers.position + began)).toBeLessThan(100);
    expect(Math.abs(hers.position - his.position)).toBeLessThan(100);
    await clean(gm, "tabletop-sounds-desktop-dark-axe");
  });

  await test.step("the tavern is settled, and the books are right", async () => {
    await gm.goto(`${address}&tab=tavern`);
    await gm.getByLabel("Gold besides").fill("7");
    await gm.getByRole("button", { name: "Settle the books" }).click();
    const settled = gm.getByTestId("settled");
    await expect(settled.getByRole("img", { name: /on a d100/ })).toBeVisible();
    const net = Number(await settled.getAttribute("data-net"));
    await expect(gm.getByTestId("tavern")).toContainText(`${String(net).replace("-", "−")} gp`);
    await expect(gm.locator("[data-entry]")).toHaveCount(1);
    await clean(gm, "tabletop-tavern-desktop-dark-axe");
  });
});

test("a first evening, in a hand and by daylight", async ({ arrive }) => {
  const page = await arrive({ ...phone, colorScheme: "light" });
  await arriveAt(page, `${home()}/tabletop`, "Greta");
  await expect(page.getByRole("button", { name: "Start a first evening" })).toBeVisible();
  await clean(page, "tabletop-setup-phone-light-axe");
  const began = Date.now();
  await page.getByRole("button", { name: "Start a first evening" }).click();
  await expect(page.getByTestId("connection")).toHaveText("live");
  expect(Date.now() - began).toBeLessThan(10_000);
  for (const name of ["scenes", "things", "fight", "talk", "sounds", "notes", "people"]) {
    await panel(page, name);
    await clean(page, `tabletop-${name}-phone-light-axe`);
  }
  await page.getByRole("link", { name: "Campaign page" }).click();
  for (const name of ["overview", "tables", "scenes", "library", "diary", "bestiary", "tavern"]) {
    await tab(page, name);
    await expect(page.getByRole("main").getByRole("heading", { level: 2 }).first()).toBeVisible();
    await clean(page, `tabletop-campaign-${name}-phone-light-axe`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} is no wider than the screen`).toBeLessThanOrEqual(390);
  }
});

test("a figure is given, a creature made, the tavern grows", async ({ arrive }) => {
  const gm = await arrive({ ...desktop, colorScheme: "light" });
  const player = await arrive(phone);
  await arriveAt(gm, `${home()}/tabletop`, "Greta");
  await gm.getByRole("button", { name: "Start a first evening" }).click();
  await expect(gm.getByTestId("connection")).toHaveText("live");

  let link = "";
  await test.step("a link leads straight to the table, where a figure is given", async () => {
    await panel(gm, "people");
    await gm.getByRole("button", { name: "Make a link" }).click();
    await gm.getByRole("button", { name: "Show as a code" }).click();
    await expect(gm.getByRole("img", { name: "Invitation as a QR code" })).toBeVisible();
    link = await gm.getByLabel("Invitation link").inputValue();
    await arriveAt(player, link, "Pia");
    await expect(player.getByTestId("connection")).toHaveText("live");
    await expect(player).not.toHaveURL(/invitation/);
    await expect(player.getByText("You are at the table, without a figure yet.")).toBeVisible();
    await clean(player, "tabletop-without-figure-phone-dark-axe");
    await panel(gm, "scenes");
    await expect(gm.getByTestId("figureless")).toContainText("Pia has no figure yet.");
    await gm.getByTestId("figureless").getByRole("button", { name: "Give one" }).click();
    await gm.getByLabel("Give Pia a figure").selectOption("Wren");
    await expect(gm.locator("[data-person=Pia]")).toContainText("Wren");
    await expect(gm.getByTestId("figureless")).toHaveCount(0);
    await clean(gm, "tabletop-people-desktop-light-axe");
  });

  await test.step("the door of the first room is seen at once; two taps walk to it, one opens it", async () => {
    const spot = await spots(player);
    await expect(player.getByTestId("twin").locator("[data-door]")).toHaveCount(1);
    for (const at of [{ x: 4.5, y: 14.5 }, { x: 4.5, y: 12.5 }, { x: 4.5, y: 12.5 }]) {
      const { x, y } = await spot(at);
      await player.touchscreen.tap(x, y);
      await player.waitForTimeout(400);
    }
    await expect(player.locator('[data-name="Wren"]')).toHaveAttribute("data-at", "4.5,12.5");
    const { x, y } = await spot({ x: 4.5, y: 12 });
    await player.touchscreen.tap(x, y);
    await expect(player.getByTestId("twin").locator("[data-door]").first()).toHaveAttribute("data-state", "open");
  });

  await test.step("who is in needs no link any more; a stranger is told whom to ask", async () => {
    const table = new URL(player.url()).pathname;
    await gm.getByRole("link", { name: "Campaign page" }).click();
    await gm.getByRole("button", { name: "Revoke the link for a player" }).click();
    await gm.getByRole("alertdialog").getByRole("button", { name: "Yes" }).click();
    await expect(gm.getByText("No link is in use.")).toBeVisible();
    await player.goto(link);
    await expect(player.getByTestId("connection")).toHaveText("live");
    const stranger = await arrive(phone);
    for (const address of [`${home()}${table}`, link]) {
      if (address === link) await stranger.goto(link);
      else await arriveAt(stranger, address, "Sten");
      await expect(stranger.getByText("Ask its game master for a")).toBeVisible();
      await expect(stranger.getByLabel("Password")).toHaveCount(0);
    }
    await clean(stranger, "tabletop-outside-phone-dark-axe");
    await gm.getByRole("link", { name: "To the table" }).click();
    await expect(gm.getByTestId("connection")).toHaveText("live");
  });

  await test.step("they fight: one's own hit points are numbers, the others' steps", async () => {
    await panel(gm, "fight");
    await gm.getByLabel("Creature").selectOption("Tallow Wretch");
    await gm.getByLabel("How many").fill("2");
    await gm.getByRole("button", { name: "Add to the fight" }).click();
    await expect(gm.getByTestId("order").locator("li")).toHaveCount(2);
    await gm.getByRole("button", { name: "Roll initiative" }).click();
    await gm.getByLabel("Players see the order").click();
    const names = () => gm.getByTestId("order").locator("[data-fighter]").evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.fighter));
    const before = await names();
    const first = gm.getByTestId("order").locator("li").first();
    await first.locator("summary").click();
    await first.getByRole("button", { name: "Add", exact: true }).click();
    await expect(first).toContainText("prone");
    await first.getByRole("button", { name: /^Down/ }).click();
    await expect.poll(names).toEqual(before.toReversed());
    await panel(player, "fight");
    await expect(player.getByTestId("order").getByRole("img", { name: "fresh" })).toHaveCount(2);
    await clean(player, "tabletop-fight-player-phone-dark-axe");
    await panel(player, "talk");
    await player.getByRole("button", { name: "Roll 1d20" }).click();
    await expect(player.getByTestId("roll")).toHaveCount(1);
    await clean(player, "tabletop-talk-player-phone-dark-axe");
  });

  await test.step("a creature of one's own", async () => {
    await panel(gm, "people");
    await gm.getByRole("link", { name: "Campaign page" }).click();
    await tab(gm, "bestiary");
    await gm.getByRole("button", { name: "New creature" }).click();
    await gm.getByLabel("Name").fill("Cellar Bell");
    await gm.getByLabel("Type").fill("");
    await gm.getByLabel("Type").fill("construct");
    await gm.getByLabel("Speed").fill("walk 0, fly 20");
    await gm.getByLabel("Hit dice").fill("many");
    await gm.getByLabel("Traits").fill("Rings. It rings by itself.\n\nHeavy. It does not move.");
    await clean(gm, "tabletop-creature-desktop-light-axe");
    await gm.getByRole("button", { name: "Save" }).click();
    await expect(gm.getByRole("alert")).toBeVisible();
    await expect(gm.getByLabel("Name")).toHaveValue("Cellar Bell");
    await gm.getByLabel("Hit dice").fill("4d8 + 4");
    await gm.getByRole("button", { name: "Save" }).click();
    const card = gm.getByRole("article", { name: "Cellar Bell" });
    await expect(card).toContainText("0 ft., fly 20 ft.");
    await expect(card).toContainText("Heavy. It does not move.");
    await clean(gm, "tabletop-bestiary-desktop-light-axe");
  });

  await test.step("a list of creatures comes in whole, or not at all", async () => {
    const list = (hitPoints: number) => ({ name: "crows.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify([
      { name: "Belfry Crow", size: "tiny", type: "beast", armor_class: 12, hit_points: hitPoints, strength: 2, dexterity: 14, constitution: 8, intelligence: 2, wisdom: 12, charisma: 6 },
    ])) });
    await gm.getByLabel("Import a list").setInputFiles([list(-5)]);
    await expect(gm.getByRole("alert")).toBeVisible();
    await gm.getByLabel("Import a list").setInputFiles([list(3)]);
    await expect(gm.getByText("1 creature joined the bestiary.")).toBeVisible();
    await gm.getByRole("searchbox").fill("belfry");
    await expect(gm.getByRole("article", { name: "Belfry Crow" })).toBeVisible();
  });

  await test.step("a scene goes into a folder, into the trash, and comes back", async () => {
    await tab(gm, "scenes");
    await gm.getByRole("button", { name: "New folder" }).click();
    await gm.getByLabel("New folder").fill("Cellars");
    await gm.getByRole("button", { name: "Save" }).click();
    await gm.locator("[data-scene] summary").click();
    await gm.getByRole("button", { name: "Duplicate" }).click();
    const copy = gm.locator("[data-scene]").nth(1);
    await expect(copy).toBeVisible();
    const name = await copy.getAttribute("data-scene");
    await copy.locator("summary").click();
    await copy.getByRole("combobox", { name: /^Move to/ }).selectOption("Cellars");
    await expect(gm.locator("[data-scene]")).toHaveCount(1);
    await gm.getByRole("button", { name: /^Cellars/ }).click();
    await gm.locator("[data-scene] summary").click();
    await gm.getByRole("button", { name: /^Into the trash/ }).click();
    await gm.getByText("Trash", { exact: true }).click();
    await gm.getByRole("button", { name: `Restore: ${name}` }).click();
    await gm.getByText("Scenes", { exact: true }).last().click();
    await expect(gm.locator(`[data-scene="${name}"]`)).toBeVisible();
    await gm.getByRole("button", { name: "Top" }).click();
    await expect(gm.getByRole("button", { name: /^Cellars/ })).toBeVisible();
  });

  await test.step("an improvement is added, bought, and counts", async () => {
    await tab(gm, "tavern");
    await gm.getByRole("button", { name: "Add an improvement" }).click();
    await gm.getByLabel("Name").fill("A painted sign");
    await gm.getByLabel("Bonus to the check").last().fill("5");
    await gm.getByRole("button", { name: "Save" }).click();
    await gm.getByRole("button", { name: "Buy A painted sign for 0 gold" }).click();
    await expect(gm.locator("[data-option]")).toContainText("yours");
    await expect(gm.getByText("+5 to the check").first()).toBeVisible();
    await gm.getByRole("button", { name: "Settle the books" }).click();
    await expect(gm.getByTestId("settled")).toBeVisible();
    await expect(gm.locator("[data-entry]")).toHaveCount(2);
    await gm.getByRole("button", { name: /^Edit: Day/ }).first().click();
    await gm.getByLabel("Net gold").fill("40");
    await gm.getByRole("button", { name: "Save" }).click();
    await expect(gm.getByTestId("tavern")).toContainText("40 gp");
    await clean(gm, "tabletop-tavern-desktop-light-axe");
  });
});

test("a campaign goes out as an archive and comes in again", async ({ arrive }) => {
  const page = await arrive({ ...desktop, colorScheme: "light" });
  await found(page, "Packed");
  await write(page, { title: "To be kept", text: "Word for word." });
  await tab(page, "overview");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export everything" }).click()]);
  expect(file.suggestedFilename()).toBe("Packed.zip");
  await page.goto(`${home()}/tabletop`);
  await page.getByLabel("Choose a zip …").setInputFiles(await file.path());
  await expect(page.getByRole("heading", { name: /Packed/, level: 1 })).toBeVisible();
  await tab(page, "diary");
  await page.getByRole("button", { name: /To be kept/ }).click();
  await expect(page.getByText("Word for word.")).toBeVisible();
  await clean(page, "tabletop-note-desktop-light-axe");
  await tab(page, "overview");
  await page.getByText("Delete the campaign").first().click();
  await page.getByLabel("Its name, to be sure").fill(await page.getByRole("heading", { level: 1 }).innerText());
  await page.getByRole("button", { name: "Delete the campaign" }).click();
  await expect(page.locator("[data-campaign]")).toHaveCount(1);
});
