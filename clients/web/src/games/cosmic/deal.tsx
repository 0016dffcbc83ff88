/** A deal: how many, buy, sell; and why nothing can be bought. */
import { Button } from "@mantine/core";
import { texts } from "../../texts/cosmic";
import { type Order, useBridge } from "./bridge";
import { cosmicClient } from "./client";
import type { Captain, Offer } from "./proto";
import { Quantity, useQuantity } from "./quantity";
import panel from "./panels.module.css";
import style from "./market.module.css";

const t = texts.market;

/** isSupply: fuel and food are only bought. */
export const isSupply = ({ item }: Offer) => item === "fuel" || item === "food";

export function Deal({ offer }: { offer: Offer }) {
  const { view, captain, idle, act } = useBridge();
  const amount = useQuantity(Math.max(offer.maxBuy, offer.maxSell));
  if (!captain) return null;
  const n = amount.value;
  const reason = offer.maxBuy > 0 ? "" : whyNone(offer, view.captain);
  const sell = (quantity: number) => void act((base, options) => cosmicClient.sellItem({ ...base, item: offer.item, quantity }, options));
  return (
    <div className={panel.row}>
      {(offer.maxBuy > 0 || offer.maxSell > 0) && <Quantity label={t.quantity(offer.name)} amount={amount} disabled={idle} />}
      {offer.maxBuy > 0 && (
        <>
          <Button size="xs" disabled={idle || n < 1 || n > offer.maxBuy} onClick={() => void act(purchase(offer, n))} aria-label={t.buyN(n, offer.name)}>{t.buy}</Button>
          <Button size="xs" variant="subtle" disabled={idle} onClick={() => amount.set(offer.maxBuy)} title={t.buyMost(offer.maxBuy, offer.name, offer.maxBuyCost)} aria-label={t.buyMost(offer.maxBuy, offer.name, offer.maxBuyCost)}>{t.most} {offer.maxBuy}</Button>
        </>
      )}
      {offer.maxSell > 0 && (
        <>
          <Button size="xs" variant="outline" disabled={idle || n < 1 || n > offer.maxSell} onClick={() => sell(n)} aria-label={t.sellN(n, offer.name)}>{t.sell}</Button>
          <Button size="xs" variant="subtle" disabled={idle} onClick={() => sell(offer.maxSell)} aria-label={t.sellAll(offer.maxSell, offer.name, offer.maxSellGain)}>{t.sellAllShort(offer.maxSellGain)}</Button>
        </>
      )}
      {reason && <span className={style.reason}>{reason}</span>}
    </div>
  );
}

function purchase({ item }: Offer, quantity: number): Order {
  return (base, options) => item === "fuel" ? cosmicClient.buyFuel({ ...base, quantity }, options)
    : item === "food" ? cosmicClient.buyFood({ ...base, quantity }, options)
    : cosmicClient.buyItem({ ...base, item, quantity }, options);
}

/** whyNone says what keeps one from buying even a single one. */
export function whyNone(offer: Offer, captain: Captain | undefined): string {
  if (!captain) return "";
  if (offer.item === "fuel" && captain.fuel >= captain.maxFuel) return t.tankFull;
  if (offer.stock <= 0) return t.soldOut;
  return offer.ask > captain.credits ? t.tooDear(offer.ask, captain.credits) : t.noRoom;
}

/** Quotes is what the captain remembers of other markets, the best payer first. */
export function Quotes({ offer }: { offer: Offer }) {
  if (isSupply(offer) || offer.quotes.length === 0) return null;
  const sorted = offer.quotes.toSorted((a, b) => b.bid - a.bid);
  return (
    <details className={style.quotes}>
      <summary>{t.quotes}: {t.best(sorted[0]!.nodeName, sorted[0]!.bid)}</summary>
      <ul>{sorted.map((one) => <li key={one.nodeId}>{t.quote(one.nodeName, one.bid, one.ask, one.turn)}</li>)}</ul>
    </details>
  );
}
