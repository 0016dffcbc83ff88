/** The yard: repair first, then modules and ships for sale. What cannot be bought says why. */
import { Button } from "@mantine/core";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { Sure } from "../../ui/sure";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { isDear } from "./deeds";
import { Quantity, useQuantity } from "./quantity";
import type { Module, ShipOffer, Yard as YardView } from "./proto";
import style from "./panels.module.css";

const t = texts.ship;

export function Yard({ yard, part }: { yard: YardView; part: "repair" | "sale" }) {
  if (part === "repair") return <Repair key={yard.missingHull} yard={yard} />;
  return (
    <>
      <details className={style.fold}>
        <summary>{t.modules} <span>{yard.modules.filter((one) => one.allowed).length} / {yard.modules.length}</span></summary>
        <ul className={style.cards}>{yard.modules.map((module) => <ModuleCard key={module.id} module={module} />)}</ul>
      </details>
      <details className={style.fold}>
        <summary>{t.ships} <span>{yard.ships.filter((one) => one.allowed).length} / {yard.ships.length}</span></summary>
        <ul className={style.cards}>{yard.ships.map((ship) => <ShipCard key={ship.type} ship={ship} />)}</ul>
      </details>
    </>
  );
}

function Repair({ yard }: { yard: YardView }) {
  const { captain, idle, act, view } = useBridge();
  const amount = useQuantity(yard.missingHull, Math.min(10, Math.max(1, yard.missingHull)));
  if (yard.missingHull === 0) return <p className={style.fine}>{t.whole}</p>;
  const all = t.repairAll(yard.missingHull, yard.repairCost);
  return (
    <section className={style.card}>
      <div className={style.cardHead}><strong>{t.repair}</strong><span>{t.repairPrice(yard.repairPrice)}</span></div>
      {captain && (
        <div className={style.row}>
          <Sure variant="filled" text={all} label={all} question={texts.bar.dear(t.repair, yard.repairCost, view.captain?.credits ?? 0)} ask={isDear(view, yard.repairCost)} disabled={idle} go={() => void act((base, options) => cosmicClient.repair(base, options))} />
          <Quantity label={t.points} amount={amount} disabled={idle} />
          <Button size="sm" variant="default" disabled={idle || amount.value < 1} onClick={() => void act((base, options) => cosmicClient.repair({ ...base, points: amount.value }, options))}>{t.repairSome}</Button>
        </div>
      )}
    </section>
  );
}

function ModuleCard({ module }: { module: Module }) {
  const { captain, idle, act } = useBridge();
  const buy = () => void act((base, options) => cosmicClient.buyModule({ ...base, module: module.id }, options));
  return (
    <li className={style.card} data-dim={!module.allowed || undefined}>
      <div className={style.cardHead}><strong>{module.name}</strong><span>{texts.credits(module.price)}</span></div>
      <p className={style.effect}>{module.effect}</p>
      <div className={style.row}>
        {module.allowed
          ? captain && <Button size="xs" disabled={idle} onClick={buy} aria-label={t.fit(module.name)}>{t.buy}</Button>
          : <span className={style.why}>{sentence(module.message)}</span>}
        <span className={style.fine}>{t.freeSlots(module.freeSlots, t.slotKinds[module.slot]?.toLowerCase() ?? module.slot)}</span>
      </div>
    </li>
  );
}

function ShipCard({ ship }: { ship: ShipOffer }) {
  const { captain, idle, act } = useBridge();
  const buy = () => void act((base, options) => cosmicClient.buyShip({ ...base, type: ship.type }, options));
  return (
    <li className={style.card} data-dim={!ship.allowed || undefined}>
      <div className={style.cardHead}><strong>{ship.name}</strong><span>{texts.credits(ship.price)}</span></div>
      <p className={style.effect}>{ship.description}</p>
      <p className={style.fine}>{t.shipFacts(ship.hull, ship.cargo, ship.fuelEfficiency, ship.speed)}<br />{t.slotFacts(ship.slots)}</p>
      <div className={style.row}>
        {ship.allowed
          ? captain && <Sure text={t.take} label={t.buyShip(ship.name)} question={t.sure(ship.name)} disabled={idle} go={buy} variant="filled" />
          : <span className={style.why}>{sentence(ship.message)}</span>}
        <span className={style.fine}>{t.price(ship.cost)}</span>
      </div>
    </li>
  );
}
