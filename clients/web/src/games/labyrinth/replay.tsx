/** A finished game played again: forward at any speed, or to any position at once. */
import { ActionIcon, SegmentedControl, Slider } from "@mantine/core";
import { useMemo } from "react";
import { texts } from "../../texts";
import { Board } from "../../ui/board/board";
import type { Layer } from "../../ui/board/view";
import { Icon } from "../../ui/icons";
import { Loading, Trouble } from "../../ui/pieces";
import { useCharacters } from "./content";
import { boundsOf, display } from "./display";
import { portraitOf } from "./options";
import { paintFigures } from "./paint-figures";
import { paintFloor } from "./paint-floor";
import { paintThings } from "./paint-things";
import { type Player, useReplay } from "./replaying";
import style from "./replay.module.css";

const t = texts.history;

export function Replay({ sessionId }: { sessionId: string }) {
  useCharacters();
  const player = useReplay(sessionId);
  const { view, motion } = player;
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
      <div className={style.board}><Board label={texts.labyrinth.board} bounds={boundsOf(shown)} layers={layers} /></div>
      <p className={style.line} aria-live="polite">{view.turn > 0 && <strong>{texts.labyrinth.turn(view.turn)} </strong>}{player.narration}</p>
      <Controls player={player} />
    </div>
  );
}

function Controls({ player }: { player: Player }) {
  const { version, last, playing, speed } = player;
  return (
    <div className={style.controls}>
      <ActionIcon size={42} variant="default" aria-label={t.back} disabled={version <= 1} onClick={() => player.seek(version - 1)}><Icon name="back" /></ActionIcon>
      <ActionIcon size={42} aria-label={playing ? t.pause : t.play} onClick={playing ? player.pause : player.play}><Icon name={playing ? "pause" : "play"} /></ActionIcon>
      <ActionIcon size={42} variant="default" aria-label={t.forward} disabled={version >= last} onClick={() => player.seek(version + 1)}><Icon name="next" /></ActionIcon>
      <div className={style.seek}>
        <Slider min={1} max={Math.max(2, last)} value={version} label={null} thumbLabel={t.seek} onChange={player.seek} />
        <span className="soft" data-testid="position">{t.position(version, last)}</span>
      </div>
      <SegmentedControl aria-label={t.speed} value={String(speed)} onChange={(value) => player.setSpeed(Number(value))}
        data={[1, 4, 16, 64].map((value) => ({ value: String(value), label: t.times(value) }))} />
    </div>
  );
}
