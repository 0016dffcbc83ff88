/**
 * The lobby, the same for every game: chairs and lights, the invite, what the
 * host may do, the options for everybody, and the game's own choice in the middle.
 */
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Live, roomv1 } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { useUser } from "../../rpc/identity";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts";
import { Icon } from "../icons";
import { Page, Panel, Say } from "../pieces";
import { nameOf } from "../rooms";
import { Chat } from "../table/chat";
import { Connection } from "../table/connection";
import { Access } from "./access";
import { Chairs } from "./chairs";
import { Luck } from "./luck";
import { Invite } from "./invite";
import style from "./lobby.module.css";

export interface LobbyProps {
  room: roomv1.Room;
  live: Live<unknown, unknown>;
  gameName: string;
  options: [string, string][];
  picture: (seat: number) => { src: string; alt: string } | undefined;
  /** The game's own part. */
  children: ReactNode;
}

export function Lobby({ room, live, gameName, options, picture, children }: LobbyProps) {
  const user = useUser();
  const me = room.members.find((member) => member.userId === user?.id);
  const host = room.hostUserId === user?.id;
  return (
    <Page title={nameOf(room)} overline={gameName} tools={<Connection live={live} />} wide>
      <div className={style.lobby}>
        <div className={style.main}>
          <Panel title={texts.lobby.seats} id="seats">
            <Chairs room={room} host={host} userId={user?.id} picture={picture} />
            <Begin room={room} me={me} host={host} />
          </Panel>
          {children}
        </div>
        <div className={style.side}>
          <Invite room={room} host={host} />
          <Panel title={texts.lobby.options} id="options">
            <dl className={style.options}>
              {options.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
            </dl>
            {host && <Access room={room} />}
            {me?.role === roomv1.Role.PLAYER && <Luck sessionId={room.sessionId} />}
          </Panel>
          <Panel title={texts.chat.title} id="talk"><Chat sessionId={room.sessionId} lines={live.chat} /></Panel>
        </div>
      </div>
    </Page>
  );
}

/** Begin holds the two steps to the game: everybody says ready, the host raises the curtain. */
function Begin({ room, me, host }: { room: roomv1.Room; me: roomv1.Member | undefined; host: boolean }) {
  const { sessionId } = room;
  const ready = useSend();
  const start = useSend();
  const leave = useSend();
  const navigate = useNavigate();
  const seated = me?.role === roomv1.Role.PLAYER;
  const setReady = (value: boolean) => void ready.send((_, options) => playhouse.session.setReady({ sessionId, ready: value }, options));
  const sit = () => void ready.send((_, options) => playhouse.session.joinSession({ sessionId, role: roomv1.Role.PLAYER }, options));
  const go = async () => {
    if (await leave.send((_, options) => playhouse.session.leaveSession({ sessionId }, options))) await navigate({ to: "/" });
  };
  return (
    <>
      <div className={style.begin}>
        {seated
          ? <Button size="md" variant={me.ready ? "default" : "filled"} loading={ready.pending} onClick={() => setReady(!me.ready)}>{me.ready ? texts.lobby.notYet : texts.lobby.getReady}</Button>
          : <Button size="md" loading={ready.pending} onClick={sit}>{texts.lobby.takeSeat}</Button>}
        {host && (
          <Button size="md" disabled={!room.allReady} loading={start.pending} leftSection={<Icon name="play" size={18} />}
            onClick={() => void start.send((commandId, options) => playhouse.session.startSession({ sessionId, commandId }, options))}>
            {texts.lobby.start}
          </Button>
        )}
        <span className="soft" role="status">{whatNext(room, me, host)}</span>
        {me && <Button variant="subtle" size="sm" className={style.leave} loading={leave.pending} onClick={() => void go()}>{texts.lobby.leave}</Button>}
      </div>
      {(ready.kept || start.kept) && <p className="soft">{texts.connection.kept}</p>}
      <Say problem={ready.problem ?? start.problem ?? leave.problem} />
    </>
  );
}

function whatNext(room: roomv1.Room, me: roomv1.Member | undefined, host: boolean): string {
  const players = room.members.filter((member) => member.role === roomv1.Role.PLAYER).length;
  if (players < room.minPlayers) return texts.lobby.waitPlayers(room.minPlayers - players);
  if (me?.role === roomv1.Role.PLAYER && !me.ready) return texts.lobby.needReady;
  if (!room.allReady) return texts.lobby.waitReady;
  return host ? "" : texts.lobby.starting;
}
