/** Who is here: players by seat, then those who watch. */
import type { roomv1 } from "@playhouse/client";
import { texts } from "../../texts";
import { Icon } from "../icons";
import style from "./table.module.css";

export function People({ room, userId }: { room: roomv1.Room; userId: string | undefined }) {
  return (
    <ul className={style.people}>
      {room.members.map((member) => (
        <li key={`${member.userId}-${member.seat}`} data-away={!member.connected || undefined}>
          <Icon name={member.bot ? "bot" : member.seat > 0 ? "people" : "eye"} size={17} />
          <span className={style.person}>{member.displayName}{member.userId === userId && ` (${texts.lobby.you})`}</span>
          {member.userId === room.hostUserId && <span title={texts.lobby.host}><Icon name="crown" size={16} /><span className="unseen">{texts.lobby.host}</span></span>}
          <span className="soft">{member.seat > 0 ? texts.people.seat(member.seat) : texts.people.watching}{!member.connected && `, ${texts.people.away}`}</span>
        </li>
      ))}
    </ul>
  );
}
