/** Who stands where: while a season is being simulated, as it was told last. */
import { useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Empty, Panel } from "../../../ui/pieces";
import { seriesOf } from "./course";
import { useHere } from "./here";
import style from "./league.module.css";
import { Now } from "./now";
import { type Order, sorted, standingColumns } from "./numbers";
import { Shown, Wide } from "./parts";
import type { ScheduledGame, Standing } from "./proto";
import { Race } from "./race";
import { useGames, useStandings } from "./reading";
import { useRun } from "./run";
import { Figures } from "./table";

const t = texts.standings;

export function Standings() {
  const { league, season, last } = useHere();
  return (
    <div className={style.column}>
      {last && <Now />}
      {season && <Table key={`${league.id} ${season.season}`} season={season.season} />}
      {season && <Course season={season.season} />}
    </div>
  );
}

/** Placed is a team's standing with its place, which stays whatever the table is sorted by. */
type Placed = Standing & { place: number };

function Team({ row }: { row: Placed }) {
  const { go } = useHere();
  return <span className={style.placed}><span>{row.place}</span><button type="button" className={style.plain} onClick={() => go({ tab: "teams", team: row.teamId })}>{row.name}</button></span>;
}

const asTheyStand: Order = { key: "pct", descending: true };

function Table({ season }: { season: number }) {
  const { league, last } = useHere();
  const [order, setOrder] = useState(asTheyStand);
  const { data, error, refetch } = useStandings(league.id, season);
  const run = useRun(league.id);
  const told = last && run?.state === "running" && run.standings.length > 0 ? run.standings : data?.standings;
  const placed = told?.map((row, i): Placed => ({ ...row, place: i + 1 }));
  const column = standingColumns.find(({ key }) => key === order.key)!;
  return (
    <Panel title={t.title} id="standings">
      <Shown query={{ data: placed, error, refetch }}>{(rows) => (
        <Wide label={t.title}>
          <Figures<Placed> columns={standingColumns} rows={order === asTheyStand ? rows : sorted(rows, column, order.descending)} keyOf={(row) => row.teamId} order={order} setOrder={setOrder} heads={t.heads} means={t.means} caption={t.title} head={t.team} Name={Team} />
        </Wide>
      )}</Shown>
    </Panel>
  );
}

/** Course is how the season went, as soon as there is something to see. */
function Course({ season }: { season: number }) {
  const { league } = useHere();
  const { data } = useGames(league.id, season);
  const standings = useStandings(league.id, season);
  const [first] = standings.data?.standings ?? [];
  if (!data || !first) return null;
  if (!data.some((game) => game.played)) return <Empty icon="diamond" text={t.none} />;
  return (
    <>
      <Playoffs games={data} />
      <Panel title={t.race} id="race" lead={t.raceLead}><Race games={data} standings={standings.data!.standings} /></Panel>
    </>
  );
}

function Playoffs({ games }: { games: ScheduledGame[] }) {
  const { name } = useHere();
  const all = seriesOf(games);
  if (all.length === 0) return null;
  return (
    <Panel title={t.series} id="playoffs">
      <ul className={style.series} data-testid="series">
        {all.map(({ teamIds: [a, b], wins: [x, y] }) => (
          <li key={a + b}>
            <span data-ahead={x > y || undefined}>{name(a)} <b>{x}</b></span>
            <span data-ahead={y > x || undefined}>{name(b)} <b>{y}</b></span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
