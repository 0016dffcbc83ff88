/** A run of a world played again: to any tick, at any speed, with marks on the way, and proved if one asks. */
import { useQuery } from "@connectrpc/connect-query";
import { ActionIcon, NativeSelect, SegmentedControl, Slider } from "@mantine/core";
import { useEffect, useState } from "react";
import { problemInWords } from "../../../rpc/errors";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/arena";
import { Icon } from "../../../ui/icons";
import { Empty, Loading, Say, Trouble } from "../../../ui/pieces";
import { TeamMark } from "../mark";
import { ArenaService, type GetReplayResponse, type Team, type View } from "../proto";
import { useStore } from "../store";
import { WorldBoard } from "../world/board";
import { Scene } from "../world/scene";
import { Player, speeds } from "./player";
import { Verify } from "./verify";
import style from "./replay.module.css";

const t = texts.replay;

export function Replay({ sessionId }: { sessionId: string }) {
  const [run, setRun] = useState(0);
  const { data, error, refetch } = useQuery(ArenaService.method.getReplay, { sessionId, run }, { staleTime: 0, gcTime: 0 });
  const { data: seen } = useQuery(ArenaService.method.getView, { sessionId }, { staleTime: 60_000 });
  if (error) return <Trouble problem={problemInWords(error)} again={() => void refetch()} />;
  if (!data || !seen) return <Loading />;
  if (!data.playable) return <Empty icon="lock" text={t.other} />;
  if (data.lastTick < 1) return <Empty icon="clock" text={t.none} />;
  return (
    <>
      {data.runs > 1 && (
        <NativeSelect label={t.run} className={style.run} value={String(data.run)} onChange={(event) => setRun(Number(event.currentTarget.value))}
          data={Array.from({ length: data.runs }, (_, i) => ({ value: String(i + 1), label: t.of(i + 1) }))} />
      )}
      <Film key={data.run} sessionId={sessionId} film={data} seen={seen.view} />
    </>
  );
}

interface FilmProps {
  sessionId: string;
  film: GetReplayResponse;
  seen: View | undefined;
}

const nobody: Team[] = [];

function Film({ sessionId, film, seen }: FilmProps) {
  const teams = seen?.teams ?? nobody;
  const [{ scene, player }] = useState(() => load({ sessionId, film, seen }));
  useEffect(() => {
    player.seek(0);
    const off = scene.store.subscribe(() => player.inspect(scene.store.now.chosen));
    return () => {
      off();
      player.close();
    };
  }, [player, scene]);
  const { problem, tick, teams: metrics, inspections } = useStore(player.store);
  const [one] = inspections;
  return (
    <div className={style.replay} data-testid="replay" data-tick={tick} data-last={film.lastTick}>
      <div className={style.board}><WorldBoard scene={scene} shown={scene.shown} /></div>
      <Controls player={player} film={film} />
      <Say problem={problem} />
      {one && <p className={style.figures} role="status">{texts.agent.name(one.agent, nameOf(teams, one.team))}: {one.behavior}, {one.rule || texts.agent.noRule}</p>}
      {metrics.length > 0 && (
        <ul className={style.figures}>
          {metrics.map((now) => <li key={now.team}><TeamMark team={now.team} /> {nameOf(teams, now.team)}: {now.alive} {texts.teams.alive}, {now.kills} {texts.teams.kills}</li>)}
        </ul>
      )}
      <Marks film={film} tick={tick} seek={(to) => player.seek(to)} />
      <Verify sessionId={sessionId} run={film.run} />
    </div>
  );
}

function nameOf(teams: Team[], team: number): string {
  return teams.find((one) => one.team === team)?.name || texts.team(team);
}

function load({ sessionId, film, seen }: FilmProps): { scene: Scene; player: Player } {
  const scene = new Scene();
  const { config, walls } = film;
  scene.shown = { area: { width: config?.areaWidth ?? 800, height: config?.areaHeight ?? 600 }, walls, points: film.run === seen?.run ? seen.points : [], teams: seen?.teams ?? nobody, config };
  return { scene, player: new Player(sessionId, film, scene) };
}

function Controls({ player, film }: { player: Player; film: GetReplayResponse }) {
  const { tick, playing, speed, progress } = useStore(player.store);
  const c = common.history;
  const time = texts.clock(tick, film.tickRate);
  return (
    <div className={style.controls}>
      <ActionIcon size={42} variant="default" aria-label={c.back} disabled={tick <= 0} onClick={() => player.seek(tick - 1)}><Icon name="back" /></ActionIcon>
      <ActionIcon size={42} aria-label={playing ? c.pause : c.play} onClick={() => (playing ? player.pause() : player.play())}><Icon name={playing ? "pause" : "play"} /></ActionIcon>
      <ActionIcon size={42} variant="default" aria-label={c.forward} disabled={tick >= film.lastTick} onClick={() => player.seek(tick + 1)}><Icon name="next" /></ActionIcon>
      <div className={style.seek}>
        <Slider min={0} max={film.lastTick} value={tick} label={null} thumbLabel={t.seek} onChange={(to) => player.seek(to)} thumbProps={{ "aria-valuetext": t.at(tick, film.lastTick, time) }} />
        <span className="soft" data-testid="position">{progress === undefined ? t.at(tick, film.lastTick, time) : t.computing(progress)}</span>
      </div>
      <SegmentedControl aria-label={c.speed} value={String(speed)} onChange={(value) => player.setSpeed(Number(value))} data={speeds.map((value) => ({ value: String(value), label: c.times(value) }))} />
    </div>
  );
}

function Marks({ film, tick, seek }: { film: GetReplayResponse; tick: number; seek: (tick: number) => void }) {
  if (film.marks.length === 0) return null;
  return (
    <details className={style.marks} open>
      <summary>{t.marks}</summary>
      <ul>{film.marks.map((mark, i) => <li key={i}><button type="button" data-past={mark.tick <= tick || undefined} onClick={() => seek(mark.tick)}>{t.mark(mark.tick, mark.narration || mark.action)}</button></li>)}</ul>
    </details>
  );
}
