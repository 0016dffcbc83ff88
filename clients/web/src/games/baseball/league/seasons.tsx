/** The seasons of a league, and who won them. */
import { Button } from "@mantine/core";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { Empty, Panel } from "../../../ui/pieces";
import { useHere } from "./here";
import style from "./league.module.css";
import { Shown } from "./parts";
import type { LeagueSeason } from "./proto";
import { useSeasons } from "./reading";

const t = texts.seasons;

export function Seasons() {
  const { league, go } = useHere();
  const query = useSeasons(league.id);
  return (
    <Panel title={t.title} id="seasons">
      <Shown query={query}>{(all) => (all.length === 0
        ? <Empty icon="diamond" text={t.none} next={<Button variant="default" onClick={() => go({ tab: "standings" })}>{texts.schedule.toStandings}</Button>} />
        : <ul className={style.cards}>{all.map((one) => <Season key={one.season} season={one} last={one === all[0]} />)}</ul>)}</Shown>
    </Panel>
  );
}

function Season({ season, last }: { season: LeagueSeason; last: boolean }) {
  const { name, go } = useHere();
  const { championTeamId, played, games, playoffs } = season;
  return (
    <li className={style.card} data-season={season.season}>
      <span className={style.kind}>{texts.season(season.season)}</span>
      {championTeamId ? <strong className={style.title}><Icon name="crown" size={18} /> {name(championTeamId)}</strong> : <strong className={style.title}>{played === 0 ? t.notBegun : t.underway}</strong>}
      <span className="soft">{[t.of(played, games), playoffs && t.withPlayoffs].filter(Boolean).join(" · ")}</span>
      <div className={style.row}><Button size="xs" variant="default" aria-label={t.open(season.season)} onClick={() => go({ tab: "standings", season: last ? undefined : season.season })}>{texts.tabs.standings}</Button></div>
    </li>
  );
}
