/** A board as a React component: canvases inside, buttons to look closer, keys to zoom. */
import { ActionIcon } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { texts } from "../../texts";
import { Icon } from "../icons";
import style from "./board.module.css";
import { type Bounds, zoomAt } from "./camera";
import { onSprite } from "./sprites";
import { BoardView, type BoardEvents, type Layer } from "./view";

export interface BoardProps extends BoardEvents {
  /** What the board is, for those who do not see it. */
  label: string;
  bounds: Bounds;
  /** What of it matters now; all of it when absent. */
  focus?: Bounds;
  layers: Layer[];
  onKey?: (event: React.KeyboardEvent) => void;
  /** Called once with the board, to move the camera from outside. */
  ready?: (board: BoardView) => void;
  /** Lies over the canvases: menus, hints. */
  children?: ReactNode;
}

export function Board({ label, bounds, focus = bounds, layers, onKey, ready, children, tap, hover, camera }: BoardProps) {
  const host = useRef<HTMLDivElement>(null);
  const [board, setBoard] = useState<BoardView>();
  useEffect(() => {
    const made = new BoardView(host.current!);
    setBoard(made);
    ready?.(made);
    const off = onSprite(() => made.redraw());
    return () => {
      off();
      made.destroy();
    };
    // The board lives as long as the component; `ready` is only for its birth.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const { x, y, width, height } = bounds;
  const near = { ...focus };
  useEffect(() => board?.setBounds({ x, y, width, height }, { x: near.x, y: near.y, width: near.width, height: near.height }),
    [board, x, y, width, height, near.x, near.y, near.width, near.height]);
  useEffect(() => {
    if (board) board.events = { tap, hover, camera };
  }, [board, tap, hover, camera]);
  useEffect(() => board?.setLayers(layers), [board, layers]);
  const zoom = (factor: number) => board?.look(zoomAt(board.camera, board.screen, { x: board.screen.width / 2, y: board.screen.height / 2 }, factor));
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") board?.showAll();
    else onKey?.(event);
  };
  return (
    <div className={style.board}>
      <div ref={host} className={style.host} role="application" aria-label={label} aria-roledescription={texts.board.role} tabIndex={0} onKeyDown={keys} />
      {children}
      <div className={style.zoom}>
        <Tool icon="plus" text={texts.board.closer} run={() => zoom(1.3)} />
        <Tool icon="minus" text={texts.board.further} run={() => zoom(1 / 1.3)} />
        <Tool icon="fit" text={texts.board.all} run={() => board?.showAll()} />
      </div>
    </div>
  );
}

function Tool({ icon, text, run }: { icon: "plus" | "minus" | "fit"; text: string; run: () => void }) {
  return (
    <ActionIcon variant="default" size={38} aria-label={text} title={text} onClick={run}>
      <Icon name={icon} size={18} />
    </ActionIcon>
  );
}
