/** One in the order of the fight. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { tables } from "../client";
import { Choice, Count, Tool } from "../campaign/parts";
import type { Desk } from "../desk";
import { type Combatant, type Condition, Gauge } from "../proto";
import style from "./panels.module.css";

const t = texts.fight;

interface Props {
  desk: Desk;
  one: Combatant;
  turn: boolean;
  move: (by: number) => void;
  drag: React.LiHTMLAttributes<HTMLLIElement>;
}

export function Fighter({ desk, one, turn, move, drag }: Props) {
  const { view, gm } = desk;
  const name = one.name || t.somebody;
  const mine = one.tokenId !== "" && view.ownTokenIds.includes(one.tokenId);
  const gauge = view.combatantGauges[one.id] ?? Gauge.UNSPECIFIED;
  return (
    <li className={style.fighter} data-turn={turn || undefined} data-dead={one.dead || undefined} data-fighter={name} aria-current={turn ? "true" : undefined} {...drag}>
      <span className={style.score} title={t.score(one.score)}>{one.rolled ? one.score : "–"}<span className="unseen"> {t.score(one.score)}</span></span>
      <div className={style.who}>
        {one.tokenId && view.elements[one.tokenId] ? <button type="button" onClick={() => desk.showOnBoard(one.tokenId)}>{name}</button> : <strong>{name}</strong>}
        <span className={style.states}>
          {turn && <em>{mine && !gm ? t.yourTurn : t.turn}</em>}
          {one.delaying && <span>{t.delaying}</span>}
          {one.dead && <span data-bad>{one.player ? t.down : t.dead}</span>}
          {one.hidden && <span><Icon name="lock" size={13} /> {t.hidden}</span>}
          {one.conditions.map((condition) => <span key={condition.id} data-condition>{condition.id}{condition.rounds > 0 && <sup>{condition.rounds}</sup>}</span>)}
        </span>
      </div>
      {gm || mine ? one.maxHp > 0 && <Health one={one} name={name} /> : gauge > 0 && !one.dead && <Steps gauge={gauge} />}
      {(gm || mine) && (
        <details className={style.care}>
          <summary aria-label={t.more(name)}><Icon name="more" size={18} /></summary>
          <Care desk={desk} one={one} name={name} move={move} />
        </details>
      )}
    </li>
  );
}

function Health({ one, name }: { one: Combatant; name: string }) {
  const share = Math.max(0, Math.min(1, one.hp / Math.max(1, one.maxHp)));
  return (
    <span className={style.health} role="img" aria-label={`${t.hpOf(name)}: ${t.hp(one.hp, one.maxHp, one.tempHp)}`}>
      <b data-step={share > 0.75 ? 1 : share > 0.5 ? 2 : share > 0.25 ? 3 : 4} style={{ width: `${share * 100}%` }} /><span>{t.hp(one.hp, one.maxHp, one.tempHp)}</span>
    </span>
  );
}

/** Steps is all that is told of how others are: four steps, no number. */
function Steps({ gauge }: { gauge: Gauge }) {
  return <span className={style.steps} data-step={gauge} role="img" aria-label={t.gauges[gauge]}>{[1, 2, 3, 4].map((step) => <i key={step} data-on={step <= 5 - gauge || undefined} />)}</span>;
}

function Care({ desk, one, name, move }: Omit<Props, "turn" | "drag"> & { name: string }) {
  const { sessionId, gm, send: { send, pending } } = desk;
  const { id: combatantId } = one;
  const [amount, setAmount] = useState("");
  const hp = Number(amount);
  const change = async (change: number, temporary = one.tempHp) => {
    if (await send((commandId, options) => tables.changeHp({ sessionId, combatantId, change, temporary, commandId }, options))) setAmount("");
  };
  return (
    <div className={style.careBody}>
      <form className={style.row} onSubmit={(event) => { event.preventDefault(); if (hp) void change(-Math.abs(hp)); }}>
        <TextInput size="xs" className={style.amount} inputMode="numeric" aria-label={t.amount(name)} placeholder="5" value={amount} onChange={(event) => setAmount(event.currentTarget.value.replace(/[^\d]/g, "").slice(0, 5))} />
        <Button size="compact-sm" type="submit" variant="default" disabled={!hp || pending}>{t.hurt}</Button>
        <Button size="compact-sm" variant="default" disabled={!hp || pending} onClick={() => void change(hp)}>{t.heal}</Button>
        <Button size="compact-sm" variant="subtle" disabled={amount === "" || pending} onClick={() => void change(0, hp)}>{t.temporary}</Button>
      </form>
      <Conditions desk={desk} one={one} />
      <div className={style.row}>
        <Button size="compact-sm" variant="default" disabled={pending} onClick={() => void send((commandId, options) => tables.delayTurn({ sessionId, combatantId, commandId }, options))}>{one.delaying ? t.act : t.delay}</Button>
        {gm && <Button size="compact-sm" variant="default" disabled={pending} onClick={() => void send((commandId, options) => tables.setDead({ sessionId, combatantId, dead: !one.dead, commandId }, options))}>{one.dead ? t.revive : t.kill}</Button>}
        {gm && <Button size="compact-sm" variant="default" disabled={pending} onClick={() => void send((commandId, options) => tables.hideCombatant({ sessionId, combatantId, hidden: !one.hidden, commandId }, options))}>{one.hidden ? t.reveal : t.conceal}</Button>}
        {gm && <Button size="compact-sm" variant="subtle" disabled={pending} aria-label={t.of(t.higher, name)} onClick={() => move(-1)}>{t.higher}</Button>}
        {gm && <Button size="compact-sm" variant="subtle" disabled={pending} aria-label={t.of(t.lower, name)} onClick={() => move(1)}>{t.lower}</Button>}
        {gm && <Button size="compact-sm" variant="subtle" disabled={pending} aria-label={t.of(texts.remove, name)} onClick={() => void send((commandId, options) => tables.removeCombatants({ sessionId, combatantIds: [combatantId], commandId }, options))}>{texts.remove}</Button>}
      </div>
    </div>
  );
}

function Conditions({ desk, one }: { desk: Desk; one: Combatant }) {
  const { sessionId, send: { send, pending } } = desk;
  const [id, setId] = useState("prone");
  const [rounds, setRounds] = useState(0);
  const set = (conditions: Condition[]) => void send((commandId, options) => tables.setConditions({ sessionId, combatantId: one.id, conditions, commandId }, options));
  const others = one.conditions.filter((condition) => condition.id !== id);
  return (
    <div className={style.row}>
      {one.conditions.map((condition) => (
        <span key={condition.id} className={style.chip}>{condition.id} {t.rounds(condition.rounds)}<Tool icon="close" label={t.removeCondition(condition.id)} disabled={pending} onClick={() => set(one.conditions.filter((other) => other !== condition))} /></span>
      ))}
      <Choice bare label={t.conditions} value={id} onChange={setId} data={texts.conditions.map((one): [string, string] => [one, one])} />
      <span className={style.amount}><Count bare label={t.roundsLeft} min={0} max={1000} value={rounds} onChange={setRounds} /></span>
      <Button size="compact-sm" variant="default" disabled={pending} onClick={() => set([...others, { id, rounds } as Condition])}>{t.addCondition}</Button>
    </div>
  );
}
