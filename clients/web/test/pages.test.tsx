import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { Code, ConnectError } from "@connectrpc/connect";
import { App, router } from "../src/app";
import { resume } from "../src/rpc/identity";
import { queries } from "../src/rpc/playhouse";
import { fakeHouse } from "./fake/transport";

async function at(path: string): Promise<void> {
  queries.clear();
  await resume();
  // A router that is not on the page would never finish going somewhere.
  render(<App />);
  void router.navigate({ to: path });
}

beforeEach(() => {
  fakeHouse.signedIn = true;
  fakeHouse.tables.clear();
});

describe("home", () => {
  test("offers to go on where one was", async () => {
    fakeHouse.open("Thursday night");
    await at("/");
    await screen.findByRole("heading", { name: "Continue" });
    expect(screen.getAllByText("Thursday night").length).toBeGreaterThan(0);
  });

  test("asks a stranger for a name, keeps it, and goes straight to a table", async () => {
    fakeHouse.signedIn = false;
    await at("/");
    fireEvent.change(await screen.findByLabelText(/Your name/), { target: { value: "Velvet Heron" } });
    fireEvent.click(screen.getByRole("button", { name: "Play Labyrinth" }));
    await screen.findByRole("heading", { name: "Around the table" });
    expect(fakeHouse.user.displayName).toBe("Velvet Heron");
  });
});

describe("a table", () => {
  test("from the lobby into a turn", async () => {
    const table = fakeHouse.open();
    await at(`/labyrinth/${table.room.sessionId}`);
    fireEvent.click(await screen.findByRole("button", { name: "Choose Ada Voss" }));
    await screen.findByText("yours");
    fireEvent.click(screen.getByRole("button", { name: "I am ready" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Raise the curtain" })).not.toHaveProperty("disabled", true));
    fireEvent.click(screen.getByRole("button", { name: "Raise the curtain" }));
    await waitFor(() => expect(screen.getByTestId("turn").textContent).toBe("Turn 3"));
    const twin = within(screen.getByTestId("twin"));
    expect(twin.getByText(/Husk, 30 of 40 health/)).toBeTruthy();
    fireEvent.click(twin.getByRole("button", { name: "Stay" }));
    await waitFor(() => expect(screen.getByTestId("turn").textContent).toBe("Turn 4"));
  });

  test("says who has not decided, and shows the state of the connection in words", async () => {
    const table = fakeHouse.open();
    table.choose("engineer");
    table.start();
    await at(`/labyrinth/${table.room.sessionId}`);
    await waitFor(() => expect(screen.getByTestId("connection").textContent).toContain("live"));
    expect(await screen.findByText("is deciding")).toBeTruthy();
    expect(screen.getByText("has declared")).toBeTruthy();
  });

  test("that is not there says so, with a way on", async () => {
    await at("/labyrinth/00000000-0000-7000-8000-999999999999");
    expect((await screen.findByRole("alert")).textContent).toContain("There is no such table");
    expect(screen.getByRole("link", { name: "Go home" })).toBeTruthy();
  });
});

describe("settings", () => {
  test("a refused name is explained beside the field and not lost", async () => {
    await at("/settings");
    const name = await screen.findByLabelText(/Name at tables/);
    fireEvent.change(name, { target: { value: "Nobody" } });
    fakeHouse.refuse = new ConnectError("that name is taken by the house", Code.InvalidArgument);
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    expect((await screen.findByRole("alert")).textContent).toContain("That name is taken by the house.");
    expect((name as HTMLInputElement).value).toBe("Nobody");
    fakeHouse.refuse = undefined;
  });
});

test("the palette finds by words and goes there", async () => {
  await at("/");
  fireEvent.keyDown(window, { key: "k", ctrlKey: true });
  fireEvent.change(await screen.findByRole("combobox"), { target: { value: "settings" } });
  fireEvent.keyDown(screen.getByRole("combobox"), { key: "Enter" });
  await screen.findByRole("heading", { name: "Settings" });
});
