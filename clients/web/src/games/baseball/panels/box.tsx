/** The box score: every batter, pitcher and fielder of both sides. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/baseball";
import { Loading, Trouble } from "../../../ui/pieces";
import { baseballClient } from "../client";
import type { BoxTeam, Team, View } from "../proto";
import { Line } from "../line";
import { nameIn } from "../sides";
import style from "../sheet.module.css";

const t = texts.box;

export function Box({ sessionId, view }: { sessionId: string; view: View }) {
  const { data, error, refetch } = useQuery({
    // Every play makes another box score.
    queryKey: ["baseball-box", sessionId, view.plays, view.phase], queryFn: ({ signal }) => baseballClient.getBoxScore({ sessionId }, { signal }),
    placeholderData: keepPreviousData, staleTime: Infinity, gcTime: 0,
  });
  if (error) return <Trouble problem={problemInWords(error)} again={() => void refetch()} />;
  const box = data?.boxScore;
  if (!box?.away || !box.home) return <Loading />;
  return (
    <div className={style.part} data-wide data-testid="box">
      <Line away={box.away} home={box.home} innings={view.options?.innings ?? 9} label={t.line} />
      <Page page={box.away} team={view.away} side="away" />
      <Page page={box.home} team={view.home} side="home" />
    </div>
  );
}

function Page({ page, team, side }: { page: BoxTeam; team: Team | undefined; side: string }) {
  return (
    <section className={style.part} data-box={side} data-runs={page.runs} data-hits={page.hits}>
      <Batting page={page} team={team} />
      <Pitching page={page} team={team} />
      <Fielding page={page} team={team} />
    </section>
  );
}

type Key = string & keyof typeof t;

interface Table<Line extends { playerId: string }> {
  caption: string;
  lines: Line[];
  columns: [Key, (line: Line) => number | string][];
  note?: (line: Line) => string;
  team: Team | undefined;
  totals?: boolean;
}

function Stats<Line extends { playerId: string }>({ caption, lines, columns, note, team, totals }: Table<Line>) {
  const sum = (of: (line: Line) => number | string) => lines.reduce((all, line) => all + Number(of(line)), 0);
  return (
    <div className={style.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={style.box}>
        <caption>{caption}</caption>
        <thead><tr><th scope="col">{t.name}</th>{columns.map(([key]) => <th key={key} scope="col">{t[key]}</th>)}</tr></thead>
        <tbody>
          {lines.map((line, i) => (
            <tr key={`${line.playerId}-${i}`}><th scope="row">{nameIn(team, line.playerId)} {note?.(line) && <em>{note(line)}</em>}</th>{columns.map(([key, of]) => <td key={key}>{of(line)}</td>)}</tr>
          ))}
        </tbody>
        {totals && <tfoot><tr><th scope="row">{t.totals}</th>{columns.map(([key, of]) => <td key={key} data-total={key}>{sum(of)}</td>)}</tr></tfoot>}
      </table>
    </div>
  );
}

function Batting({ page, team }: { page: BoxTeam; team: Team | undefined }) {
  return (
    <Stats caption={`${page.name}: ${t.batting}`} team={team} lines={page.batting} totals columns={[
      ["ab", (line) => line.ab], ["r", (line) => line.r], ["h", (line) => line.h], ["doubles", (line) => line.doubles], ["triples", (line) => line.triples],
      ["hr", (line) => line.hr], ["rbi", (line) => line.rbi], ["bb", (line) => line.bb], ["so", (line) => line.so], ["sb", (line) => line.sb], ["sh", (line) => line.sh], ["sf", (line) => line.sf],
    ]} />
  );
}

/** inningsOf are outs as innings: 7 outs are 2.1. */
export function inningsOf(outs: number): string {
  return `${Math.floor(outs / 3)}.${outs % 3}`;
}

function Pitching({ page, team }: { page: BoxTeam; team: Team | undefined }) {
  return (
    <Stats caption={`${page.name}: ${t.pitching}`} team={team} lines={page.pitching} note={(line) => line.decision} columns={[
      ["ip", (line) => inningsOf(line.outs)], ["bf", (line) => line.bf], ["h", (line) => line.h], ["r", (line) => line.r], ["er", (line) => line.er], ["bb", (line) => line.bb], ["so", (line) => line.so], ["hr", (line) => line.hr],
    ]} />
  );
}

function Fielding({ page, team }: { page: BoxTeam; team: Team | undefined }) {
  return (
    <Stats caption={`${page.name}: ${t.fielding}`} team={team} lines={page.fielding} totals columns={[["po", (line) => line.po], ["a", (line) => line.a], ["e", (line) => line.e], ["dp", (line) => line.dp]]} />
  );
}
