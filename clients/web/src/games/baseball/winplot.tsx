/** The chance to win after each play, as a small plot that can be read point by point. */
import { useState } from "react";
import { texts } from "../../texts/baseball";
import style from "./sheet.module.css";

const t = texts.score;
const width = 320;
const height = 120;

/** pathOf is the plot's line, from even odds on. */
export function pathOf(history: number[]): string {
  const step = width / Math.max(1, history.length);
  return [0.5, ...history].map((share, i) => `${i === 0 ? "M" : "L"}${(i * step).toFixed(1)} ${((1 - share) * height).toFixed(1)}`).join("");
}

export interface WinPlotProps {
  /** The home side's chance after each play. */
  history: number[];
  now: number;
  team: string;
  /** The plays in words, as far as they are known here. */
  told: string[];
}

export function WinPlot({ history, now, team, told }: WinPlotProps) {
  const [at, setAt] = useState<number>();
  const shown = at === undefined ? undefined : Math.min(history.length, Math.max(1, at));
  const share = shown === undefined || history.length === 0 ? undefined : history[shown - 1];
  const point = (event: React.PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.round(((event.clientX - box.left) / box.width) * history.length));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) setAt(Math.min(history.length, Math.max(1, (shown ?? history.length) + step)));
  };
  const line = pathOf(history);
  const x = shown === undefined ? 0 : (shown * width) / Math.max(1, history.length);
  return (
    <figure className={style.plot}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t.winPlot(team, now, history.length)} tabIndex={0} onPointerMove={point} onPointerLeave={() => setAt(undefined)} onKeyDown={onKeyDown} onBlur={() => setAt(undefined)}>
        <path d={`${line}V${height / 2}H0Z`} data-area />
        <path d={`M0 ${height / 2}H${width}`} data-even />
        <path d={line} data-line />
        {share !== undefined && <path d={`M${x} 0V${height}`} data-mark />}
      </svg>
      <figcaption aria-live="polite">{share === undefined ? t.winAfter(team, now, history.length) : `${t.winAfter(team, share, shown!)}. ${told[shown! - 1] ?? ""}`}</figcaption>
    </figure>
  );
}
