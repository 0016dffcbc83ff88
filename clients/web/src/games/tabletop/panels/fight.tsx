/** The order of the fight: whose turn it is, how they are, and what the game master does about it. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Empty } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { tables } from "../client";
import type { Initiative } from "../proto";
import { Tick, Tool } from "../campaign/parts";
import { AddFighters } from "./add-fighters";
import { Fighter } from "./fighter";
import type { PanelProps } from "./index";
import style from "./panels.module.css";

const t = texts.fight;

export function Fight({ desk }: PanelProps) {
  const { view: { initiative }, gm } = desk;
  const fighting = (initiative?.combatants.length ?? 0) > 0;
  return (
    <>
      {fighting ? <Order desk={desk} order={initiative!} /> : <Empty icon="fight" text={gm ? t.noneGm : t.none} />}
      {gm && <AddFighters desk={desk} />}
    </>
  );
}

/** moved is a list with one of it in the place of another. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const next = list.filter((_, i) => i !== from);
  next.splice(Math.max(0, Math.min(list.length - 1, to)), 0, list[from]!);
  return next;
}

function Order({ desk, order }: PanelProps & { order: Initiative }) {
  const { sessionId, send: { send, pending }, gm } = desk;
  const [dragged, setDragged] = useState<number>();
  const ids = order.combatants.map((one) => one.id);
  const move = (from: number, to: number) => {
    if (from === to || to < 0 || to >= ids.length) return;
    void send((commandId, options) => tables.reorderCombatants({ sessionId, combatantIds: moved(ids, from, to), commandId }, options));
  };
  return (
    <>
      <Turns desk={desk} order={order} />
      <ol className={style.order} aria-label={t.order} data-testid="order">
        {order.combatants.map((one, i) => (
          <Fighter key={one.id} desk={desk} one={one} turn={i === order.turn} move={(by) => move(i, i + by)}
            drag={gm ? { draggable: true, onDragStart: () => setDragged(i), onDragOver: (event) => event.preventDefault(), onDrop: () => dragged !== undefined && move(dragged, i) } : {}} />
        ))}
      </ol>
      {gm && (
        <div className={style.row}>
          <Tick label={t.shown} checked={order.shown} disabled={pending} onChange={(shown) => void send((commandId, options) => tables.showInitiative({ sessionId, shown, commandId }, options))} />
          <Sure text={t.reset} label={t.reset} question={t.resetSure} variant="subtle" disabled={pending} go={() => void send((commandId, options) => tables.removeCombatants({ sessionId, commandId }, options))} />
        </div>
      )}
    </>
  );
}

function Turns({ desk, order }: PanelProps & { order: Initiative }) {
  const { sessionId, send: { send, pending }, gm, view } = desk;
  const current = order.combatants[order.turn];
  const owns = (tokenId: string | undefined) => tokenId !== undefined && tokenId !== "" && view.ownTokenIds.includes(tokenId);
  const mine = !gm && owns(current?.tokenId);
  const unrolled = order.combatants.some((one) => !one.rolled && (gm || owns(one.tokenId)));
  const next = () => void send((commandId, options) => tables.nextTurn({ sessionId, commandId }, options));
  return (
    <div className={style.turns} data-mine={mine || undefined}>
      <div className={style.round}><strong>{t.round(order.round)}</strong>{mine ? <b>{t.yourTurn}</b> : current && <span>{current.name || t.somebody}</span>}</div>
      <div className={style.row}>
        {unrolled && <Button size="xs" variant={order.round === 0 ? "filled" : "default"} disabled={pending} onClick={() => void send((commandId, options) => tables.rollInitiative({ sessionId, commandId }, options))}>{gm ? t.roll : t.rollMine}</Button>}
        {gm && <Tool icon="back" label={t.previous} disabled={pending || order.round === 0} onClick={() => void send((commandId, options) => tables.previousTurn({ sessionId, commandId }, options))} />}
        {gm && <Button size="xs" disabled={pending} onClick={next}>{t.next}</Button>}
        {mine && <Button size="xs" disabled={pending} onClick={next}>{t.endTurn}</Button>}
      </div>
    </div>
  );
}
