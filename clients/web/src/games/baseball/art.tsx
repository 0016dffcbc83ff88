/** The game's own picture: a night game, bases loaded, painted by the board's own brushes. */
import { useMemo } from "react";
import { texts as t } from "../../texts/baseball";
import { Still } from "../../ui/board/still";
import type { Pen } from "../../ui/board/view";
import type { Display, FigureItem } from "./park/display";
import { bases, posts } from "./park/ground";
import { Motion } from "./park/motion";
import { paintPark } from "./park/paint-park";
import { night } from "./park/palette";
import { paintPlayers } from "./park/paint-players";

export default function Art() {
  const shown = useMemo(() => picture(), []);
  return <Still label={t.art} draw={(pen) => draw(pen, shown)}
    camera={(screen) => ({ x: 0, y: -10.6, scale: Math.max(screen.width / 58, screen.height / 25) })} />;
}

function draw(pen: Pen, shown: Display): void {
  paintPark(pen, shown, night);
  paintPlayers(pen, { shown, motion: new Motion(() => true) }, 0);
}

function picture(): Display {
  const figure = (id: string, at: { x: number; y: number }, home: boolean, role: FigureItem["role"]): FigureItem => ({ id, ...at, playerId: id, name: "", home, role });
  const field = posts.slice(1).map((post, i) => figure(`f${i + 1}`, post, false, i === 0 ? "pitcher" : "fielder"));
  const on = [1, 2, 3].map((base) => figure(`r${base}`, bases[base]!, true, "runner"));
  return {
    figures: [...field, ...on, figure("b", { x: -0.75, y: 0.05 }, true, "batter")], names: {}, bottom: true, innings: 9,
    board: [
      { name: t.visitors, runs: 4, hits: 9, errors: 1, line: [0, 1, 0, 0, 2, 0, 0, 1, 0], bats: false },
      { name: t.home, runs: 3, hits: 7, errors: 0, line: [0, 0, 2, 0, 0, 0, 1, 0], bats: true },
    ],
  };
}
