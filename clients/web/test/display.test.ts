import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { boundsOf, display, mazeDisplay } from "../src/games/labyrinth/display";
import { offersOf } from "../src/games/labyrinth/offers";
import { ActionType, CharacterType, Direction, ViewSchema } from "../src/games/labyrinth/proto";
import { mazeOf, tileOf } from "./fake/maze";

/** A turn with one of everything: a party, an enemy, an officer, things, walks, targets, a wall to open. */
const view = create(ViewSchema, {
  seat: 1, turn: 4, options: { size: 6 },
  tiles: { 7: tileOf(1, 1, 0b0110), 8: tileOf(2, 1, 0b1010), 13: tileOf(1, 2, 0b0101), 19: tileOf(1, 3, 0b0001) },
  visible: [7, 8],
  figures: {
    p1: { id: "p1", name: "Ada Voss", seat: 1, type: CharacterType.PLAYER, cell: { x: 1, y: 1 }, health: 60, maxHealth: 100, characterId: "engineer", carries: "officer" },
    p2: { id: "p2", name: "Juno Hale", seat: 2, type: CharacterType.PLAYER, cell: { x: 1, y: 1 }, maxHealth: 100, downed: true, turnsToLive: 2 },
    p3: { id: "p3", name: "Gone", seat: 3, type: CharacterType.PLAYER, cell: { x: 1, y: 3 }, escaped: true },
    "grunt-1": { id: "grunt-1", name: "Husk", type: CharacterType.ENEMY, cell: { x: 2, y: 1 }, health: 10, maxHealth: 40 },
    officer: { id: "officer", name: "Officer", type: CharacterType.NPC, cell: { x: 1, y: 1 }, health: 5, maxHealth: 50 },
  },
  objects: { lift: { id: "lift", kind: "lift", name: "Lift", cell: { x: 1, y: 3 } }, kit: { id: "kit", kind: "medical_kit", name: "Medical kit", cell: { x: 1, y: 3 }, spent: true } },
  ownDeclaration: { type: ActionType.MOVE, path: [Direction.SOUTH, Direction.SOUTH] },
  actions: [
    { type: ActionType.MOVE, reach: [{ cell: { x: 1, y: 2 }, path: [Direction.SOUTH] }, { cell: { x: 1, y: 3 }, path: [Direction.SOUTH, Direction.SOUTH] }] },
    { type: ActionType.FIGHT, label: "Fight", targetIds: ["grunt-1"] },
    { type: ActionType.HELP, label: "Help", targetIds: ["p2"] },
    { type: ActionType.SPECIAL, label: "Cutting charge", directions: [Direction.NORTH, Direction.WEST] },
    { type: ActionType.USE, label: "Medical kit", itemId: "p1-kit" },
    { type: ActionType.MOVE },
    { type: ActionType.STAY, label: "Stay" },
  ],
});

test("a turn is drawn as it always was", async () => {
  const shown = display(view, offersOf(view), { focus: { x: 2, y: 1 }, chosen: { x: 1, y: 2 } });
  await expect(`${JSON.stringify(shown, null, 1)}\n`).toMatchFileSnapshot("golden/turn.json");
});

test("offers are the actions of the view, spread over places, people and sides", async () => {
  await expect(`${JSON.stringify(offersOf(view), null, 1)}\n`).toMatchFileSnapshot("golden/offers.json");
});

test("a maze of the workshop is drawn as it always was", async () => {
  const maze = mazeOf(5, "golden", 1);
  await expect(`${JSON.stringify(mazeDisplay(maze.size, maze.tiles), null, 1)}\n`).toMatchFileSnapshot("golden/maze.json");
});

test("the camera is shown the known part and a step around it, never beyond the board", () => {
  expect(boundsOf(display(view, []))).toEqual({ x: 0, y: 0, width: 4, height: 5 });
  expect(boundsOf(mazeDisplay(5, mazeOf(5, "golden", 1).tiles))).toEqual({ x: 0, y: 0, width: 5, height: 5 });
  expect(boundsOf(mazeDisplay(9, []))).toEqual({ x: 0, y: 0, width: 9, height: 9 });
});

test("in a hybrid game only tiles that lie on the table are solid", () => {
  const hybrid = create(ViewSchema, { options: { size: 6, hybrid: true }, tiles: { 0: { ...tileOf(0, 0, 1), onTable: false }, 1: tileOf(1, 0, 1) } });
  expect(display(hybrid, []).tiles.map((tile) => tile.laid)).toEqual([false, true]);
});
