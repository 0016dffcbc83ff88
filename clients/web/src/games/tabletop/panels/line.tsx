/** A line of the talk: words, something done, or a throw with its dice. */
import { memo } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Dice } from "../dice";
import { inline } from "../markdown";
import { type Rolled, RollVisibility, type Seat, type Talk } from "../proto";
import style from "./panels.module.css";

const t = texts.talk;

interface Props {
  line: Talk;
  /** It has come just now. */
  fresh: boolean;
  seats: Seat[];
  me: string;
}

export const Line = memo(({ line, fresh, seats, me }: Props) => {
  const colour = seats.find((seat) => seat.userId === line.userId)?.colour;
  const hearers = line.toUserIds.map((id) => (id === me ? t.you : seats.find((seat) => seat.userId === id)?.name ?? "?")).join(", ");
  return (
    <div className={style.talkLine} data-emote={line.emote || undefined} data-whisper={hearers !== "" || undefined} data-roll={line.roll !== undefined || undefined} style={{ borderLeftColor: colour }}>
      <strong>{line.name}</strong>
      {hearers && <small><Icon name="lock" size={12} /> {t.whispers(hearers)}</small>}{" "}
      {line.roll ? <Roll roll={line.roll} fresh={fresh} /> : <span className={style.said}>{inline(line.text)}</span>}
    </div>
  );
});

function Roll({ roll, fresh }: { roll: Rolled; fresh: boolean }) {
  const quiet = roll.visibility !== RollVisibility.PUBLIC && roll.visibility !== RollVisibility.UNSPECIFIED;
  return (
    <div className={style.roll} data-testid="roll">
      <span>{roll.label && <b>{roll.label} </b>}<code>{roll.notation}</code>{quiet && <small> · <Icon name="lock" size={12} /> {t.visible[roll.visibility]}</small>}</span>
      {roll.concealed ? <em>{t.concealed}</em> : (
        <div className={style.thrown}><Dice dice={roll.dice} tumble={fresh} /><output aria-label={`${t.total} ${roll.total}`}>{String(roll.total)}</output></div>
      )}
    </div>
  );
}
