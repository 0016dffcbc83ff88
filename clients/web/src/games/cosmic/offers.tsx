/** What a market offers: one table to compare by where there is room, cards in a hand. */
import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import { Deal, isSupply, Quotes } from "./deal";
import type { Offer } from "./proto";
import panel from "./panels.module.css";
import style from "./market.module.css";

const t = texts.market;

export function Offers({ label, offers }: { label: string; offers: Offer[] }) {
  const wide = useMediaQuery("(min-width: 861px)", undefined, { getInitialValueInEffect: false });
  if (!wide) return <ul className={panel.cards} aria-label={label}>{offers.map((offer) => <OfferCard key={offer.item} offer={offer} />)}</ul>;
  return (
    <table className={style.table} data-wide aria-label={label}>
      <thead>
        <tr><th scope="col">{t.item}</th><th scope="col">{t.bid}</th><th scope="col">{t.ask}</th><th scope="col">{t.trend}</th><th scope="col">{t.stock}</th><th scope="col">{t.held}</th><th scope="col">{t.elsewhere}</th><th scope="col"><span className="unseen">{t.deal}</span></th></tr>
      </thead>
      {offers.map((offer) => <OfferRow key={offer.item} offer={offer} />)}
    </table>
  );
}

/** marks are what a story reads an offer by. */
const marks = (offer: Offer) => ({ "data-offer": offer.item, "data-bid": offer.bid, "data-ask": offer.ask, "data-held": offer.held, "data-max-buy": offer.maxBuy, "data-value": offer.value });

/** OfferRow has its deal below it when it is opened; what can be sold, and supplies, are open at first. */
function OfferRow({ offer }: { offer: Offer }) {
  const { captain } = useBridge();
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? (isSupply(offer) || offer.maxSell > 0);
  const best = offer.quotes.toSorted((a, b) => b.bid - a.bid)[0];
  return (
    <tbody {...marks(offer)}>
      <tr>
        <th scope="row">{offer.name}</th>
        <td data-kind="bid">{isSupply(offer) ? "" : texts.number(offer.bid)}</td>
        <td>{offer.stock > 0 ? texts.number(offer.ask) : "–"}</td>
        <td><Trending offer={offer} short /></td>
        <td>{texts.number(offer.stock)}</td>
        <td data-kind={offer.held > 0 ? "held" : undefined}>{texts.number(offer.held)}</td>
        <td className={style.best}>{best && !isSupply(offer) && <><b data-better={best.bid > offer.ask || undefined}>{texts.number(best.bid)}</b> <span title={best.nodeName}>{best.nodeName}</span></>}</td>
        <td>{captain && <Button variant={open ? "default" : "light"} size="compact-xs" aria-expanded={open} aria-label={t.tradeIn(offer.name)} onClick={() => setChosen(!open)}>{t.trade}</Button>}</td>
      </tr>
      {open && <tr className={style.dealRow}><td colSpan={8}><Deal offer={offer} /><Quotes offer={offer} /></td></tr>}
    </tbody>
  );
}

function OfferCard({ offer }: { offer: Offer }) {
  return (
    <li className={panel.card} {...marks(offer)}>
      <div className={panel.cardHead}><strong>{offer.name}</strong><Trending offer={offer} /></div>
      <dl className={style.prices}>
        {!isSupply(offer) && <div data-kind="bid"><dt>{t.bid}</dt><dd>{texts.number(offer.bid)}</dd></div>}
        <div><dt>{t.ask}</dt><dd>{offer.stock > 0 ? texts.number(offer.ask) : "–"}</dd></div>
        <div><dt>{t.stock}</dt><dd>{texts.number(offer.stock)}</dd></div>
        <div data-held={offer.held > 0 || undefined}><dt>{t.held}</dt><dd>{texts.number(offer.held)}</dd></div>
      </dl>
      <Quotes offer={offer} />
      <Deal offer={offer} />
    </li>
  );
}

const arrows = ["", "↘", "→", "↗"];

function Trending({ offer, short }: { offer: Offer; short?: boolean }) {
  const word = t.trends[offer.trend];
  if (!word) return null;
  return <span className={style.trend} data-trend={offer.trend} title={word}><span aria-hidden="true">{arrows[offer.trend]}</span> <span className={short ? "unseen" : undefined}>{word}</span></span>;
}
