/** Before the game: both line-ups, one's own to write. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Live, roomv1 } from "@playhouse/client";
import { useUser } from "../../rpc/identity";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts/baseball";
import { Panel, Say } from "../../ui/pieces";
import type { TableProps } from "../index";
import { baseballClient } from "./client";
import { Editor, Plain } from "./editor";
import { changesOf, type Nine, nineOf, rulesOf } from "./nine";
import type { Happening, Team, View } from "./proto";
import { type Side, sideOf } from "./sides";
import { ToLeague } from "./toleague";
import { Vintage } from "./vintage";
import style from "./lobby.module.css";

const t = texts.lobby;

export function Lobby({ sessionId, live: any }: TableProps) {
  const live = any as Live<View, Happening>;
  const view = live.view!;
  const user = useUser();
  const own = sideOf(live.room?.members.find((member) => member.userId === user?.id)?.seat ?? 0);
  return (
    <Panel title={t.title} id="line-ups" lead={own ? t.lead : t.watching}>
      <ToLeague />
      <div className={style.teams}>
        {(["home", "away"] as const).toSorted((a, b) => Number(b === own) - Number(a === own)).map((side) => {
          const team = view[side];
          return team && <TeamSheet key={side} sessionId={sessionId} side={side} team={team} own={side === own} room={live.room!} hitter={view.rulebook?.designatedHitter ?? false} />;
        })}
      </div>
    </Panel>
  );
}

interface SheetProps {
  sessionId: string;
  side: Side;
  team: Team;
  own: boolean;
  room: roomv1.Room;
  hitter: boolean;
}

function TeamSheet({ sessionId, side, team, own, room, hitter }: SheetProps) {
  const manager = room.members.find((member) => member.seat === team.seat)?.displayName;
  return (
    <section className={style.team} data-side={side} aria-label={team.name}>
      <h3>{team.name} <small>{own ? t.yours : manager ?? t.computer}{team.lineupSet && `, ${t.written}`}</small></h3>
      <Vintage team={team} />
      {own ? <Write sessionId={sessionId} team={team} hitter={hitter} /> : <Plain nine={nineOf(team)} rules={team} />}
    </section>
  );
}

function Write({ sessionId, team, hitter }: { sessionId: string; team: Team; hitter: boolean }) {
  const written = nineOf(team);
  const key = JSON.stringify(written);
  const [nine, setNine] = useState<Nine>(written);
  const { send, pending, problem, clear } = useSend();
  // What the server has stands until something is changed here.
  useEffect(() => setNine(JSON.parse(key) as Nine), [key]);
  const set = (next: Nine) => {
    clear();
    setNine(next);
  };
  const changed = JSON.stringify(nine) !== key;
  const free = team.cards.map((card) => card.id);
  const write = () => void send((commandId, options) => baseballClient.setLineup({ sessionId, commandId, order: nine.order, pitcherId: nine.pitcherId }, options));
  return (
    <>
      <Editor nine={nine} rules={{ ...rulesOf(team, true), free }} set={set} hitter={hitter} />
      <div className={style.write}>
        <Button variant="default" loading={pending} disabled={!changed && team.lineupSet} onClick={write} data-changes={changesOf(written, nine).length}>{t.write}</Button>
        {!changed && team.lineupSet && <span className="soft" role="status">{t.saved}</span>}
        <Say problem={problem} />
      </div>
    </>
  );
}
