/** The market: what they pay and ask, which way prices go, and what other places paid. */
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../texts/cosmic";
import { Icon } from "../../ui/icons";
import { Empty } from "../../ui/pieces";
import { type Order, useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { type Offer, type Quote, Trend } from "./proto";
import { Quantity, useQuantity } from "./quantity";
import panel from "./panels.module.css";
import style from "./market.module.css";

const t = texts.market;

export function Market() {
  const { view } = useBridge();
  const { market } = view;
  const [filter, setFilter] = useState("all");
  if (!market) return <Empty icon="scales" text={t.none} next={<span>{t.noneNext}</span>} />;
  const items = filter === "held" ? market.items.filter((offer) => offer.held > 0) : market.items;
  const named = (ids: string[]) => ids.map((id) => market.items.find((offer) => offer.item === id)?.name ?? id).join(", ");
  return (
    <>
      <h2 className={panel.heading}>{t.title} <span>{texts.credits(view.captain?.credits ?? 0)}</span></h2>
      {market.wants.length + market.surpluses.length > 0 && (
        <dl className={style.moods}>
          {market.wants.length > 0 && <div><dt>{t.wants}</dt><dd>{named(market.wants)}</dd></div>}
          {market.surpluses.length > 0 && <div><dt>{t.plenty}</dt><dd>{named(market.surpluses)}</dd></div>}
        </dl>
      )}
      <section className={panel.part}>
        <h3>{t.supplies}</h3>
        <ul className={panel.cards}>
          {market.fuel && <OfferCard offer={market.fuel} />}
          {market.food && <OfferCard offer={market.food} />}
        </ul>
      </section>
      <section className={panel.part}>
        <h3>{t.goods}</h3>
        <SegmentedControl size="xs" aria-label={t.goods} value={filter} onChange={setFilter} data={Object.entries(t.filters).map(([value, label]) => ({ value, label }))} />
        {items.length === 0 && <p className="soft">{t.heldEmpty}</p>}
        <ul className={panel.cards}>{items.map((offer) => <OfferCard key={offer.item} offer={offer} />)}</ul>
      </section>
    </>
  );
}

function OfferCard({ offer }: { offer: Offer }) {
  const { captain } = useBridge();
  const supply = offer.item === "fuel" || offer.item === "food";
  return (
    <li className={panel.card} data-offer={offer.item} data-bid={offer.bid} data-ask={offer.ask} data-held={offer.held} data-max-buy={offer.maxBuy} data-value={offer.value}>
      <div className={panel.cardHead}>
        <strong>{offer.name}</strong>
        <span className={style.trend} data-trend={offer.trend}>{t.trends[offer.trend] && <><Icon name={offer.trend === Trend.RISING ? "plus" : offer.trend === Trend.FALLING ? "minus" : "move"} size={13} /> {t.trends[offer.trend]}</>}</span>
      </div>
      <dl className={style.prices}>
        {!supply && <div data-kind="bid"><dt>{t.bid}</dt><dd>{texts.number(offer.bid)}</dd></div>}
        <div><dt>{t.ask}</dt><dd>{offer.stock > 0 ? texts.number(offer.ask) : "–"}</dd></div>
        <div><dt>{t.stock}</dt><dd>{texts.number(offer.stock)}</dd></div>
        <div data-held={offer.held > 0 || undefined}><dt>{t.held}</dt><dd>{texts.number(offer.held)}</dd></div>
      </dl>
      {!supply && offer.quotes.length > 0 && <Quotes quotes={offer.quotes} />}
      {captain && (offer.maxBuy > 0 || offer.maxSell > 0) && <Deal offer={offer} />}
    </li>
  );
}

/** Quotes is what the captain remembers of other markets, the best payer first. */
function Quotes({ quotes }: { quotes: Quote[] }) {
  const sorted = quotes.toSorted((a, b) => b.bid - a.bid);
  return (
    <details className={style.quotes}>
      <summary>{t.quotes}: {t.best(sorted[0]!.nodeName, sorted[0]!.bid)}</summary>
      <ul>{sorted.map((one) => <li key={one.nodeId}>{t.quote(one.nodeName, one.bid, one.ask, one.turn)}</li>)}</ul>
    </details>
  );
}

function Deal({ offer }: { offer: Offer }) {
  const { idle, act } = useBridge();
  const amount = useQuantity(Math.max(offer.maxBuy, offer.maxSell));
  const n = amount.value;
  const order = (quantity: number): Order => (base, options) => offer.item === "fuel" ? cosmicClient.buyFuel({ ...base, quantity }, options)
    : offer.item === "food" ? cosmicClient.buyFood({ ...base, quantity }, options)
    : cosmicClient.buyItem({ ...base, item: offer.item, quantity }, options);
  const sell = (quantity: number) => void act((base, options) => cosmicClient.sellItem({ ...base, item: offer.item, quantity }, options));
  return (
    <div className={panel.row}>
      <Quantity label={t.quantity(offer.name)} amount={amount} disabled={idle} />
      {offer.maxBuy > 0 && (
        <>
          <Button size="xs" disabled={idle || n < 1} onClick={() => void act(order(n))} aria-label={t.buyN(n, offer.name)}>{t.buy}</Button>
          <Button size="xs" variant="subtle" disabled={idle} onClick={() => amount.set(offer.maxBuy)} title={t.buyMost(offer.maxBuy, offer.name, offer.maxBuyCost)} aria-label={t.buyMost(offer.maxBuy, offer.name, offer.maxBuyCost)}>{t.most} {offer.maxBuy}</Button>
        </>
      )}
      {offer.maxSell > 0 && (
        <>
          <Button size="xs" variant="outline" disabled={idle || n < 1} onClick={() => sell(n)} aria-label={t.sellN(n, offer.name)}>{t.sell}</Button>
          <Button size="xs" variant="subtle" disabled={idle} onClick={() => sell(offer.maxSell)} aria-label={t.sellAll(offer.maxSell, offer.name, offer.maxSellGain)}>{t.sellAllShort(offer.maxSellGain)}</Button>
        </>
      )}
    </div>
  );
}
