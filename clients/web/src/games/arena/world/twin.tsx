/** The world in words: teams, counts, who is selected, and the agents in sight as a list. It is out of sight until the focus is in it. */
import { texts } from "../../../texts/arena";
import type { Team, TeamMetrics } from "../proto";
import { useStore } from "../store";
import style from "./board.module.css";
import type { Feed } from "./feed";
import { teamsMost } from "./palette";
import type { Scene } from "./scene";

const t = texts.twin;
/** As many agents are listed: a list of thousands helps nobody. */
const listed = 24;

export interface TwinProps {
  scene: Scene;
  feed: Feed;
  teams: Team[];
}

export function Twin({ scene, feed, teams }: TwinProps) {
  const { chosen } = useStore(scene.store);
  const { teams: metrics, status } = useStore(feed.store);
  const sighted = inSight(scene);
  return (
    <section className={style.twin} aria-label={t.title} data-testid="twin" data-agents={status?.agents ?? scene.crowd.count}>
      <h2>{t.title}</h2>
      <ul>{teams.map((team) => <li key={team.team}>{teamInWords(team, metrics)}</li>)}</ul>
      <p role="status">{t.chosen(chosen.size)}</p>
      {sighted.length > 0 && <h3>{t.near}</h3>}
      <ul>
        {sighted.slice(0, listed).map((id) => (
          <li key={id}>
            <button type="button" data-agent={id} data-team={scene.crowd.teamOf(id)} aria-pressed={chosen.has(id)} onClick={() => scene.choose([id])}>
              {t.agent(id, teams.find((one) => one.team === scene.crowd.teamOf(id))?.name ?? texts.team(scene.crowd.teamOf(id)), scene.crowd.health[id]! / 255)}
            </button>
          </li>
        ))}
      </ul>
      {sighted.length > listed && <p className="soft">{t.more(sighted.length - listed)}</p>}
    </section>
  );
}

function teamInWords({ team, name }: Team, metrics: TeamMetrics[]): string {
  const now = metrics.find((one) => one.team === team);
  return t.alive(name || texts.team(team), texts.forms[(team - 1) % teamsMost]!, now?.alive ?? 0, now?.kills ?? 0);
}

/** inSight are the agents on the screen, by number. */
export function inSight({ crowd, stage }: Scene): number[] {
  const all = [...crowd.ids.subarray(0, crowd.count)];
  const seen = stage?.seen;
  const within = seen ? all.filter((id) => crowd.x[id]! >= seen.x && crowd.y[id]! >= seen.y && crowd.x[id]! <= seen.x + seen.width && crowd.y[id]! <= seen.y + seen.height) : all;
  return within.toSorted((a, b) => a - b);
}
