/** Seats as chairs: who sits there, whether their light is on, and what the host may do about it. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { roomv1 } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { type Send, useSend } from "../../rpc/send";
import { texts } from "../../texts";
import { Icon } from "../icons";
import { Say } from "../pieces";
import { Portrait } from "../portrait";
import style from "./lobby.module.css";

interface ChairsProps {
  room: roomv1.Room;
  host: boolean;
  userId: string | undefined;
  picture: (seat: number) => { src: string; alt: string } | undefined;
}

export function Chairs({ room, host, userId, picture }: ChairsProps) {
  const send = useSend();
  const watching = room.members.filter((member) => member.role === roomv1.Role.SPECTATOR);
  return (
    <>
      <ul className={style.chairs}>
        {Array.from({ length: room.maxPlayers }, (_, i) => i + 1).map((seat) => {
          const member = room.members.find((one) => one.seat === seat);
          return member
            ? <Taken key={seat} member={member} room={room} mine={member.userId !== "" && member.userId === userId} host={host} send={send} picture={picture(seat)} />
            : <Free key={seat} seat={seat} room={room} host={host} send={send} />;
        })}
      </ul>
      {watching.length > 0 && <p className="soft">{texts.lobby.spectators}: {watching.map((one) => one.displayName).join(", ")}</p>}
      <Say problem={send.problem} />
    </>
  );
}

interface TakenProps {
  member: roomv1.Member;
  room: roomv1.Room;
  mine: boolean;
  host: boolean;
  send: Send;
  picture: { src: string; alt: string } | undefined;
}

function Taken({ member, room, mine, host, send, picture }: TakenProps) {
  const notes = [
    mine && texts.lobby.you, member.userId !== "" && member.userId === room.hostUserId && texts.lobby.host,
    member.bot && texts.lobby.bot, !member.connected && texts.lobby.away,
  ].filter(Boolean).join(", ");
  return (
    <li className={style.chair} data-ready={member.ready || undefined} data-mine={mine || undefined}>
      <div className={style.back}>
        {picture ? <Portrait key={picture.src} src={picture.src} name={picture.alt} /> : <span aria-hidden="true">{member.bot ? <Icon name="bot" size={30} /> : member.displayName.slice(0, 1).toUpperCase()}</span>}
        <i className={style.lamp} aria-hidden="true" />
      </div>
      <div className={style.nameplate}>
        <strong>{member.displayName}</strong>
        {picture && <small data-as>{picture.alt}</small>}
        {notes && <small>{notes}</small>}
        <small data-lit={member.ready || undefined}>{member.ready ? texts.lobby.ready : texts.lobby.notReady}</small>
      </div>
      {host && !mine && <HostMenu member={member} room={room} send={send} />}
    </li>
  );
}

function HostMenu({ member, room, send }: { member: roomv1.Member; room: roomv1.Room; send: Send }) {
  const { sessionId } = room;
  const { userId, seat, displayName } = member;
  const kick = () => void send.send((_, options) => playhouse.session.kickMember(userId ? { sessionId, userId } : { sessionId, seat }, options));
  const crown = () => void send.send((_, options) => playhouse.session.transferHost({ sessionId, userId }, options));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" className={style.chairMenu} aria-label={texts.lobby.seatMenu(displayName)}><Icon name="more" /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="kick" size={17} />} onClick={kick}>{texts.lobby.kick(displayName)}</Menu.Item>
        {!member.bot && <Menu.Item leftSection={<Icon name="crown" size={17} />} onClick={crown}>{texts.lobby.makeHost(displayName)}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

function Free({ seat, room, host, send }: { seat: number; room: roomv1.Room; host: boolean; send: Send }) {
  return (
    <li className={style.chair} data-free>
      <div className={style.back}><span aria-hidden="true">{seat}</span></div>
      <div className={style.nameplate}>
        <strong>{texts.lobby.free}</strong>
        {host
          ? <Button variant="subtle" size="compact-sm" loading={send.pending} aria-label={`${texts.lobby.addBot}: ${texts.lobby.seat(seat)}`}
              onClick={() => void send.send((_, options) => playhouse.session.addBot({ sessionId: room.sessionId, seat }, options))}>{texts.lobby.addBot}</Button>
          : <small>{texts.lobby.freeHint}</small>}
      </div>
    </li>
  );
}
