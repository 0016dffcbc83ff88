/** The line score: runs by inning, then runs, hits, errors and left on base. */
import { texts } from "../../texts/baseball";
import { shortOf } from "./sides";
import style from "./sheet.module.css";

const t = texts.score;

export interface LineTeam {
  name: string;
  line: number[];
  runs: number;
  hits: number;
  errors: number;
  leftOnBase: number;
}

export interface LineProps {
  away: LineTeam;
  home: LineTeam;
  innings: number;
  /** What it is called, where there are several on a page. */
  label?: string;
}

export function Line({ away, home, innings, label = t.title }: LineProps) {
  const columns = Array.from({ length: Math.max(innings, away.line.length) }, (_, i) => i);
  return (
    <div className={style.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={style.line} data-testid="line">
        <thead>
          <tr><th scope="col"><span className="unseen">{t.team}</span></th>{columns.map((i) => <th key={i} scope="col"><span className="unseen">{t.inning(i + 1)}</span><span aria-hidden="true">{i + 1}</span></th>)}{t.head.map((word, i) => <th key={word} scope="col"><abbr title={t.long[i]}>{word}</abbr></th>)}</tr>
        </thead>
        <tbody>
          {([["away", away], ["home", home]] as const).map(([side, team]) => (
            <tr key={side} data-side={side}>
              <th scope="row" title={team.name}>{shortOf(team, side === "away" ? home : away)}</th>
              {columns.map((i) => <td key={i}>{team.line[i] ?? ""}</td>)}
              <td data-total="r">{team.runs}</td><td data-total="h">{team.hits}</td><td data-total="e">{team.errors}</td><td data-total="lob">{team.leftOnBase}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
