/** The market: what they pay and ask, which way prices go, and what other places paid. */
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../texts/cosmic";
import { Empty } from "../../ui/pieces";
import { useBridge } from "./bridge";
import { Offers } from "./offers";
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
        <Offers label={t.supplies} offers={[market.fuel, market.food].filter((offer) => offer !== undefined)} />
      </section>
      <section className={panel.part}>
        <h3>{t.goods}</h3>
        <SegmentedControl size="xs" aria-label={t.goods} value={filter} onChange={setFilter} data={Object.entries(t.filters).map(([value, label]) => ({ value, label }))} />
        {items.length === 0 && <p className="soft">{t.heldEmpty}</p>}
        {items.length > 0 && <Offers label={t.goods} offers={items} />}
      </section>
    </>
  );
}
