/** A picture that does not move: drawn when its box or a sprite changes, and never else. */
import { useEffect, useRef } from "react";
import type { Camera, Size } from "./camera";
import { onSprite } from "./sprites";
import { BoardView, type Pen } from "./view";

export function Still({ label, draw, camera }: { label: string; draw: (pen: Pen) => void; camera: (screen: Size) => Camera }) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ draw, camera });
  useEffect(() => {
    latest.current = { draw, camera };
  });
  useEffect(() => {
    const board = new BoardView(host.current!, true);
    const look = () => {
      const { width, height } = host.current!.getBoundingClientRect();
      if (width > 0) board.look(latest.current.camera({ width, height }));
    };
    // Nothing holds a picture's camera back.
    board.setBounds({ x: -1e3, y: -1e3, width: 2e3, height: 2e3 });
    board.setLayers([(pen) => latest.current.draw(pen)]);
    const watcher = new ResizeObserver(look);
    watcher.observe(host.current!);
    look();
    const off = onSprite(() => board.redraw());
    return () => {
      off();
      watcher.disconnect();
      board.destroy();
    };
  }, []);
  return <div ref={host} role="img" aria-label={label} style={{ position: "absolute", inset: 0, overflow: "hidden" }} />;
}
