/** Who leads: several figures side by side, each a small plot of bars. */
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { texts } from "../../../texts/baseball-league";
import { problemInWords } from "../../../rpc/errors";
import { Empty, Loading, Panel, Trouble } from "../../../ui/pieces";
import { useHere } from "./here";
import style from "./league.module.css";
import { figure } from "./numbers";
import { type Leader, LeagueService } from "./proto";

const t = texts.leaders;

const sides: [name: string, figures: string[]][] = [
  [t.batting, ["avg", "hr", "rbi", "ops", "h", "r", "sb", "bb"]],
  [t.pitching, ["era", "w", "so", "sv", "whip", "ip"]],
];

/** How many of each are shown. */
const most = 5;

export function Leaders() {
  const { season, go } = useHere();
  if (!season || season.played === 0) return <Empty icon="crown" text={t.noGames} next={<Button variant="default" onClick={() => go({ tab: "standings" })}>{texts.schedule.toStandings}</Button>} />;
  return (
    <div className={style.column}>
      <p className="soft">{t.lead}</p>
      {sides.map(([name, figures]) => (
        <Panel key={name} title={name} id={figures[0]}>
          <div className={style.leaders}>{figures.map((one) => <Best key={one} of={one} season={season.season} />)}</div>
        </Panel>
      ))}
    </div>
  );
}

function Best({ of, season }: { of: string; season: number }) {
  const { league } = useHere();
  const { data, error, refetch } = useQuery(LeagueService.method.listLeaders, { leagueId: league.id, season, figure: of, count: most });
  return (
    <section aria-label={t.figures[of]} data-figure={of}>
      <h3>{t.figures[of]}</h3>
      {data ? <Bars of={of} leaders={data.leaders} /> : error ? <Trouble problem={problemInWords(error)} again={() => void refetch()} /> : <Loading />}
    </section>
  );
}

/** share is how long a leader's bar is, of the longest. */
export function share(value: number, leaders: readonly Pick<Leader, "value">[]): number {
  const longest = leaders.reduce((most, one) => Math.max(most, one.value), 0);
  return longest > 0 ? value / longest : 0;
}

function Bars({ of, leaders }: { of: string; leaders: Leader[] }) {
  const { name } = useHere();
  if (leaders.length === 0) return <p className="soft">{t.none}</p>;
  return (
    <ol className={style.bars}>
      {leaders.map((leader) => (
        <li key={`${leader.teamId} ${leader.playerId}`}>
          <span><strong>{leader.name}</strong> <small>{name(leader.teamId)}</small></span>
          <b>{figure(of, leader.value)}</b>
          <i aria-hidden="true" style={{ width: `${(share(leader.value, leaders) * 100).toFixed(1)}%` }} />
        </li>
      ))}
    </ol>
  );
}
