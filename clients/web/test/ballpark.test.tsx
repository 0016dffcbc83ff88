/** The ball game's pages over a house in memory. */
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { App, router } from "../src/app";
import { resume } from "../src/rpc/identity";
import { queries } from "../src/rpc/playhouse";
import { finished, lobby, plate, printed, running } from "./fake/baseball/views";
import { FakeBallgame } from "./fake/baseball/ballgame";
import { fakeHouse } from "./fake/transport";

async function at(path: string): Promise<void> {
  queries.clear();
  await resume();
  render(<App />);
  void router.navigate({ to: path });
}

async function sit(view = plate()): Promise<FakeBallgame> {
  const game = fakeHouse.ball(view);
  await at(`/baseball/${game.room.sessionId}`);
  return game;
}

beforeEach(() => {
  fakeHouse.signedIn = true;
  fakeHouse.refuse = undefined;
  fakeHouse.ballgames.clear();
});

const enter = () => fireEvent.keyDown(document.body, { key: "Enter" });

describe("setting up", () => {
  test("names go along, and a refusal keeps what was typed", async () => {
    await at("/baseball");
    fireEvent.change(await screen.findByLabelText("Your team"), { target: { value: " Dockside Nine " } });
    fakeHouse.refuse = new ConnectError("title: too long", Code.InvalidArgument);
    fireEvent.click(screen.getByText("A friend, by link"));
    fireEvent.click(screen.getByRole("button", { name: "Open the table" }));
    await screen.findByRole("alert");
    fakeHouse.refuse = undefined;
    fireEvent.click(screen.getByRole("button", { name: "Open the table" }));
    await screen.findByRole("heading", { name: "Line-ups" });
    expect(fakeHouse.asked).toMatchObject({ homeName: "Dockside Nine", awayName: "" });
  });
});

describe("before the game", () => {
  test("a line-up is changed and written", async () => {
    const game = await sit(lobby());
    fireEvent.click(await screen.findByRole("button", { name: "Ruth Alder H bats later" }));
    fireEvent.click(screen.getByRole("button", { name: "Write the line-up" }));
    await screen.findByText("It is written.");
    expect(game.view.home!.order[1]!.playerId).toBe("h0");
  });

  test("a roster that the league's API did not confirm says so, and since when", async () => {
    const view = lobby();
    view.away!.rosterStale = true;
    view.away!.rosterAsOf = timestampFromDate(new Date(2026, 10, 20, 9, 30));
    view.home!.rosterAsOf = view.away!.rosterAsOf;
    await sit(view);
    await screen.findByRole("heading", { name: "Line-ups" });
    expect(screen.getAllByTestId("vintage").map((one) => [one.closest("section")?.dataset.side, one.textContent?.trim()])).toEqual([["away", "Roster as of Nov 20, 09:30: the league’s API did not answer."]]);
  });
});

describe("at the plate", () => {
  test("a team without any roster from its league's API says so beside its line-up", async () => {
    const view = plate();
    view.home!.rosterStale = true;
    await sit(view);
    fireEvent.click(await screen.findByRole("tab", { name: /Line-ups/ }));
    expect((await screen.findByTestId("vintage")).textContent).toContain("did not answer, and never has");
  });

  test("digits choose group by group, and Enter decides", async () => {
    const game = await sit();
    await screen.findByText("Swing for the fence");
    fireEvent.keyDown(document.body, { key: "2" });
    fireEvent.keyDown(document.body, { key: "2" });
    enter();
    await waitFor(() => expect(game.asked).toMatchObject({ decisionId: "9", swing: "power", steal: "second" }));
    await waitFor(() => expect(screen.getByTestId("told").textContent).toBe("Max Birch H flies out."));
    expect(screen.getByTestId("twin").dataset.outs).toBe("2");
  });

  test("cards are shown at a glance at once, and in full when they have been read", async () => {
    await sit();
    fireEvent.click(await screen.findByRole("tab", { name: /Cards/ }));
    const batter = await screen.findByTestId("batter-card");
    expect(within(batter).getByText("Max Birch H")).toBeTruthy();
    await waitFor(() => expect(batter.querySelector("[data-part=hr]")?.textContent).toContain("4.0"));
  });

  test("short names stand in the scorebug, whole ones where there is room", async () => {
    await sit();
    const bug = within(await screen.findByTestId("scorebug"));
    expect(bug.getByText("Gulls").title).toBe("Anchor Bay Gulls");
  });
});

test("who is hurt is named to his own manager, with what happens next", async () => {
  const view = plate();
  await sit({ ...view, home: { ...view.home!, hurt: ["h0"] }, away: { ...view.away!, hurt: ["a3"] } });
  expect((await screen.findByTestId("hurt")).textContent).toBe("Ruth Alder H is hurt. Change the line-up before you decide, or the computer does it.");
});

test("a runner is sent", async () => {
  const game = await sit(running());
  fireEvent.click(await screen.findByLabelText(/Send him/));
  fireEvent.click(screen.getByRole("button", { name: "Decide" }));
  await waitFor(() => expect(game.asked).toMatchObject({ lead: "send" }));
});

describe("printed cards", () => {
  test("the dice say what to read, on whose card", async () => {
    const game = await sit(printed());
    const reading = within(await screen.findByTestId("reading"));
    expect(reading.getByText(/Column 2: the batter’s card, Max Birch H\. Row 8/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText(/Single/));
    enter();
    await waitFor(() => expect(game.asked).toMatchObject({ result: "single" }));
  });

  test("a picture that does not come is told in words, with a way to it", async () => {
    await sit(printed());
    fireEvent.click(await screen.findByRole("tab", { name: /Cards/ }));
    const batter = await screen.findByTestId("batter-card");
    fireEvent.error(within(batter).getByRole("img"));
    const blank = within(within(batter).getByTestId("blank-card"));
    expect(blank.getByText("Max Birch H")).toBeTruthy();
    expect(blank.getByRole("link").getAttribute("href")).toBe("https://cards.example/h1.png");
    // The other one's picture has nothing to do with it.
    expect(within(screen.getByTestId("pitcher-card")).queryByTestId("blank-card")).toBeNull();
  });
});

test("who watches is asked nothing", async () => {
  await at("/baseball/00000000-0000-7000-8000-00000000b005");
  expect((await screen.findByTestId("waiting")).textContent).toContain("Waiting for");
  expect(screen.queryAllByRole("radio")).toEqual([]);
});

test("a game that is over shows who won, and its box", async () => {
  await sit(finished());
  const result = await screen.findByTestId("result");
  expect(result.dataset.winner).toBe("1");
  fireEvent.click(screen.getByRole("tab", { name: /Box/ }));
  expect(await screen.findByText("Elm Park Robins: Batting")).toBeTruthy();
});
