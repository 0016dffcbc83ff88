/** Worlds: watched, stopped, built in, commanded, asked for, measured, and played again. */
import { expect, type Page } from "@playwright/test";
import { choose, drag, enter, hunters, panel, passes, stands, tickOf, walls, write } from "./arena";
import { type Arrive, clean, desktop, follow, home, phone, picture, test } from "./house";
import { ownHouse } from "./server";
import { Wire } from "./wire";

test("a newcomer sees a fight within seconds, stops time, looks into an agent, builds a wall and takes it back", async ({ arrive }) => {
  const ada = await arrive();
  await enter(ada, "Ada", "/");
  await ada.getByRole("button", { name: /^Play Arena/ }).click();
  await expect(ada.getByTestId("arena")).toHaveAttribute("data-running", "true");
  await passes(ada, 60);
  // Somebody is hurt: that is a fight.
  await expect.poll(async () => Number(await ada.locator("[data-team='1'][data-kills]").getAttribute("data-kills")) + Number(await ada.locator("[data-team='2'][data-kills]").getAttribute("data-kills")), { timeout: 30_000 }).toBeGreaterThan(0);
  await clean(ada, "arena-desktop-dark");
  await stepping(ada);
  await inspecting(ada);
  await building(ada);
  await configuring(ada);
  await beginAgain(ada);
  await endAndReplay(ada);
});

/** stepping stops time by a key, lets one tick pass, and goes on. */
async function stepping(page: Page): Promise<void> {
  await page.keyboard.press("k");
  const stood = await stands(page);
  await page.keyboard.press(".");
  await expect.poll(() => tickOf(page)).toBe(stood + 1);
  await page.keyboard.press(">");
  await expect.poll(() => tickOf(page)).toBe(stood + 31);
}

async function inspecting(page: Page): Promise<void> {
  const id = await choose(page, 1);
  await panel(page, "Agents");
  const inspected = page.getByTestId("inspected");
  await expect(inspected).toHaveAttribute("data-agent", String(id));
  await expect(inspected).toContainText("enemies.known");
  // The rule that fired is marked in the source of the house.
  const rule = (await page.getByTestId("rule").textContent())!;
  await expect(inspected.locator("mark").first()).toContainText(rule);
  await clean(page, "arena-agent-desktop-dark");
}

async function building(page: Page): Promise<void> {
  await panel(page, "Build");
  const before = await walls(page);
  await page.keyboard.press("w");
  await drag(page, [480, 40], [520, 110]);
  await expect.poll(() => walls(page)).toBe(before + 1);
  await page.keyboard.press("p");
  for (const [x, y] of [[600, 40], [660, 60], [630, 110], [600, 40]] as const) await drag(page, [x, y], [x, y]);
  await expect.poll(() => walls(page)).toBe(before + 2);
  await page.keyboard.press("Control+z");
  await expect.poll(() => walls(page)).toBe(before + 1);
  // Without a pointer: a cross that arrow keys move, and Enter at both ends.
  await page.keyboard.press("e");
  await page.getByTestId("field").focus();
  await page.keyboard.press("Enter");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => walls(page)).toBe(before + 2);
  await page.keyboard.press("Control+z");
  await expect.poll(() => walls(page)).toBe(before + 1);
  await page.getByText("By numbers", { exact: true }).click();
  await page.getByRole("button", { name: "Build it" }).click();
  await expect.poll(() => walls(page)).toBe(before + 2);
  await page.keyboard.press("Escape");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("Control+z");
  await expect.poll(() => walls(page)).toBe(before + 1);
  await page.keyboard.press("Control+z");
  await expect.poll(() => walls(page)).toBe(before);
}

/** configuring changes a parameter of the running world; a wrong one is refused beside its field. */
async function configuring(page: Page): Promise<void> {
  await panel(page, "World");
  const speed = page.locator("[data-parameter=baseSpeed]");
  await speed.fill("900");
  await page.getByRole("button", { name: "Apply to this world" }).click();
  await expect(page.getByText(/less than or equal to 600/).first()).toBeVisible();
  await speed.fill("140");
  await page.getByRole("button", { name: "Apply to this world" }).click();
  await expect(page.getByText("Applied.")).toBeVisible();
  await clean(page, "arena-world-desktop-dark");
}

/** beginAgain begins a new run; the one before stays. */
async function beginAgain(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("R");
  await page.getByRole("alertdialog").getByRole("button", { name: "Yes" }).click();
  await expect(page.getByTestId("arena")).toHaveAttribute("data-run", "2");
  await expect.poll(() => tickOf(page)).toBeLessThan(200);
  if ((await page.getByTestId("arena").getAttribute("data-running")) === "false") await page.getByTestId("field").press(" ");
  await passes(page, 70);
  await page.getByTestId("field").press(" ");
  await stands(page);
}

/** endAndReplay ends the world, scrubs through it and has it proved. */
async function endAndReplay(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "End the world" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Yes" }).click();
  await expect(page.getByTestId("result")).toBeVisible();
  await clean(page, "arena-result-desktop-dark");
  await page.getByRole("link", { name: "Watch the replay" }).click();
  const replay = page.getByTestId("replay");
  await expect(replay).toBeVisible();
  const last = Number(await replay.getAttribute("data-last"));
  expect(last).toBeGreaterThan(60);
  await expect(page.getByLabel("Run", { exact: true })).toHaveValue("2");
  await page.getByRole("slider", { name: "Where in the run" }).press("End");
  await expect(replay).toHaveAttribute("data-tick", String(last));
  await expect(page.getByTestId("position")).toContainText(`Tick ${last.toLocaleString("en")} of`);
  await page.getByRole("slider", { name: "Where in the run" }).press("Home");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(async () => Number(await replay.getAttribute("data-tick")), { timeout: 30_000 }).toBeGreaterThan(10);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await page.getByRole("button", { name: "Prove it" }).click();
  await expect(page.getByTestId("verify")).toHaveAttribute("data-verified", "true", { timeout: 60_000 });
  await clean(page, "arena-replay-desktop-dark");
}

test("two players command two teams by behaviours of their own: each sees the other's name, and never its source", async ({ arrive }) => {
  const { ada, bea, wire } = await twoTeams(arrive);
  await behave(ada, "Ada's hunters", "zebrafinch");
  await behave(bea, "Bea's hunters", "quetzalbird");
  await Promise.all([panel(ada, "Teams"), panel(bea, "Teams")]);
  for (const page of [ada, bea]) {
    await expect(page.getByTestId("does-1")).toHaveText("Ada's hunters");
    await expect(page.getByTestId("does-2")).toHaveText("Bea's hunters");
  }
  await expect(bea.locator("[data-team='1'][data-alive]")).toContainText("its source is not yours to see");
  await expect(ada.locator("[data-team='2'][data-alive]")).toContainText("its source is not yours to see");
  // Bea looks into one of Ada's: what it senses is not hers to know.
  await choose(bea, 1);
  await panel(bea, "Agents");
  await expect(bea.getByText("What agents of other teams sense is not shown.")).toBeVisible();
  expect(wire.holds("Ada's hunters")).toBe(true);
  expect(wire.holds("stroll quetzalbird")).toBe(true);
  expect(wire.holds("stroll zebrafinch")).toBe(false);
  await clean(bea, "arena-phone-light");
  // Time is the host's.
  await expect(bea.locator("[data-deed=pause]")).toHaveCount(0);
  wire.close();
});

/** twoTeams brings two to a world that stands still after a moment; Bea comes over a wire that is listened to. */
async function twoTeams(arrive: Arrive) {
  const ada = await arrive();
  await enter(ada, "Ada");
  await ada.getByLabel("The world ends").selectOption({ label: "Never: a sandbox" });
  await clean(ada, "arena-setup-desktop-dark");
  await ada.getByRole("button", { name: "Make the world" }).click();
  await expect(ada.getByTestId("arena")).toHaveAttribute("data-team", "1");
  const wire = await Wire.tap(home());
  const bea = await arrive({ ...phone, colorScheme: "light" });
  await follow(bea, wire.url + new URL(ada.url()).pathname, "Bea");
  await expect(bea.getByTestId("arena")).toHaveAttribute("data-team", "2");
  await passes(bea);
  // However long what follows takes, there is somebody left to look into.
  await ada.locator("[data-deed=pause]").first().click();
  return { ada, bea, wire };
}

/** behave writes a behaviour, with a mistake first, and gives it to one's own team. */
async function behave(page: Page, name: string, secret: string): Promise<void> {
  await panel(page, "Minds");
  await page.getByRole("button", { name: "New behaviour" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await write(page, hunters(secret).replace("enemies.known", "enemies.knwon"));
  await expect(page.getByTestId("verdict")).toContainText("line 3, column 11");
  await write(page, hunters(secret));
  await expect(page.getByTestId("verdict")).toHaveAttribute("data-valid", "true");
  await page.getByRole("button", { name: /^Give it to / }).first().click();
  await expect(page.getByText("Ordered: it holds from the next tick on.")).toBeVisible();
}

test("the assistant proposes, and a click uses it", async ({ arrive }) => {
  const ada = await arrive();
  await enter(ada, "Ada", "/");
  await ada.getByRole("button", { name: /^Play Arena/ }).click();
  await expect(ada.getByTestId("arena")).toBeVisible();
  await panel(ada, "Assistant");
  await expect(ada.getByTestId("provider")).toHaveAttribute("data-provider", "offline");
  await expect(ada.getByTestId("provider")).toContainText("no language model");
  const before = await teamDoes(ada);
  await panel(ada, "Assistant");
  await ada.getByLabel("Your wish").fill("Attack the weakest enemy together, flee under 30 % health");
  await ada.getByRole("button", { name: "Write it" }).click();
  const proposal = ada.getByTestId("proposal");
  await expect(proposal).toBeVisible({ timeout: 60_000 });
  await expect(proposal.getByTestId("dry-run")).toBeVisible();
  await clean(ada, "arena-assistant-desktop-dark");
  // Nothing was used yet.
  expect(await teamDoes(ada)).toBe(before);
  // The proposal is still there when one comes back.
  await panel(ada, "Assistant");
  await ada.getByRole("button", { name: /^Save it and give it to / }).first().click();
  await expect(ada.getByText(/^Saved as “.*” and ordered\.$/)).toBeVisible();
  await expect.poll(() => teamDoes(ada)).not.toBe(before);
});

async function teamDoes(page: Page): Promise<string> {
  await panel(page, "Teams");
  return (await page.getByTestId("does-1").textContent()) ?? "";
}

test("behaviours are forked, tried, stored over a conflict; sets are kept; an experiment says who is better", async ({ arrive }) => {
  const ada = await arrive({ ...desktop, colorScheme: "light" });
  await enter(ada, "Ada");
  await ada.goto(`${home()}/arena/behaviors`);
  await ada.locator("[data-behavior='builtin/flee']").click();
  await ada.getByRole("button", { name: "Fork" }).click();
  await expect(ada.getByTestId("saved")).toHaveText("Saved.");
  await ada.getByText("Try", { exact: true }).click();
  await ada.getByRole("button", { name: "Try it" }).click();
  await expect(ada.getByTestId("dry-run")).toContainText("decisions");
  await clean(ada, "arena-behaviors-desktop-light");
  await conflicting(ada);
  await keepSet(ada);
  await experiment(ada);
  await climb(ada);
});

/** conflicting stores the same behaviour in two windows: the later one is asked, and loses nothing. */
async function conflicting(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.getByTestId("source")).toBeVisible();
  await write(other, hunters("from the other window"));
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByTestId("saved")).toHaveText("Saved.");
  await other.close();
  await write(page, hunters("from this window"));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByTestId("conflict")).toBeVisible();
  await page.getByText("What is there now").click();
  await expect(page.getByTestId("conflict")).toContainText("from the other window");
  await expect(page.getByTestId("source")).toContainText("from this window");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(page.getByTestId("saved")).toHaveText("Saved.");
  // What was stored before is among the versions, and can be taken again.
  await page.getByText("Versions", { exact: true }).click();
  await page.getByText(/^Version 1, /).click();
  await page.getByRole("button", { name: "Take this source" }).first().click();
  await expect(page.getByTestId("source")).toContainText("Runs from every enemy");
  await expect(page.getByTestId("saved")).toHaveText("Not saved yet");
  await page.getByLabel("Who may see it").selectOption({ label: "Public: listed for all" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByTestId("saved")).toHaveText("Saved.");
}

async function keepSet(page: Page): Promise<void> {
  await page.goto(`${home()}/arena/configurations`);
  await page.getByLabel("Name", { exact: true }).fill("Small and quick");
  await page.locator("[data-parameter=agentCount]").fill("3");
  await page.getByRole("button", { name: "Save as a new set" }).click();
  await expect(page.getByRole("button", { name: "Small and quick" })).toHaveAttribute("aria-current", "true");
  await clean(page, "arena-configurations-desktop-light");
}

async function experiment(page: Page): Promise<void> {
  await page.goto(`${home()}/arena/trials`);
  await page.getByLabel("First", { exact: true }).selectOption({ label: "attack" });
  await page.getByLabel("Second", { exact: true }).selectOption({ label: "wander" });
  await page.getByLabel("Seeds", { exact: true }).fill("6");
  await page.getByLabel("Parameters", { exact: true }).selectOption({ label: "Small and quick" });
  await page.getByRole("button", { name: "Let them fight" }).click();
  const standing = page.locator("[data-testid=experiment]");
  await expect(standing).toHaveAttribute("data-done", "true", { timeout: 120_000 });
  await expect(standing).toHaveAttribute("data-played", "12");
  await expect(standing).toContainText("95 % sure");
  await clean(page, "arena-trials-desktop-light");
}

/** climb puts the behaviour that was forked onto a ladder. */
async function climb(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(page.getByTestId("enter")).toHaveAttribute("data-done", "true", { timeout: 120_000 });
  await expect(page.getByText(/Place \d+, rated \d+\./)).toBeVisible();
  await expect(page.getByTestId("ladder")).toContainText("by Ada");
}

test("a power cut: the world goes on where its log says, and the page finds it again", async ({ arrive }) => {
  await ownHouse(async (server) => {
    const ada = await arrive();
    await enter(ada, "Ada", "/");
    await ada.getByRole("button", { name: /^Play Arena/ }).click();
    await passes(ada, 60);
    await server.kill();
    await expect(ada.getByTestId("connection")).not.toHaveText("live");
    await server.start();
    await expect(ada.getByTestId("connection")).toHaveText("live", { timeout: 60_000 });
    await passes(ada, 60);
  });
});

test("on a phone one watches, and the panels come over the world", async ({ arrive }) => {
  const cem = await arrive(phone);
  await enter(cem, "Cem", "/");
  await cem.getByRole("button", { name: /^Play Arena/ }).click();
  await passes(cem, 90);
  await picture(cem, "arena-phone-dark");
  await panel(cem, "Teams");
  await clean(cem, "arena-teams-phone-dark");
  await panel(cem, "Build");
  await clean(cem, "arena-build-phone-dark");
  for (const [path, title] of [["behaviors?id=new", "Behaviours"], ["configurations", "Configurations"], ["trials", "Experiments and ladder"]] as const) {
    await cem.goto(`${home()}/arena/${path}`);
    await expect(cem.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    // Nothing hangs over the edge of the screen.
    await expect.poll(() => cem.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await clean(cem, `arena-${path.split("?")[0]}-phone-dark`);
  }
});
