/** One team: its players, its line-up, who manages it. */
import { Code } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { Loading, Panel, Say, Trouble } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { whenOf } from "../../../ui/when";
import { managerOf, useHere } from "./here";
import style from "./league.module.css";
import { LineUp } from "./lineup";
import { wrong } from "./parts";
import { LeagueService, type LeagueTeam } from "./proto";
import { leagues, useAct } from "./reading";
import { Roster } from "./roster";

const t = texts.team;

/** takeFocus lets those who use keys go on here: what they pressed is gone. */
function takeFocus(heading: HTMLHeadingElement | null): void {
  if (document.activeElement === document.body) heading?.focus({ preventScroll: true });
}

export function Team({ team }: { team: LeagueTeam }) {
  const { go, userId, commissioner } = useHere();
  const { data, error, refetch } = useQuery(LeagueService.method.getRoster, { teamId: team.id });
  return (
    <div className={style.column} data-testid="team">
      <div className={style.teamHead}>
        <Button size="xs" variant="subtle" leftSection={<Icon name="back" size={15} />} onClick={() => go({ tab: "teams" })}>{t.back}</Button>
        <h2 tabIndex={-1} ref={takeFocus}>{team.name}</h2>
        <span className="soft">{t.managed(managerOf(team, userId))}</span>
      </div>
      {data && <Standing team={team} average={data.average} asOf={whenOf(data.asOf)} />}
      {error && !data && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      {data ? <><Roster cards={data.cards} /><LineUp team={team} cards={data.cards} /></> : !error && <Loading />}
      {commissioner && <div className={style.halves}><Change team={team} /><Other team={team} /></div>}
    </div>
  );
}

/** Standing is how far the roster can be trusted. */
function Standing({ team, average, asOf }: { team: LeagueTeam; average: boolean; asOf: string }) {
  if (team.stale) return <p className={style.stale}><Icon name="clock" size={15} /> {asOf ? t.staleSince(asOf) : t.staleNever}</p>;
  return <p className="soft">{average ? t.average : t.asOf(asOf)}</p>;
}

function Change({ team }: { team: LeagueTeam }) {
  const { userId } = useHere();
  const { act, pending, problem } = useAct();
  const [name, setName] = useState(team.name);
  const [managerUserId, setManager] = useState(team.managerUserId);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void act((_, options) => leagues.updateTeam({ teamId: team.id, etag: team.etag, name: name.trim(), managerUserId: managerUserId.trim() }, options));
  };
  const changed = name.trim() !== team.name || managerUserId.trim() !== team.managerUserId;
  return (
    <Panel title={t.change} id="change">
      <form className={style.form} onSubmit={submit}>
        <TextInput size="sm" required maxLength={80} label={t.name} value={name} error={wrong(problem, "name")} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput size="sm" maxLength={64} label={t.managerId} description={t.managerHint} value={managerUserId} error={wrong(problem, "manager_user_id")} onChange={(event) => setManager(event.currentTarget.value)} />
        <div className={style.row}>
          {managerUserId !== userId && <Button size="xs" variant="default" onClick={() => setManager(userId)}>{t.mine}</Button>}
          {managerUserId !== "" && <Button size="xs" variant="default" onClick={() => setManager("")}>{t.free}</Button>}
        </div>
        <div className={style.row}><Button type="submit" loading={pending} disabled={!changed || !name.trim()}>{t.save}</Button></div>
        {problem?.code === Code.Aborted ? <p className={style.note} role="alert">{texts.lineup.conflict}</p> : <Say problem={problem} />}
      </form>
    </Panel>
  );
}

/** Other is where rosters come from, and how a team ends. */
function Other({ team }: { team: LeagueTeam }) {
  const { go } = useHere();
  const { act, pending, problem } = useAct();
  const end = useAct();
  const [apiTeamId, setApi] = useState(team.apiTeamId);
  const [fresh, setFresh] = useState(false);
  const refreshRoster = async () => setFresh(await act((_, options) => leagues.refreshRoster({ teamId: team.id, apiTeamId }, options)));
  const remove = async () => {
    if (await end.act((_, options) => leagues.deleteTeam({ teamId: team.id, etag: team.etag }, options))) go({ tab: "teams" });
  };
  return (
    <Panel title={t.source} id="other">
      <div className={style.row}><Button size="xs" variant="default" onClick={() => go({ tab: "import", team: team.id })}>{t.import}</Button></div>
      <TextInput size="sm" maxLength={64} label={t.refreshId} description={t.refreshHint} value={apiTeamId} onChange={(event) => setApi(event.currentTarget.value)} />
      <div className={style.row}>
        <Button size="xs" variant="default" loading={pending} onClick={() => void refreshRoster()}>{t.refresh}</Button>
        {fresh && <span className="soft" role="status">{t.refreshed}</span>}
      </div>
      <Say problem={problem} />
      <div className={style.row}><Sure text={t.delete} label={t.deleteOf(team.name)} question={t.deleteSure(team.name)} disabled={end.pending} go={() => void remove()} /></div>
      <Say problem={end.problem} />
    </Panel>
  );
}
