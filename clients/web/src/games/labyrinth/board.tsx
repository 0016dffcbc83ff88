/** The labyrinth's board: canvases for the eye, a twin in words, and a menu for what can be done at a place. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { onSteps } from "../../rpc/live";
import { texts as own } from "../../texts/labyrinth";
import { Board } from "../../ui/board/board";
import { toScreen } from "../../ui/board/camera";
import type { BoardView, Layer } from "../../ui/board/view";
import { boundsOf, display } from "./display";
import { Motion } from "./motion";
import { type Offer, ownFigure } from "./offers";
import { portraitOf } from "./options";
import { paintFigures } from "./paint-figures";
import { paintFloor } from "./paint-floor";
import { paintThings } from "./paint-things";
import { PlaceMenu } from "./place-menu";
import { LabyrinthService, type View } from "./proto";
import { Twin } from "./twin";

interface Cell {
  x: number;
  y: number;
}

export interface LabyrinthBoardProps {
  sessionId: string;
  view: View;
  offers: Offer[];
  act: (offer: Offer) => void;
  busy: boolean;
}

export function LabyrinthBoard({ sessionId, view, offers, act, busy }: LabyrinthBoardProps) {
  const [focus, setFocus] = useState<Cell>();
  const [chosen, setChosen] = useState<Cell>();
  const board = useRef<BoardView>(undefined);
  const { layers, shown } = useLayers(sessionId, view, offers, { focus, chosen });
  const [spot, setSpot] = useState<Cell>();
  const place = useCallback(() => {
    const made = board.current;
    if (made && chosen) setSpot(toScreen(made.camera, made.screen, chosen.x + 0.5, chosen.y + 0.5));
  }, [chosen]);
  useEffect(place, [place]);
  // What was to be done in the last turn is no longer on offer.
  useEffect(() => setChosen(undefined), [view.turn]);
  const size = view.options?.size ?? 1;
  const tap = useCallback((x: number, y: number, double: boolean) => {
    const cell = { x: Math.floor(x), y: Math.floor(y) };
    if (cell.x < 0 || cell.y < 0 || cell.x >= size || cell.y >= size) return setChosen(undefined);
    const first = offers.find((offer) => offer.cell?.x === cell.x && offer.cell.y === cell.y);
    if (double && first && !busy) {
      setChosen(undefined);
      act(first);
      return;
    }
    setFocus(undefined);
    setChosen(cell);
  }, [size, offers, act, busy]);
  const onKey = (event: React.KeyboardEvent) => {
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    const from = focus ?? chosen ?? ownFigure(view)?.cell ?? { x: 0, y: 0 };
    if (step) {
      event.preventDefault();
      const next = focus || chosen ? { x: clamp(from.x + step[0]!, size), y: clamp(from.y + step[1]!, size) } : { x: from.x, y: from.y };
      setChosen(undefined);
      setFocus(next);
      board.current?.reveal(next.x, next.y);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      setChosen({ x: from.x, y: from.y });
    } else if (event.key === "Escape") setChosen(undefined);
  };
  const bounds = useMemo(() => boundsOf(shown), [shown]);
  return (
    <Board label={own.board} bounds={bounds} layers={layers} onKey={onKey} tap={tap} camera={place} ready={(made) => (board.current = made)}>
      {focus && <p className="unseen" aria-live="assertive">{inWords(view, focus)}</p>}
      {chosen && spot && (
        <PlaceMenu key={`${chosen.x},${chosen.y}`} view={view} cell={chosen} spot={spot} offers={offers} busy={busy}
          act={(offer) => { setChosen(undefined); act(offer); }} close={() => setChosen(undefined)} />
      )}
      <Twin view={view} offers={offers} act={act} busy={busy} />
    </Board>
  );
}

/** useLayers makes the canvases' functions anew only when what they show has changed. */
function useLayers(sessionId: string, view: View, offers: Offer[], looking: { focus?: Cell; chosen?: Cell }) {
  const [motion] = useState(() => new Motion());
  const [steps, setSteps] = useState(0);
  useEffect(() => onSteps(LabyrinthService, sessionId, (step) => {
    if (step.snapshot) motion.stop();
    else if (step.happenings.length > 0) motion.play(step.happenings, performance.now());
    if (step.happenings.length > 0) setSteps((n) => n + 1);
  }), [sessionId, motion]);
  const shown = useMemo(() => display(view, offers), [view, offers]);
  const { focus, chosen } = looking;
  const marked = useMemo(() => display(view, offers, { focus, chosen }), [view, offers, focus, chosen]);
  const floor = useMemo<Layer>(() => (pen) => paintFloor(pen, shown), [shown]);
  const things = useMemo<Layer>(() => (pen) => paintThings(pen, marked), [marked]);
  const figures = useMemo<Layer>(() => {
    const cast = {
      figures: shown.figures, portrait: portraitOf,
      pose: motion.pose.bind(motion), floating: motion.floating.bind(motion),
    };
    return (pen, now) => paintFigures(pen, cast, now);
    // A step without a change of figures must still start the motion.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [shown, steps, motion]);
  return { layers: useMemo(() => [floor, things, figures], [floor, things, figures]), shown };
}

/** inWords says what is at a cell, for the arrow keys. */
function inWords(view: View, cell: Cell): string {
  const t = own;
  const tile = view.tiles[cell.y * (view.options?.size ?? 0) + cell.x];
  if (!tile) return t.unknownCell;
  const here = [...Object.values(view.figures), ...Object.values(view.objects)].filter((one) => one.cell?.x === cell.x && one.cell.y === cell.y);
  const sides = tile.openDirections.map((side) => t.directions[side]).join(", ");
  return [t.tileIs(tile.code, t.themes[tile.theme] ?? ""), t.openTo(sides), ...here.map((one) => one.name)].join(". ");
}

function clamp(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, value));
}
