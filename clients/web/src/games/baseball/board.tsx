/** The ball park: canvases for the eye, a twin in words for everybody else. */
import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import { onSteps } from "../../rpc/live";
import { texts } from "../../texts/baseball";
import { Board } from "../../ui/board/board";
import type { Layer } from "../../ui/board/view";
import { bounds, type Display, display } from "./park/display";
import type { Motion } from "./park/motion";
import { paintPark } from "./park/paint-park";
import { day, night } from "./park/palette";
import { figureAt, paintPlayers } from "./park/paint-players";
import { scenesOf } from "./park/scenes";
import { BaseballService, type Play, type View } from "./proto";
import { Twin } from "./twin";

export function Park({ sessionId, view, motion }: { sessionId: string; view: View; motion: Motion }) {
  const [steps, setSteps] = useState(0);
  useEffect(() => onSteps(BaseballService, sessionId, (step) => {
    if (step.snapshot) motion.stop();
    const plays = step.snapshot ? [] : step.happenings.flatMap((one): Play[] => (one.play ? [one.play] : []));
    if (plays.length === 0) return;
    motion.play(scenesOf(plays, step.view?.bases ?? {}), performance.now());
    setSteps((n) => n + 1);
  }), [sessionId, motion]);
  const shown = useMemo(() => display(view), [view]);
  return <Stage shown={shown} motion={motion} steps={steps}><Twin view={view} /></Stage>;
}

/** Stage is the board alone, for games that are under way and for replays. */
export function Stage({ shown, motion, steps, children }: { shown: Display; motion: Motion; steps: number; children?: React.ReactNode }) {
  const colours = useComputedColorScheme("dark") === "light" ? day : night;
  const [hovered, setHovered] = useState<string>();
  const point = useCallback((at: { x: number; y: number } | undefined) => setHovered(at && figureAt(shown.figures, at.x, at.y)?.playerId), [shown]);
  const park = useMemo<Layer>(() => (pen) => paintPark(pen, shown, colours), [shown, colours]);
  const players = useMemo<Layer>(() => (pen, now) => paintPlayers(pen, { shown, motion, hovered }, now),
    // A step without a change of the view must still start the motion.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [shown, motion, hovered, steps]);
  const layers = useMemo(() => [park, players], [park, players]);
  return (
    <Board label={texts.board.label} bounds={bounds} layers={layers} hover={point} tap={(x, y) => point({ x, y })}>
      {children}
    </Board>
  );
}
