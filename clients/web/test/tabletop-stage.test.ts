/** The stage: a canvas of another size is drawn before anybody sees that it is empty. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Stage } from "../src/games/tabletop/board/stage";

let resized: () => void;
let frames: FrameRequestCallback[] = [];
let host: HTMLElement;

beforeEach(() => {
  frames = [];
  vi.stubGlobal("ResizeObserver", class {
    constructor(told: () => void) { resized = told; }
    observe() {}
    disconnect() {}
  });
  vi.stubGlobal("requestAnimationFrame", (run: FrameRequestCallback) => frames.push(run));
  vi.stubGlobal("cancelAnimationFrame", (id: number) => frames.splice(id - 1, 1));
  host = document.createElement("div");
  size(400, 300);
});
afterEach(() => vi.unstubAllGlobals());

function size(clientWidth: number, clientHeight: number): void {
  Object.defineProperties(host, { clientWidth: { value: clientWidth, configurable: true }, clientHeight: { value: clientHeight, configurable: true } });
}

test("all is drawn at once when the size changes, and not once more afterwards", () => {
  const stage = new Stage(host);
  const drawn: string[] = [];
  for (const plane of ["ground", "things", "moment"] as const) stage.paint(plane, () => void drawn.push(`${plane} ${stage.canvases[plane].height}`));
  frames.shift()!(0);
  expect(drawn.splice(0)).toEqual(["ground 300", "things 300", "moment 300"]);
  resized();
  expect(drawn).toEqual([]);
  size(400, 200);
  resized();
  expect(drawn).toEqual(["ground 200", "things 200", "moment 200"]);
  expect(frames).toEqual([]);
  stage.destroy();
});
