import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { Code, ConnectError } from "@connectrpc/connect";
import { create } from "@bufbuild/protobuf";
import { QuestStatus, ViewSchema } from "@playhouse/client/gen/playhouse/cosmic/v1/view_pb";
import { App, router } from "../src/app";
import { resume } from "../src/rpc/identity";
import { queries } from "../src/rpc/playhouse";
import { combat, cruise, ended, event, field } from "./fake/cosmic/views";
import { fakeHouse } from "./fake/transport";

async function at(path: string): Promise<void> {
  queries.clear();
  await resume();
  render(<App />);
  void router.navigate({ to: path });
}

const sail = (view?: ReturnType<typeof combat>) => at(`/cosmic/${fakeHouse.sail(view).room.sessionId}`);
const voyage = () => screen.findByTestId("voyage");

beforeEach(() => {
  fakeHouse.signedIn = true;
  fakeHouse.refuse = undefined;
  fakeHouse.voyages.clear();
  fakeHouse.saves.clear();
});

describe("a voyage", () => {
  test("begins with one click and no lobby", async () => {
    await at("/");
    fireEvent.click(await screen.findByRole("button", { name: "Play Cosmic" }));
    expect((await screen.findByTestId("turn")).textContent).toContain("Turn 12");
    expect(screen.queryByRole("heading", { name: "Around the table" })).toBeNull();
  });

  test("travels from the list, and the place is another", async () => {
    await sail();
    fireEvent.click(await screen.findByRole("button", { name: "Travel to Merrow" }));
    await waitFor(() => expect(screen.getByTestId("turn").textContent).toContain("Turn 13"));
    expect(screen.getByTestId("voyage").dataset.here).toBe("r1n2");
  });

  test("says why a way is barred, and does not go there", async () => {
    await sail(field());
    const twin = within(await screen.findByTestId("twin"));
    const barred = twin.getByRole("button", { name: /Cinder Reach.*Barred: It takes 40 fuel; you have 18/ });
    expect(barred.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(barred);
    expect(screen.getByTestId("turn").textContent).toContain("Turn 12");
  });

  test("shows panels by digit, and what is dangerously low by a warning", async () => {
    await sail(field());
    await voyage();
    fireEvent.keyDown(document.body, { key: "3" });
    expect(await screen.findByRole("heading", { name: /^Hold/ })).toBeTruthy();
    expect(screen.getByTestId("warnings").textContent).toContain("Hull under 30 %");
  });

  test("remembers what other markets paid", async () => {
    await sail();
    await voyage();
    fireEvent.keyDown(document.body, { key: "4" });
    fireEvent.click(await screen.findByText("Seen elsewhere: Merrow paid 64"));
    expect(screen.getByText("Merrow: pays 64, asks 74 (turn 9)")).toBeTruthy();
  });

  test("bounds both sides of a deal by their own limits", async () => {
    await sail();
    await voyage();
    fireEvent.keyDown(document.body, { key: "4" });
    const quantity = await screen.findByRole("textbox", { name: "How many: Rare minerals" });
    const [buy, sell] = [(n: number) => screen.getByRole<HTMLButtonElement>("button", { name: `Buy ${n} Rare minerals` }).disabled, (n: number) => screen.getByRole<HTMLButtonElement>("button", { name: `Sell ${n} Rare minerals` }).disabled];
    expect([buy(1), sell(1)]).toEqual([false, false]);
    // Three could be bought, six sold.
    fireEvent.change(quantity, { target: { value: "5" } });
    expect([buy(5), sell(5)]).toEqual([true, false]);
    fireEvent.change(quantity, { target: { value: "7" } });
    expect([buy(7), sell(7)]).toEqual([true, true]);
  });

  test("says why a full tank takes no more", async () => {
    const view = cruise();
    view.captain!.fuel = view.captain!.maxFuel;
    view.market!.fuel!.maxBuy = 0;
    await sail(view);
    await voyage();
    fireEvent.keyDown(document.body, { key: "4" });
    expect(await screen.findByText("The tank is full.")).toBeTruthy();
  });

  test("warns an unarmed captain at the helm until it is put away", async () => {
    const view = cruise();
    view.ship!.power = 0;
    await sail(view);
    fireEvent.click(await screen.findByRole("button", { name: "Understood" }));
    expect(screen.queryByText(/no weapon yet/)).toBeNull();
    expect(localStorage.getItem("playhouse.cosmic.first")).toBe("seen");
  });

  test("keeps the number typed at the market when the server says no", async () => {
    await sail();
    await voyage();
    fireEvent.keyDown(document.body, { key: "4" });
    fireEvent.click(await screen.findByRole("button", { name: "Trade in Luxury goods" }));
    const [quantity] = await screen.findAllByRole("textbox", { name: "How many: Luxury goods" });
    fireEvent.change(quantity!, { target: { value: "2" } });
    fakeHouse.refuse = new ConnectError("somebody was quicker", Code.FailedPrecondition);
    fireEvent.click(screen.getByRole("button", { name: "Buy 2 Luxury goods" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Somebody was quicker.");
    expect((quantity as HTMLInputElement).value).toBe("2");
  });
});

test("a loss so far is no alarm: only what keeps one alive is", async () => {
  const view = cruise();
  await sail({ ...view, earned: -160, captain: { ...view.captain!, health: 20 } });
  await voyage();
  const tone = (name: string) => document.querySelector<HTMLElement>(`[data-gauge="${name}"]`)!.dataset.tone;
  expect([tone("earned"), tone("health"), tone("hull")]).toEqual(["calm", "bad", "calm"]);
});

describe("a fight", () => {
  test("tells what failing to flee costs, and that one is unarmed", async () => {
    const view = combat();
    const { actions } = create(ViewSchema, { actions: [{ id: "flee", name: "Flee", effect: "80 % to get away for 10 fuel; else a hit of 18.", allowed: true }] });
    await sail({ ...view, actions, ship: { ...view.ship!, power: 0 } });
    expect(await screen.findByRole("button", { name: /^Flee.*else a hit of 18/ })).toBeTruthy();
    expect(screen.getByText("No weapon aboard: flee, talk, or take it.")).toBeTruthy();
  });

  test("puts its choices on the digits, shows odds, and says why one is closed", async () => {
    await sail(combat());
    await screen.findByTestId("combat");
    expect(screen.getByRole("button", { name: /Precise shot.*100.% to hit/ })).toBeTruthy();
    expect(screen.getByRole("button", { name: /Barrage.*A barrage takes two weapons/ }).getAttribute("aria-disabled")).toBe("true");
    fireEvent.keyDown(document.body, { key: "3" });
    fireEvent.keyDown(document.body, { key: "1" });
    await waitFor(() => expect(screen.getByText("Round 4")).toBeTruthy());
    expect(screen.getByText(/Round 3: attack, 9 damage/)).toBeTruthy();
    // What the round did to both hulls rises from them.
    expect(await screen.findByText("−9")).toBeTruthy();
    expect(screen.getByText("−2")).toBeTruthy();
  });
});

test("an event's choices are its keys, with their risks in the open", async () => {
  await sail(event());
  const card = within(await screen.findByTestId("event"));
  expect(card.getByText(/30 %: a sickness/)).toBeTruthy();
  fireEvent.keyDown(document.body, { key: "2" });
  await waitFor(() => expect(screen.queryByTestId("event")).toBeNull());
  expect((await screen.findByTestId("tidings")).textContent).toContain("You decide: listen.");
});

test("the end tells the score and where it stands", async () => {
  const { room } = fakeHouse.sail(ended());
  await at(`/cosmic/${room.sessionId}`);
  const result = within(await screen.findByTestId("result"));
  expect(result.getByTestId("score").textContent).toBe("5,120");
  expect(await result.findByText(/Your best on the board .* place 3/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Same stars again" })).toBeTruthy();
});

test("a voyage that was loaded says at once that no board lists it", async () => {
  const { room } = fakeHouse.sail(ended());
  room.forkedFromSessionId = "00000000-0000-7000-8000-000000000097";
  await at(`/cosmic/${room.sessionId}`);
  expect((await screen.findByTestId("unranked")).textContent).toBe("not ranked: loaded from a save");
  expect(within(screen.getByTestId("result")).getByText(/^Not on the board: loaded from a save/)).toBeTruthy();
});

test("chosen stars are not ranked either", async () => {
  const view = cruise();
  view.options!.seedChosen = true;
  await sail(view);
  expect((await screen.findByTestId("unranked")).textContent).toBe("not ranked: you chose the stars");
});

test("a voyage with a password is set out again with it", async () => {
  const { room } = fakeHouse.sail(ended());
  room.hasPassword = true;
  await at(`/cosmic/${room.sessionId}`);
  fireEvent.change(await screen.findByLabelText("Password to watch (empty: none)"), { target: { value: "larch" } });
  fireEvent.click(screen.getByRole("button", { name: "Same stars again" }));
  await waitFor(() => expect(fakeHouse.asked).toMatchObject({ password: "larch", seed: "tonight", maxTurns: 50 }));
});

test("only a quest with a penalty costs reputation when it is given up", async () => {
  const view = cruise();
  const { quests } = create(ViewSchema, { quests: [{ id: "c", kind: "chain", title: "The old chart", status: QuestStatus.RUNNING, chainStep: 2 }] });
  await sail({ ...view, quests: [...view.quests, ...quests] });
  await voyage();
  fireEvent.keyDown(document.body, { key: "5" });
  expect(await screen.findByText(/part 2 of 4/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Give up: The old chart" }));
  expect(screen.getByRole("alertdialog", { name: "Give it up?" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /^Give up: Spare parts/ }));
  expect(screen.getByRole("alertdialog", { name: /costs 5 reputation with Meridian Guild/ })).toBeTruthy();
});

describe("what costs much", () => {
  test("stands on the button, and is asked about: by key, too", async () => {
    const view = cruise();
    view.captain!.credits = 300;
    await sail(view);
    const repair = await screen.findByRole("button", { name: /^Repair.*132 cr/ });
    fireEvent.click(repair);
    fireEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "No, keep it" }));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    fireEvent.keyDown(document.body, { key: "r" });
    expect(await screen.findByRole("alertdialog", { name: "Repair: spend 132 of your 300 credits?" })).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("alertdialog"), { key: "Escape" });
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });
});

describe("saves", () => {
  test("a name is kept by the quick save, another voyage is asked about", async () => {
    const { room } = fakeHouse.sail();
    await at(`/cosmic/${room.sessionId}`);
    await voyage();
    fireEvent.keyDown(document.body, { key: "q" });
    await screen.findByText("Saved in slot 1.");
    fakeHouse.saves.set(1, { ...fakeHouse.saves.get(1)!, name: "Before the storm" });
    fireEvent.keyDown(document.body, { key: "F5" });
    const asked = await screen.findByRole("alertdialog", { name: /Slot 1 is “Before the storm”.*The name stays/ });
    fireEvent.click(within(asked).getByRole("button", { name: "Yes" }));
    await screen.findByText("Saved in slot 1.");
    expect(fakeHouse.saves.get(1)!.name).toBe("Before the storm");
    fakeHouse.saves.set(1, { ...fakeHouse.saves.get(1)!, sessionId: "00000000-0000-7000-8000-000000000098" });
    fireEvent.keyDown(document.body, { key: "F5" });
    fireEvent.click(within(await screen.findByRole("alertdialog", { name: /another voyage/ })).getByRole("button", { name: "No, keep it" }));
    expect(fakeHouse.saves.get(1)!.name).toBe("Before the storm");
  });

  test("loading a voyage that has gone on says what it means for the boards", async () => {
    await sail();
    await voyage();
    fireEvent.keyDown(document.body, { key: "q" });
    await screen.findByText("Saved in slot 1.");
    fireEvent.keyDown(document.body, { key: "F9" });
    expect(await screen.findByRole("alertdialog", { name: /is a new one and is not ranked/ })).toBeTruthy();
  });

  test("one key saves, the slots tell, and a bad file is refused in words", async () => {
    await sail();
    await voyage();
    fireEvent.keyDown(document.body, { key: "F5" });
    expect(await screen.findByText("Saved in slot 1.")).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "8" });
    expect(await screen.findByText("Save 1")).toBeTruthy();
    const input = document.querySelector<HTMLInputElement>('input[data-import="2"]')!;
    fireEvent.change(input, { target: { files: [new File(["x"], "x.save")] } });
    expect((await screen.findByRole("alert")).textContent).toContain("This file was edited.");
  });

  test("are deleted only when asked twice", async () => {
    await sail();
    await voyage();
    fireEvent.keyDown(document.body, { key: "q" });
    await screen.findByText("Saved in slot 1.");
    void router.navigate({ to: "/saves" });
    fireEvent.click(await screen.findByRole("button", { name: "Delete Save 1" }));
    expect(fakeHouse.saves.size).toBe(1);
    fireEvent.click(screen.getByRole("button", { name: "Yes" }));
    await waitFor(() => expect(fakeHouse.saves.size).toBe(0));
  });
});

test("a board marks one's own place and leads to replays", async () => {
  await at("/leaderboards");
  expect(await screen.findByText("Your best here: place 3 with 5,120.")).toBeTruthy();
  expect(screen.getByRole("row", { name: /Amber Fox/ }).dataset.own).toBe("true");
  expect(screen.getByRole("link", { name: "Replay of Merry Wren" })).toBeTruthy();
});
