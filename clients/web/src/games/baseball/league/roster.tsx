/** A team's cards: who there is at a glance, and the card of the one that is chosen. */
import { useState } from "react";
import { texts as game } from "../../../texts/baseball";
import { texts } from "../../../texts/baseball-league";
import { Panel } from "../../../ui/pieces";
import { PlayerCard } from "../card";
import style from "./league.module.css";
import type { Card } from "./proto";

const t = texts.team;

const pitches = (card: Card) => card.gloves.some((glove) => glove.position === 1);

export function Roster({ cards }: { cards: Card[] }) {
  const [chosen, setChosen] = useState(cards[0]?.id);
  const card = cards.find((one) => one.id === chosen) ?? cards[0];
  const groups: [string, Card[]][] = [[t.batters, cards.filter((one) => !pitches(one))], [t.pitchers, cards.filter(pitches)]];
  return (
    <Panel title={t.roster} id="roster">
      <div className={style.roster}>
        <div className={style.lists}>
          {groups.map(([title, group]) => (
            <section key={title} aria-label={title}>
              <h3>{title}</h3>
              <ul>{group.map((one) => <li key={one.id}><Player card={one} chosen={one === card} choose={() => setChosen(one.id)} /></li>)}</ul>
            </section>
          ))}
        </div>
        {card && <div className={style.shownCard} data-testid="card"><PlayerCard card={card} as={pitches(card) ? "pitcher" : "batter"} /></div>}
      </div>
    </Panel>
  );
}

function Player({ card, chosen, choose }: { card: Card; chosen: boolean; choose: () => void }) {
  const pitcher = pitches(card);
  const data = card.kind.case === "rated" ? card.kind.value.scoutingData : undefined;
  const role = pitcher ? [data?.enduranceStarting ? t.starts : "", data?.enduranceRelieving ? t.relieves : ""].filter(Boolean).join(", ") : card.gloves.map((glove) => game.positions[glove.position]).join(" ");
  return (
    <button type="button" aria-pressed={chosen} aria-label={t.show(card.name)} data-player={card.id} onClick={choose}>
      <strong>{card.name}</strong><small>{game.hands[pitcher ? card.throws : card.bats]} · {role}</small>
    </button>
  );
}
