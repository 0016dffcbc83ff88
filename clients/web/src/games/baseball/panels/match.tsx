/** Batter and pitcher, card against card. */
import { texts } from "../../../texts/baseball";
import { PlayerCard } from "../card";
import type { View } from "../proto";
import { batting, cardOf, fielding } from "../sides";
import style from "../sheet.module.css";

const t = texts.card;

export function Match({ view }: { view: View }) {
  const offence = view[batting(view)];
  const defence = view[fielding(view)];
  const batter = cardOf(offence, view.batterId);
  const pitcher = cardOf(defence, view.pitcherId);
  return (
    <>
      {batter && <section className={style.part} data-testid="batter-card"><h3>{t.batter}</h3><PlayerCard card={batter} as="batter" against={pitcher} /></section>}
      {pitcher && <section className={style.part} data-testid="pitcher-card"><h3>{t.pitcher}</h3><PlayerCard card={pitcher} as="pitcher" against={batter} left={view.pitcherLeft} /></section>}
    </>
  );
}
