/** A finished game played again: forward at any speed, or to any position at once. */
import { useMemo, useState } from "react";
import { Loading, Trouble } from "../../ui/pieces";
import { Controls } from "../../ui/replay/controls";
import { useReplay } from "../../ui/replay/replaying";
import frame from "../../ui/replay/replay.module.css";
import { Stage } from "./board";
import { baseballClient } from "./client";
import { display } from "./park/display";
import { Motion } from "./park/motion";
import { scenesOf } from "./park/scenes";
import { type Happening, type Play, ViewSchema } from "./proto";
import { Scorebug } from "./scorebug";

export function Replay({ sessionId }: { sessionId: string }) {
  const [motion] = useState(() => new Motion());
  const film = useMemo(() => ({
    schema: ViewSchema,
    open: (fromVersion: number, speed: number, signal: AbortSignal) => baseballClient.watchReplay({ sessionId, fromVersion, speed }, { signal }),
    // The bases after the play come with the view; of runners who stay, the view tells.
    moved: (happenings: Happening[]) => motion.play(scenesOf(happenings.flatMap((one): Play[] => (one.play ? [one.play] : [])), {}), performance.now()),
    jumped: () => motion.stop(),
  }), [sessionId, motion]);
  const player = useReplay(film);
  const { view } = player;
  const shown = useMemo(() => view && display(view), [view]);
  if (player.problem) return <Trouble problem={player.problem} again={() => player.seek(player.version)} />;
  if (!view || !shown) return <Loading />;
  return (
    <div className={frame.replay}>
      <Scorebug view={view} />
      <div className={frame.board}><Stage shown={shown} motion={motion} steps={player.version} /></div>
      <p className={frame.line} aria-live="polite">{player.narration}</p>
      <Controls player={player} />
    </div>
  );
}
