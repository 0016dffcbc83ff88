/** Lines over time, one for each team, as a small plot that can be read point by point. */
import { useComputedColorScheme } from "@mantine/core";
import { useState } from "react";
import { colourOf } from "./world/palette";
import style from "./plot.module.css";

const width = 320;
const height = 110;
/** Dashes tell lines apart without colours. */
const dashes = ["", "7 3", "2 3", "9 3 2 3", "5 5", "1 4", "12 4", "4 2 1 2"];

/** pathOf is a line's path between 0 and the greatest value. */
export function pathOf(line: number[], most: number): string {
  const step = width / Math.max(1, line.length - 1);
  return line.map((value, i) => `${i === 0 ? "M" : "L"}${(i * step).toFixed(1)} ${(height - 3 - (value / Math.max(1e-9, most)) * (height - 8)).toFixed(1)}`).join("");
}

export interface PlotProps {
  /** One line for each team, all of the same length. */
  lines: number[][];
  /** What the plot shows, for those who do not see it. */
  label: string;
  /** A point in words. */
  read: (at: number) => string;
}

export function Plot({ lines, label, read }: PlotProps) {
  const scheme = useComputedColorScheme("dark");
  const [at, setAt] = useState<number>();
  const last = (lines[0]?.length ?? 0) - 1;
  const shown = at === undefined || last < 0 ? undefined : Math.min(last, Math.max(0, at));
  const most = Math.max(...lines.flat(), 1e-9);
  const point = (event: React.PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.round(((event.clientX - box.left) / box.width) * last));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) setAt(Math.min(last, Math.max(0, (shown ?? last) + step)));
  };
  return (
    <figure className={style.plot}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label} tabIndex={0} onPointerMove={point} onPointerLeave={() => setAt(undefined)} onBlur={() => setAt(undefined)} onKeyDown={onKeyDown}>
        <path d={`M0 ${height - 3}H${width}`} data-base />
        {lines.map((line, i) => <path key={i} d={pathOf(line, most)} data-line stroke={colourOf(i + 1, scheme)} strokeDasharray={dashes[i]} />)}
        {shown !== undefined && <path d={`M${(shown * width) / Math.max(1, last)} 0V${height}`} data-mark />}
      </svg>
      <figcaption aria-live="polite">{last < 0 ? "" : read(shown ?? last)}</figcaption>
    </figure>
  );
}
