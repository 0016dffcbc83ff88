/** The hold: what is aboard, what can be used, eaten or thrown out. */
import { Button } from "@mantine/core";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { Empty } from "../../ui/pieces";
import { Sure } from "../../ui/sure";
import { useBridge } from "./bridge";
import { consume, cosmicClient } from "./client";
import { Meter } from "./facts";
import { Glyph } from "./glyph";
import type { Stack } from "./proto";
import { Quantity, useQuantity } from "./quantity";
import style from "./panels.module.css";

const t = texts.hold;

export function Hold() {
  const { view } = useBridge();
  const { ship, cargo } = view;
  return (
    <>
      <section className={style.part}>
        <h2 className={style.heading}>{t.title} <span>{t.used(ship?.cargoUsed ?? 0, ship?.cargoCapacity ?? 0)}</span></h2>
        <Meter now={ship?.cargoUsed ?? 0} max={ship?.cargoCapacity ?? 0} tone={(ship?.cargoUsed ?? 0) >= (ship?.cargoCapacity ?? 1) ? "warn" : "calm"} />
      </section>
      <Meals />
      {cargo.length === 0
        ? <Empty icon="crate" text={t.empty} next={<span>{t.emptyNext}</span>} />
        : <ul className={style.cards}>{cargo.map((stack) => <StackCard key={stack.item} stack={stack} />)}</ul>}
    </>
  );
}

function Meals() {
  const { view, captain, idle, act } = useBridge();
  const action = view.actions.find((one) => one.id === "eat");
  const food = view.captain?.food ?? 0;
  const amount = useQuantity(food);
  return (
    <section className={style.card}>
      <div className={style.cardHead}><strong><Glyph name="food" size={17} /> {t.meals(food)}</strong></div>
      <p className={style.effect}>{action?.effect || t.eatHow}</p>
      {captain && action && (action.allowed
        ? (
          <div className={style.row}>
            <Quantity label={t.eatMeals} amount={amount} disabled={idle} />
            <Button size="sm" variant="default" disabled={idle || amount.value < 1} onClick={() => void act((base, options) => cosmicClient.eat({ ...base, quantity: amount.value }, options))}>{t.eat}</Button>
          </div>
        )
        : <p className={style.fine}>{sentence(action.message)}</p>)}
    </section>
  );
}

function StackCard({ stack }: { stack: Stack }) {
  const { captain, idle, act } = useBridge();
  const amount = useQuantity(stack.quantity);
  const spend = () => void act((base, options) => consume({ ...base, item: stack.item }, options));
  const drop = () => void act((base, options) => cosmicClient.dropItem({ ...base, item: stack.item, quantity: amount.value }, options));
  return (
    <li className={style.card} data-item={stack.item}>
      <div className={style.cardHead}><strong>{stack.name}</strong><span>{texts.number(stack.quantity)} <span className="soft">/ {stack.maxStack}</span></span></div>
      {stack.effect && <p className={style.effect}>{stack.effect}</p>}
      <p className={style.fine}>{stack.kind === "quest" ? t.quest : t.each(stack.weight, stack.value)}</p>
      {captain && stack.kind !== "quest" && (
        <div className={style.row}>
          {stack.usable && <Button size="xs" disabled={idle} onClick={spend} aria-label={t.oneOf(stack.name)}>{t.use}</Button>}
          <Quantity label={texts.market.quantity(stack.name)} amount={amount} disabled={idle} />
          <Sure text={t.drop} label={t.dropSome(amount.value, stack.name)} question={t.dropSure(amount.value, stack.name)} disabled={idle || amount.value < 1} go={drop} variant="subtle" />
        </div>
      )}
    </li>
  );
}
