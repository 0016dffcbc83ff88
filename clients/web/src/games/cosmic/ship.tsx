/** The ship: what it can do, what is fitted, and the yard that changes both. */
import { Button } from "@mantine/core";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { Pod } from "./pod";
import type { Ship as ShipView, Slot } from "./proto";
import { Yard } from "./yard";
import style from "./panels.module.css";

const t = texts.ship;

export function Ship() {
  const { view } = useBridge();
  const { ship, yard } = view;
  if (!ship) return null;
  return (
    <>
      <section className={style.part}>
        <h2 className={style.heading}>{ship.name} <span>{t.tradeIn}: {texts.credits(ship.tradeIn)}</span></h2>
        <Values ship={ship} />
      </section>
      {yard && <Yard yard={yard} part="repair" />}
      <section className={style.part}>
        <h3>{t.slots}</h3>
        <ul className={style.slots}>{ship.slots.map((slot) => <SlotRow key={slot.id} slot={slot} />)}</ul>
      </section>
      {yard ? <Yard yard={yard} part="sale" /> : <p className={style.fine}>{t.noYard}</p>}
      <Pod />
    </>
  );
}

function Values({ ship }: { ship: ShipView }) {
  const values: [string, string][] = [
    [t.hull, texts.hud.of(ship.hull, ship.maxHull)], [t.hold, texts.hud.of(ship.cargoUsed, ship.cargoCapacity)], [t.power, ship.power > 0 ? String(ship.power) : t.unarmed],
    [t.efficiency, t.times(ship.fuelEfficiency)], [t.speed, t.times(ship.speed)], [t.accuracy, t.plus(ship.accuracy)],
    [t.scan, t.times(ship.scanStrength)], [t.mining, t.times(ship.miningYield)], [t.salvage, t.times(ship.salvageYield)],
  ];
  return <dl className={style.values}>{values.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

function SlotRow({ slot }: { slot: Slot }) {
  const { view, captain, idle, act } = useBridge();
  const { module } = slot;
  const kind = t.slotKinds[slot.kind] ?? slot.kind;
  if (!module) return <li className={style.slot} data-free><span>{kind}</span><span>{t.free}</span></li>;
  const remove = () => void act((base, options) => cosmicClient.removeModule({ ...base, slotId: slot.id }, options));
  return (
    <li className={style.slot} data-slot-module={module.id}>
      <span>{kind}</span>
      <span><strong>{module.name}</strong><small>{module.effect}</small></span>
      {slot.kind === "rig" ? <span className={style.fine}>{t.permanent}</span>
        : captain && view.yard && <Button size="compact-sm" variant="default" disabled={idle || !module.allowed} title={sentence(module.message)} onClick={remove} aria-label={t.remove(module.name, module.refund)}>{t.removeShort(module.refund)}</Button>}
    </li>
  );
}
