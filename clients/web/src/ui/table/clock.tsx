/** The turn's clock: how long there is until the game's default happens. */
import type { roomv1 } from "@playhouse/client";
import { texts } from "../../texts";
import { Icon } from "../icons";
import { useSeconds } from "./connection";
import style from "./table.module.css";

export function Clock({ room }: { room: roomv1.Room | undefined }) {
  const at = room?.deadline;
  const seconds = useSeconds(at ? Number(at.seconds) * 1000 + at.nanos / 1e6 : undefined);
  if (seconds === undefined) return null;
  return (
    <span className={style.clock} data-short={seconds <= 10 || undefined} role="timer" aria-label={texts.table.clock}>
      <Icon name="clock" size={17} /> {inWords(seconds)}
    </span>
  );
}

function inWords(seconds: number): string {
  if (seconds >= 86_400) return texts.table.days(Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600));
  const pad = (n: number) => String(n).padStart(2, "0");
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)}:${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`;
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
}
