/** Some maze: a depth-first walk with a small generator, enough to look at. */
import { create } from "@bufbuild/protobuf";
import { Direction, MazeSchema, TileSchema, TileType } from "@playhouse/client/gen/playhouse/labyrinth/v1/maze_pb";

const steps = [[0, -1], [1, 0], [0, 1], [-1, 0]] as const;
const letters = "NESW";

export function mazeOf(size: number, seed: string, generator: number) {
  const open = carve(size, seed);
  const tiles = size > 64 ? [] : Array.from(open, (bits, cell) => tileOf(cell % size, Math.floor(cell / size), bits));
  return create(MazeSchema, { generator, size, seed, openSides: open, tiles });
}

export function tileOf(x: number, y: number, bits: number) {
  const sides = letters.split("").filter((_, i) => bits & (1 << i)).join("");
  const theme = 1 + ((x >> 2) + 3 * (y >> 2)) % 4;
  return create(TileSchema, {
    x, y, theme, image: imageOf(sides), code: `${"CTQL"[theme - 1]}-${sides.split("").toSorted().join("")}-${1 + ((x + y) % 5)}`, type: TileType.TURN,
    openDirections: sides.split("").map((side) => (letters.indexOf(side) + 1) as Direction), onTable: true, revealedTurn: 1,
  });
}

function carve(size: number, seed: string): Uint8Array {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const random = (n: number) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const open = new Uint8Array(size * size);
  const stack = [0];
  while (stack.length > 0) {
    const cell = stack.at(-1)!;
    const free = [0, 1, 2, 3].filter((side) => {
      const x = (cell % size) + steps[side]![0];
      const y = Math.floor(cell / size) + steps[side]![1];
      return x >= 0 && y >= 0 && x < size && y < size && open[y * size + x] === 0;
    });
    if (free.length === 0) {
      stack.pop();
      continue;
    }
    const side = free[random(free.length)]!;
    const next = cell + steps[side]![0] + steps[side]![1] * size;
    open[cell]! |= 1 << side;
    open[next]! |= 1 << ((side + 2) % 4);
    stack.push(next);
  }
  return open;
}

function imageOf(sides: string): string {
  if (sides.length === 4) return "tile_crossroad";
  if (sides.length === 3) return `tile_t_section_${letters.split("").find((side) => !sides.includes(side))}`;
  if (sides.length === 1) return `tile_dead_end_${sides}`;
  if (sides === "NS" || sides === "EW") return `tile_corridor_${sides}`;
  return `tile_turn_${sides.includes("N") ? "N" : "S"}${sides.includes("E") ? "E" : "W"}`;
}
