/** A finished voyage flown again: forward at any speed, or to any position at once. */
import { useMemo, useState } from "react";
import { texts } from "../../texts/cosmic";
import { Board } from "../../ui/board/board";
import type { Layer } from "../../ui/board/view";
import { Loading, Trouble } from "../../ui/pieces";
import { Controls } from "../../ui/replay/controls";
import { useReplay } from "../../ui/replay/replaying";
import frame from "../../ui/replay/replay.module.css";
import { cosmicClient } from "./client";
import { boundsOf, display } from "./display";
import { Motion } from "./motion";
import { paintChart } from "./paint-chart";
import { paintShip } from "./paint-ship";
import { paintSky } from "./paint-sky";
import { type Happening, type View, ViewSchema } from "./proto";
import style from "./replay.module.css";

export function Replay({ sessionId }: { sessionId: string }) {
  const [motion] = useState(() => new Motion());
  const film = useMemo(() => ({
    schema: ViewSchema,
    open: (fromVersion: number, speed: number, signal: AbortSignal) => cosmicClient.watchReplay({ sessionId, fromVersion, speed }, { signal }),
    moved: (happenings: Happening[]) => motion.play(happenings, performance.now()),
    jumped: () => motion.stop(),
  }), [sessionId, motion]);
  const player = useReplay(film);
  const { view } = player;
  const shown = useMemo(() => view && display(view), [view]);
  const layers = useMemo<Layer[]>(() => (shown ? [(pen) => paintSky(pen, shown), (pen) => paintChart(pen, shown), (pen, now) => paintShip(pen, shown, motion, now)] : []), [shown, motion]);
  if (player.problem) return <Trouble problem={player.problem} again={() => player.seek(player.version)} />;
  if (!view || !shown) return <Loading />;
  return (
    <div className={frame.replay}>
      <div className={frame.board}><Board label={texts.board.label} bounds={boundsOf(shown)} layers={layers} /></div>
      <Figures view={view} />
      <p className={frame.line} aria-live="polite"><strong>{texts.head.turn(view.captain?.turn ?? 0)} </strong>{player.narration}</p>
      <Controls player={player} />
    </div>
  );
}

/** Figures are the voyage's numbers at this position. */
function Figures({ view: { captain, ship, earned } }: { view: View }) {
  const t = texts.hud;
  const all: [string, number][] = [[t.health, captain?.health ?? 0], [t.hull, ship?.hull ?? 0], [t.fuel, captain?.fuel ?? 0], [t.credits, captain?.credits ?? 0], [t.earned, earned]];
  return <dl className={style.figures}>{all.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{texts.number(value)}</dd></div>)}</dl>;
}
