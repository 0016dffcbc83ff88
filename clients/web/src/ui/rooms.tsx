/** Tables as cards: what is played, who sits there, whether it waits for the caller. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { roomv1 } from "@playhouse/client";
import { gameById } from "../games";
import { useUser } from "../rpc/identity";
import { texts } from "../texts";
import { isMyTurn } from "./frame/turns";
import { Icon } from "./icons";
import style from "./rooms.module.css";

/** nameOf is what a table is called. */
export function nameOf(room: roomv1.Room): string {
  if (room.title) return room.title;
  const host = room.members.find((member) => member.userId === room.hostUserId)?.displayName;
  const noun = gameById(room.game)?.noun ?? "table";
  return host ? texts.session.untitled(host, noun) : texts.session.anyTable(noun);
}

export function RoomCards({ rooms }: { rooms: roomv1.Room[] }) {
  return (
    <ul className={style.cards}>
      {rooms.filter((room) => gameById(room.game)).map((room) => <RoomCard key={room.sessionId} room={room} />)}
    </ul>
  );
}

function RoomCard({ room }: { room: roomv1.Room }) {
  const user = useUser();
  const game = gameById(room.game)!;
  const players = room.members.filter((member) => member.role === roomv1.Role.PLAYER);
  const mine = room.members.some((member) => member.userId === user?.id);
  const turn = isMyTurn(room, user?.id);
  const finished = room.status === roomv1.SessionStatus.FINISHED;
  const verb = finished ? texts.session.review : mine ? texts.session.goOn : room.status === roomv1.SessionStatus.LOBBY ? texts.session.join : texts.session.watch;
  return (
    <li>
      <Link to="/$game/$sessionId" params={{ game: game.id, sessionId: room.sessionId }} className={style.card} data-turn={turn || undefined}>
        <span className={style.top}>
          <Icon name={game.icon} size={18} /> {game.name}
          {room.hasPassword && <Icon name="lock" size={15} />}
          <Badge turn={turn}>{turn ? texts.session.yourTurn : texts.session.status[room.status]}</Badge>
        </span>
        <span className={style.name}>{nameOf(room)}</span>
        {room.summary && <span className={style.summary}>{room.summary}</span>}
        <span className={style.foot}>
          <Chairs taken={players.length} all={room.maxPlayers} />
          <span className={style.verb}>{verb} <Icon name="next" size={16} /></span>
        </span>
      </Link>
    </li>
  );
}

function Badge({ turn, children }: { turn: boolean; children: ReactNode }) {
  return <span className={style.badge} data-turn={turn || undefined}>{children}</span>;
}

/** Chairs shows taken and free seats at a glance, and in words. */
function Chairs({ taken, all }: { taken: number; all: number }) {
  return (
    <span className={style.chairs}>
      {Array.from({ length: all }, (_, i) => <i key={i} data-taken={i < taken || undefined} />)}
      <span className={style.count}>{texts.home.seats(taken, all)}</span>
    </span>
  );
}
