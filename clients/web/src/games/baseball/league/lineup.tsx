/** The line-up and the rotation that a team begins its games with: written, or left to the computer. */
import { Code } from "@connectrpc/connect";
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Panel, Say } from "../../../ui/pieces";
import { Editor, Plain } from "../editor";
import type { Nine } from "../nine";
import { draftOf, led, nineOf, startersOf } from "./draft";
import { useHere } from "./here";
import style from "./league.module.css";
import { Tick } from "./parts";
import type { Card, LeagueTeam } from "./proto";
import { leagues, useAct } from "./reading";
import { Rotation } from "./rotation";

const t = texts.lineup;

/** How many start in turn as a rule. */
const five = 5;

export function LineUp({ team, cards }: { team: LeagueTeam; cards: Card[] }) {
  const { commissioner, userId, league } = useHere();
  const own = commissioner || team.managerUserId === userId;
  return (
    <Panel title={t.title} id="line-up" lead={own ? t.lead : t.reader}>
      {own ? <Write team={team} cards={cards} hitter={league.rulebook?.designatedHitter ?? false} /> : <Read team={team} cards={cards} />}
    </Panel>
  );
}

function Read({ team, cards }: { team: LeagueTeam; cards: Card[] }) {
  const nine = nineOf(team, cards);
  const name = (id: string) => cards.find((card) => card.id === id)?.name ?? id;
  return (
    <>
      {nine ? <Plain nine={nine} rules={{ cards }} /> : <p>{t.decides}</p>}
      <h3>{t.rotation}</h3>
      {team.rotation.length > 0 ? <ol className={style.starters}>{team.rotation.map((id) => <li key={id}>{name(id)}</li>)}</ol> : <p>{t.decidesRotation}</p>}
    </>
  );
}

/** Chart is what is written; what is absent is the computer's. */
interface Chart {
  nine?: Nine;
  rotation?: string[];
}

const chartOf = (team: LeagueTeam, cards: Card[]): Chart => ({ nine: nineOf(team, cards), rotation: team.rotation.length > 0 ? team.rotation : undefined });

function Write({ team, cards, hitter }: { team: LeagueTeam; cards: Card[]; hitter: boolean }) {
  const written = chartOf(team, cards);
  const [draft, setDraft] = useState<Chart>();
  const { act, pending, problem, clear } = useAct();
  const { nine, rotation } = draft ?? written;
  const change = (next: Chart) => {
    clear();
    setDraft(next);
  };
  const save = async () => {
    const done = await act((_, options) => leagues.updateTeam({
      teamId: team.id, etag: team.etag, order: nine?.order ?? [], rotation: rotation ?? [], automaticOrder: !nine, automaticRotation: !rotation,
    }, options));
    if (done) setDraft(undefined);
  };
  const starters = startersOf(cards).slice(0, five).map((card) => card.id);
  const first = draftOf(cards, hitter);
  // The one who pitches in the line-up leads the rotation; where the computer picks, any will do.
  const setNine = (next: Nine) => change({ nine: next, rotation: next.pitcherId === nine?.pitcherId ? rotation : led(rotation ?? starters, next.pitcherId) });
  const setRotation = (next: string[]) => change({ rotation: next, nine: nine && { ...nine, pitcherId: next[0]!, order: nine.order.map((place) => (place.position === 1 ? { ...place, playerId: next[0]! } : place)) } });
  const changed = draft !== undefined && JSON.stringify(draft) !== JSON.stringify(written);
  return (
    <div className={style.form} data-testid="line-up">
      {first || nine ? <Tick label={t.automaticOrder} checked={!nine} onChange={(on) => change({ nine: on ? undefined : first && { ...first, pitcherId: rotation?.[0] ?? first.pitcherId }, rotation })} /> : <p className={style.note}>{t.impossible}</p>}
      {nine ? <div className={style.wide}><Editor nine={nine} rules={{ cards, free: cards.map((card) => card.id), rated: true }} set={setNine} hitter={hitter} /></div> : <p className="soft">{t.decides}</p>}
      <Tick label={t.automaticRotation} checked={!rotation} onChange={(on) => (on ? change({ nine, rotation: undefined }) : setRotation(nine ? led(starters, nine.pitcherId) : starters))} />
      {rotation ? <Rotation rotation={rotation} cards={cards} set={setRotation} /> : <p className="soft">{t.decidesRotation}</p>}
      <div className={style.row}>
        <Button loading={pending} disabled={!changed} onClick={() => void save()}>{t.save}</Button>
        {!changed && (team.order.length > 0 || team.rotation.length > 0) && <span className="soft" role="status">{t.saved}</span>}
      </div>
      {problem?.code === Code.Aborted ? <p className={style.note} role="alert">{t.conflict}</p> : <Say problem={problem} />}
    </div>
  );
}
