/** Batter and pitcher, card against card. */
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/baseball";
import { Trouble } from "../../../ui/pieces";
import { PlayerCard } from "../card";
import { inFull, useCards } from "../cards";
import type { View } from "../proto";
import { batting, cardOf, fielding } from "../sides";
import style from "../sheet.module.css";

const t = texts.card;

export function Match({ sessionId, view }: { sessionId: string; view: View }) {
  const { data, error, refetch } = useCards(sessionId);
  const [bats, fields] = [batting(view), fielding(view)];
  const batter = inFull(cardOf(view[bats], view.batterId), data, bats);
  const pitcher = inFull(cardOf(view[fields], view.pitcherId), data, fields);
  return (
    <>
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      {batter && <section className={style.part} data-testid="batter-card"><h3>{t.batter}</h3><PlayerCard card={batter} as="batter" against={pitcher} /></section>}
      {pitcher && <section className={style.part} data-testid="pitcher-card"><h3>{t.pitcher}</h3><PlayerCard card={pitcher} as="pitcher" against={batter} left={view.pitcherLeft} /></section>}
    </>
  );
}
