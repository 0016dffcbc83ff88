/** The replay's controls: a step back or on, play and pause, anywhere at once, any speed. */
import { ActionIcon, SegmentedControl, Slider } from "@mantine/core";
import { texts } from "../../texts";
import { Icon } from "../icons";
import type { Player } from "./replaying";
import style from "./replay.module.css";

const t = texts.history;

export function Controls({ player }: { player: Player<unknown> }) {
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
