/** The line-up editor: nine rows and the pitcher, each with the choices that are legal now. */
import { ActionIcon, NativeSelect, Switch } from "@mantine/core";
import { texts } from "../../texts/baseball";
import { Icon } from "../../ui/icons";
import { gloveInWords } from "./card";
import { exchanged, hasHitter, newIn, type Nine, pitchersFor, playersFor, plays, positionsFor, type Rules, withHitter, withPitcher, withPlayer, withPosition } from "./nine";
import style from "./editor.module.css";

const t = texts.nine;

export interface EditorProps {
  nine: Nine;
  rules: Rules;
  set: (nine: Nine) => void;
  /** In a game: the line-up that plays. The order stands; only new players change slots. */
  was?: Nine;
  /** The league has a designated hitter. */
  hitter?: boolean;
}

export function Editor(props: EditorProps) {
  const { nine, rules, set, was, hitter } = props;
  const name = (id: string) => rules.cards.find((card) => card.id === id)?.name ?? id;
  const dh = hasHitter(nine);
  return (
    <div className={style.editor}>
      <table className={style.order}>
        <thead><tr><th scope="col">{t.order}</th><th scope="col">{t.who}</th><th scope="col">{t.plays}</th><th scope="col">{t.ratings}</th></tr></thead>
        <tbody>{nine.order.map((place, slot) => <Row key={slot} {...props} slot={slot} name={name} fresh={was !== undefined && newIn(nine, was).includes(slot)} moved={place.position !== was?.order[slot]?.position} />)}</tbody>
      </table>
      <div className={style.pitcher}>
        <NativeSelect label={t.pitcher} aria-label={t.pitchers} value={nine.pitcherId} data-pitcher onChange={(event) => set(withPitcher(nine, event.currentTarget.value))}
          data={pitchersFor(nine, rules).map((id) => ({ value: id, label: `${name(id)}${pitcherNote(rules, id)}` }))} />
        {!was && hitter && <Switch label={t.dh} checked={dh} onChange={(event) => set(withHitter(nine, rules, event.currentTarget.checked))} />}
      </div>
    </div>
  );
}

function pitcherNote(rules: Rules, id: string): string {
  const kind = rules.cards.find((card) => card.id === id)?.kind;
  const data = kind?.case === "rated" ? kind.value.scoutingData : undefined;
  const words = data && texts.card.endurance(data.enduranceStarting, data.enduranceRelieving);
  return words ? ` (${words})` : "";
}

interface RowProps extends EditorProps {
  slot: number;
  name: (id: string) => string;
  fresh: boolean;
  moved: boolean;
}

function Row({ nine, rules, set, was, slot, name, fresh }: RowProps) {
  const { playerId, position } = nine.order[slot]!;
  const others = was ? newIn(nine, was).filter((one) => one !== slot) : [];
  return (
    <tr data-slot={slot + 1} data-fresh={fresh || undefined}>
      <th scope="row">
        <span className={style.slot}>{slot + 1}</span>
        {!was && <Mover text={t.up(name(playerId))} icon="up" disabled={slot === 0} go={() => set(exchanged(nine, slot, slot - 1))} />}
        {!was && <Mover text={t.down(name(playerId))} icon="down" disabled={slot === 8} go={() => set(exchanged(nine, slot, slot + 1))} />}
        {fresh && others.length > 0 && <Mover text={t.exchange(name(playerId))} icon="swap" go={() => set(exchanged(nine, slot, others[0]!))} />}
      </th>
      <td>
        <NativeSelect aria-label={t.player(slot + 1)} value={playerId} onChange={(event) => set(withPlayer(nine, slot, event.currentTarget.value))}
          data={playersFor(nine, rules, slot).map((id) => ({ value: id, label: `${name(id)}, ${texts.hands[rules.cards.find((card) => card.id === id)?.bats ?? 0]}` }))} />
      </td>
      <td>
        <NativeSelect aria-label={t.position(slot + 1)} value={String(position)} onChange={(event) => set(withPosition(nine, slot, Number(event.currentTarget.value)))}
          data={positionsFor(nine, rules, slot).map((one) => ({ value: String(one), label: texts.positions[one]! }))} />
      </td>
      <td className={style.rating} data-unrated={!plays(rules, playerId, position) || undefined}>{rating(rules, playerId, position)}</td>
    </tr>
  );
}

function rating(rules: Rules, playerId: string, position: number): string {
  if (position === 0) return "";
  const glove = rules.cards.find((card) => card.id === playerId)?.gloves.find((one) => one.position === position);
  return glove ? gloveInWords(glove) : t.unrated;
}

const signs = { up: "↑", down: "↓", swap: "⇅" };

function Mover({ text, icon, disabled, go }: { text: string; icon: keyof typeof signs; disabled?: boolean; go: () => void }) {
  return <ActionIcon variant="subtle" size={28} aria-label={text} title={text} disabled={disabled} onClick={go}><span aria-hidden="true">{signs[icon]}</span></ActionIcon>;
}

/** Plain is a line-up to read. */
export function Plain({ nine, rules, next }: { nine: Nine; rules: Pick<Rules, "cards">; next?: number }) {
  const card = (id: string) => rules.cards.find((one) => one.id === id);
  return (
    <ol className={style.plain}>
      {nine.order.map(({ playerId, position }, i) => (
        <li key={playerId} data-player={playerId} data-next={next === i + 1 || undefined}>
          <span className={style.slot}>{i + 1}</span><b>{texts.positions[position]}</b><span>{card(playerId)?.name}</span><small>{texts.hands[card(playerId)?.bats ?? 0]}</small>{next === i + 1 && <em>{texts.nines.next}</em>}
        </li>
      ))}
      <li data-player={nine.pitcherId}><span className={style.slot}><Icon name="diamond" size={14} /></span><b>{texts.positions[1]}</b><span>{card(nine.pitcherId)?.name}</span><small>{texts.hands[card(nine.pitcherId)?.throws ?? 0]}</small></li>
    </ol>
  );
}
