/** Games over .500 by day: a line for each team, to be read day by day. */
import { useMemo, useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { bounds, courseOf, type Line } from "./course";
import style from "./league.module.css";
import { signed } from "./numbers";
import type { ScheduledGame, Standing } from "./proto";

const t = texts.standings;
const width = 720;
const height = 260;

/** hue spreads the teams' colours as far from each other as there are teams. */
const hue = (i: number, n: number) => ({ "--hue": String(Math.round((i * 360) / n + 20) % 360) }) as React.CSSProperties;

/** pathOf is a team's line. */
export function pathOf({ over }: Line, [least, most]: [number, number]): string {
  const step = width / Math.max(1, over.length - 1);
  return over.map((n, day) => `${day === 0 ? "M" : "L"}${(day * step).toFixed(1)} ${(((most - n) / (most - least)) * height).toFixed(1)}`).join("");
}

/** ahead are the first few after a day, in words. */
export function ahead(lines: readonly Line[], day: number, name: (teamId: string) => string, most = 4): string {
  const at = (line: Line) => line.over[day] ?? 0;
  const first = lines.toSorted((a, b) => at(b) - at(a)).slice(0, most);
  return first.map((line) => `${name(line.teamId)} ${signed(at(line))}`).join(", ");
}

export function Race({ games, standings }: { games: ScheduledGame[]; standings: Standing[] }) {
  const [at, setAt] = useState<number>();
  const [team, setTeam] = useState<string>();
  const lines = useMemo(() => courseOf(games, standings.map((one) => one.teamId)), [games, standings]);
  const scale = useMemo(() => bounds(lines), [lines]);
  const days = (lines[0]?.over.length ?? 1) - 1;
  const name = (teamId: string) => standings.find((one) => one.teamId === teamId)?.name ?? teamId;
  if (days < 1) return <p className="soft">{t.none}</p>;
  const shown = Math.min(days, at ?? days);
  const point = (event: React.PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(days, Math.round(((event.clientX - box.left) / box.width) * days))));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, PageUp: shown - 10, PageDown: shown + 10, Home: 0, End: days }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(days, to)));
  };
  const zero = ((scale[1] / (scale[1] - scale[0])) * height).toFixed(1);
  const x = ((shown / days) * width).toFixed(1);
  return (
    <figure className={style.race} data-team={team ? "" : undefined} data-days={days}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" tabIndex={0} aria-label={t.raceLabel(days, name(standings[0]!.teamId))} onPointerMove={point} onPointerLeave={() => setAt(undefined)} onKeyDown={onKeyDown} onBlur={() => setAt(undefined)}>
        <path d={`M0 ${zero}H${width}`} data-even />
        {lines.map((line, i) => <path key={line.teamId} d={pathOf(line, scale)} data-line data-chosen={team === line.teamId || undefined} style={hue(i, lines.length)} />)}
        {at !== undefined && <path d={`M${x} 0V${height}`} data-mark />}
      </svg>
      <figcaption aria-live="polite">{t.raceAt(shown, ahead(lines, shown, name))}</figcaption>
      <ul>
        {lines.map((line, i) => (
          <li key={line.teamId}>
            <button type="button" aria-pressed={team === line.teamId} style={hue(i, lines.length)} onClick={() => setTeam(team === line.teamId ? undefined : line.teamId)}><i aria-hidden="true" />{name(line.teamId)} <b>{signed(line.over[shown] ?? 0)}</b></button>
          </li>
        ))}
      </ul>
    </figure>
  );
}
