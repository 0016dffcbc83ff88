/** The star map: canvases for the eye, a preview of the voyage to whatever is looked at, and the map in words. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { onSteps } from "../../rpc/live";
import { texts } from "../../texts/cosmic";
import { Board } from "../../ui/board/board";
import type { BoardView, Layer } from "../../ui/board/view";
import { useBridge } from "./bridge";
import { boundsOf, display, focusOf, hitAt, targetOf, towards } from "./display";
import { useLook } from "./look";
import { Motion } from "./motion";
import { paintChart } from "./paint-chart";
import { paintShip } from "./paint-ship";
import { paintSky } from "./paint-sky";
import { Preview } from "./preview";
import { CosmicService } from "./proto";
import { useTravel } from "./travel";
import { Twin } from "./twin";

const arrows: Record<string, readonly [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export function StarMap() {
  const { sessionId, view } = useBridge();
  const { looked, look } = useLook();
  const travel = useTravel();
  const board = useRef<BoardView>(undefined);
  const shown = useMemo(() => display(view, looked), [view, looked]);
  const layers = useLayers(sessionId, shown);
  const destination = (id: string) => view.destinations.find((one) => targetOf(one) === id);
  const find = (x: number, y: number) => hitAt(shown, x, y, Math.max(0.9, 20 / (board.current?.camera.scale ?? 40)));
  const tap = (x: number, y: number) => {
    const hit = find(x, y);
    // What the pointer has shown already, or the first tap, the second click travels to.
    if (hit && hit === looked) travel(destination(hit));
    else look(hit);
  };
  const hover = (at: { x: number; y: number } | undefined) => {
    if (at) look(find(at.x, at.y));
  };
  const onKey = (event: React.KeyboardEvent) => {
    const step = arrows[event.key];
    if (step) {
      event.preventDefault();
      const next = towards(shown, looked, step);
      look(next);
      const spot = [...shown.places, ...shown.regions].find((one) => one.id === next);
      if (spot) board.current?.reveal(spot.x - 0.5, spot.y - 0.5);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      travel(destination(looked));
    } else if (event.key === "Escape") look("");
  };
  const ready = useCallback((made: BoardView) => (board.current = made), []);
  return (
    <Board label={texts.board.label} bounds={boundsOf(shown)} focus={focusOf(shown)} layers={layers} onKey={onKey} tap={tap} hover={hover} ready={ready}>
      <Preview id={looked} go={() => travel(destination(looked))} close={() => look("")} />
      <Twin />
    </Board>
  );
}

/** useLayers makes the canvases' functions anew only when what they show has changed. */
function useLayers(sessionId: string, shown: ReturnType<typeof display>): Layer[] {
  const [motion] = useState(() => new Motion());
  const [steps, setSteps] = useState(0);
  useEffect(() => onSteps(CosmicService, sessionId, (step) => {
    if (step.snapshot) motion.stop();
    else if (step.happenings.length > 0) motion.play(step.happenings, performance.now());
    if (step.happenings.length > 0) setSteps((n) => n + 1);
  }), [sessionId, motion]);
  const { regions } = shown;
  // The sky does not care what is looked at: it is drawn again only when its regions change.
  const clouds = JSON.stringify(regions.map(({ id, type, x, y, radius, visited, here }) => ({ id, type, x, y, radius, visited, here })));
  const sky = useMemo<Layer>(() => (pen) => paintSky(pen, { regions: JSON.parse(clouds) }), [clouds]);
  const chart = useMemo<Layer>(() => (pen) => paintChart(pen, shown), [shown]);
  const ship = useMemo<Layer>(() => (pen, now) => paintShip(pen, shown, motion, now),
    // A step without a change of place must still start the motion.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [shown, steps, motion]);
  return useMemo(() => [sky, chart, ship], [sky, chart, ship]);
}
