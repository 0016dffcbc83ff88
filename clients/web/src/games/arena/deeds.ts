/** Everything one can do with a button and a key, as one list: the bar, the shortcuts, their help and the palette are fed from it. */
import { texts } from "../../texts/arena";
import type { DeskState } from "./desk";
import { arenaClient } from "./client";
import { panelIds } from "./panels/ids";
import { inSight } from "./world/twin";
import type { Tool } from "./world/scene";

const t = texts.bar;

export interface Deed {
  id: string;
  group: "time" | "tool" | "show" | "more" | "panel";
  text: string;
  key?: string;
  also?: string;
  on?: boolean;
  run: () => void;
}

export const speeds = [0.25, 0.5, 1, 2, 4, 8];

/** nextSpeed is the next faster (or slower) one; undefined where there is none. */
export function nextSpeed(now: number, by: 1 | -1): number | undefined {
  return by > 0 ? speeds.find((one) => one > now) : speeds.findLast((one) => one < now);
}

export function deedsOf(desk: DeskState): Deed[] {
  return [...(desk.runs ? [...timeDeeds(desk), ...hostTools(desk)] : lookTools(desk)), ...showDeeds(desk), ...panelDeeds(desk)];
}

function timeDeeds({ view, act, ask, sessionId }: DeskState): Deed[] {
  const time = (id: string, text: string, key: string, run: () => void): Deed => ({ id, group: "time", text, key, run });
  const slower = nextSpeed(view.speed, -1);
  const faster = nextSpeed(view.speed, 1);
  const speed = (value: number) => () => void act((base, options) => arenaClient.setSpeed({ ...base, speed: value }, options));
  return [
    view.running
      ? time("pause", t.pause, "k", () => void act((base, options) => arenaClient.pause(base, options)))
      : time("play", t.play, "k", () => void act((base, options) => arenaClient.start(base, options))),
    ...(view.running ? [] : [
      time("step", t.step, ".", () => void act((base, options) => arenaClient.step({ ...base, ticks: 1 }, options))),
      time("step-many", t.stepMany, ">", () => void act((base, options) => arenaClient.step({ ...base, ticks: view.config?.tickRate ?? 30 }, options))),
    ]),
    ...(slower === undefined ? [] : [time("slower", t.slower, "[", speed(slower))]),
    ...(faster === undefined ? [] : [time("faster", t.faster, "]", speed(faster))]),
    { id: "reset", group: "time", text: t.reset, key: "R", run: () => ask(t.resetAsk, () => void act((base, options) => arenaClient.reset(base, options))) },
    { id: "end", group: "more", text: t.end, run: () => ask(t.endAsk, () => void act((_, options) => arenaClient.end({ sessionId }, options))) },
  ];
}

const toolKeys: Partial<Record<Tool, string>> = { select: "v", lasso: "b", box: "w", segment: "e", circle: "c", polygon: "p", hole: "o", erase: "x", add: "a" };

function toolDeeds({ scene }: DeskState, tools: Tool[]): Deed[] {
  return tools.map((tool) => ({
    id: `tool-${tool}`, group: "tool", text: t.toolNames[tool]!, key: toolKeys[tool], on: scene.store.now.tool === tool,
    run: () => {
      scene.grip.cancel();
      scene.store.set({ tool });
    },
  }));
}

function lookTools(desk: DeskState): Deed[] {
  return toolDeeds(desk, ["select", "lasso"]);
}

function hostTools(desk: DeskState): Deed[] {
  const { scene, act, walls } = desk;
  const { chosen } = scene.store.now;
  return [
    ...toolDeeds(desk, ["select", "lasso", "box", "segment", "circle", "polygon", "hole", "erase", "add"]),
    ...(walls.undoable ? [{ id: "undo", group: "more" as const, text: t.undo, key: "ctrl+z", run: () => void walls.undo() }] : []),
    ...(chosen.size > 0 ? [{
      id: "remove", group: "more" as const, text: t.remove, key: "Delete",
      run: () => void act((base, options) => arenaClient.removeAgents({ ...base, who: { agents: [...chosen] } }, options)),
    }] : []),
  ];
}

function showDeeds({ scene }: DeskState): Deed[] {
  const { store } = scene;
  const flip = (id: "zones" | "vectors" | "trails" | "follow", key: string): Deed => ({ id, group: "show", text: t[id], key, on: store.now[id], run: () => store.set({ [id]: !store.now[id] }) });
  const next = () => {
    const ids = inSight(scene);
    const [now = 0] = store.now.chosen;
    const id = ids.find((one) => one > now) ?? ids[0];
    if (id !== undefined) scene.choose([id]);
  };
  return [
    flip("zones", "z"), flip("vectors", "y"), flip("trails", "i"), flip("follow", "f"),
    { id: "next", group: "more", text: t.next, key: "n", run: next },
    { id: "none", group: "more", text: t.none, key: "Escape", run: () => scene.grip.cancel() || (store.now.tool === "select" ? scene.choose([]) : store.set({ tool: "select" })) },
  ];
}

function panelDeeds({ show }: DeskState): Deed[] {
  return panelIds.map((id, i) => ({ id: `panel-${id}`, group: "panel", text: t.panel(texts.tabs[id]), key: String(i + 1), run: () => show(id) }));
}
