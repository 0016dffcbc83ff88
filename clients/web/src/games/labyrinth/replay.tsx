/** A finished game played again: forward at any speed, or to any position at once. */
import { useMemo, useState } from "react";
import { texts as own } from "../../texts/labyrinth";
import { Board } from "../../ui/board/board";
import type { Layer } from "../../ui/board/view";
import { Loading, Trouble } from "../../ui/pieces";
import { Controls } from "../../ui/replay/controls";
import { useReplay } from "../../ui/replay/replaying";
import style from "../../ui/replay/replay.module.css";
import { labyrinthClient } from "./client";
import { useCharacters } from "./content";
import { boundsOf, display } from "./display";
import { Motion } from "./motion";
import { portraitOf } from "./options";
import { paintFigures } from "./paint-figures";
import { paintFloor } from "./paint-floor";
import { paintThings } from "./paint-things";
import { type Happening, ViewSchema } from "./proto";

export function Replay({ sessionId }: { sessionId: string }) {
  useCharacters();
  const [motion] = useState(() => new Motion());
  const film = useMemo(() => ({
    schema: ViewSchema,
    open: (fromVersion: number, speed: number, signal: AbortSignal) => labyrinthClient.watchReplay({ sessionId, fromVersion, speed }, { signal }),
    moved: (happenings: Happening[]) => motion.play(happenings, performance.now()),
    jumped: () => motion.stop(),
  }), [sessionId, motion]);
  const player = useReplay(film);
  const { view } = player;
  const shown = useMemo(() => view && display(view, []), [view]);
  const layers = useMemo<Layer[]>(() => {
    if (!shown) return [];
    const cast = { figures: shown.figures, portrait: portraitOf, pose: motion.pose.bind(motion), floating: motion.floating.bind(motion) };
    return [(pen) => paintFloor(pen, shown), (pen) => paintThings(pen, shown), (pen, now) => paintFigures(pen, cast, now)];
  }, [shown, motion]);
  if (player.problem) return <Trouble problem={player.problem} again={() => player.seek(player.version)} />;
  if (!view || !shown) return <Loading />;
  return (
    <div className={style.replay}>
      <div className={style.board}><Board label={own.board} bounds={boundsOf(shown)} layers={layers} /></div>
      <p className={style.line} aria-live="polite">{view.turn > 0 && <strong>{own.turn(view.turn)} </strong>}{player.narration || view.narration.join(" ")}</p>
      <Controls player={player} />
    </div>
  );
}
