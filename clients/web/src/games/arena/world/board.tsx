/** The world as one sees it: canvases, the controls to look closer, and the world in words. */
import { ActionIcon, useComputedColorScheme } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { texts } from "../../../texts/arena";
import { Icon } from "../../../ui/icons";
import style from "./board.module.css";
import type { Scene, Shown } from "./scene";
import type { Spot } from "./stage";

const t = texts.board;
const arrows: Record<string, readonly [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
/** Pixels that a press of an arrow key moves the cross by. */
const stride = 18;

export interface BoardProps {
  scene: Scene;
  shown: Shown;
  children?: ReactNode;
}

export function WorldBoard({ scene, shown, children }: BoardProps) {
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("dark");
  useEffect(() => scene.attach(host.current!), [scene]);
  useEffect(() => scene.show(shown), [scene, shown]);
  useEffect(() => scene.paintIn(scheme), [scene, scheme]);
  return (
    <div className={style.board} data-scheme={scheme}>
      <div ref={host} className={style.host} role="application" aria-label={t.label} aria-describedby="field-keys" tabIndex={0} data-testid="field" onKeyDown={(event) => onKey(event, scene)} />
      <p id="field-keys" className="unseen">{t.keys}</p>
      {children}
      <div className={style.zoom}>
        <ActionIcon variant="default" size={36} aria-label={t.closer} title={t.closer} onClick={() => scene.stage?.zoom(1.4)}><Icon name="plus" size={17} /></ActionIcon>
        <ActionIcon variant="default" size={36} aria-label={t.further} title={t.further} onClick={() => scene.stage?.zoom(1 / 1.4)}><Icon name="minus" size={17} /></ActionIcon>
        <ActionIcon variant="default" size={36} aria-label={t.all} title={t.all} onClick={() => scene.stage?.showAll()}><Icon name="fit" size={17} /></ActionIcon>
      </div>
    </div>
  );
}

function onKey(event: React.KeyboardEvent, scene: Scene): void {
  const { stage, store, grip } = scene;
  const step = arrows[event.key];
  if (!stage || event.ctrlKey || event.metaKey) return;
  if (step) moveCross(scene, step, event.shiftKey ? 4 : 1);
  else if (event.key === "Enter") grip.tap(store.now.cross ?? middleOf(scene), event.shiftKey, false);
  else if (event.key === " ") scene.onSpace();
  else if (event.key === "+" || event.key === "=") stage.zoom(1.3);
  else if (event.key === "-") stage.zoom(1 / 1.3);
  else if (event.key === "0") stage.showAll();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function middleOf({ stage }: Scene): Spot {
  const { x, y } = stage!.camera;
  return { x, y };
}

/** moveCross moves the keyboard's cross, and the camera along when it leaves the sight. */
function moveCross(scene: Scene, [dx, dy]: readonly [number, number], far: number): void {
  const stage = scene.stage!;
  const { cross } = scene.store.now;
  const { area } = scene.shown;
  const by = (stride * far) / stage.camera.scale;
  const from = cross ?? middleOf(scene);
  const to = { x: Math.min(area.width, Math.max(0, from.x + dx * by)), y: Math.min(area.height, Math.max(0, from.y + dy * by)) };
  const at = stage.pixel(to);
  const { width, height } = stage.screen;
  if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) stage.look({ ...stage.camera, ...to });
  scene.grip.hover(to);
  scene.store.set({ cross: to });
}
