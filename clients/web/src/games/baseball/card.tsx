/** A player's card: the printed one as a picture, a rated one as bars and ratings. */
import { texts } from "../../texts/baseball";
import { parts, partsOf } from "./chances";
import { type Card, type Chances, type Glove, Hand, type RatedCard, type ScoutingData } from "./proto";
import { Picture } from "./picture";
import style from "./card.module.css";

const t = texts.card;

export interface PlayerCardProps {
  card: Card;
  as: "batter" | "pitcher";
  /** The other one: the split that counts now is marked. */
  against?: Card;
  /** Batters a pitcher has left. */
  left?: number;
}

export function PlayerCard({ card, as, against, left }: PlayerCardProps) {
  return (
    <article className={style.card} data-as={as}>
      <header>
        <strong>{card.name}</strong>
        <span>{as === "batter" ? texts.bats[card.bats] : texts.throws[card.throws]}</span>
      </header>
      <Picture card={card} />
      {card.kind.case === "rated" && <Rated card={card.kind.value} as={as} side={sideAgainst(as, against)} />}
      {left !== undefined && <p className={style.left} data-tired={left < 0 || undefined}>{t.strength}: {texts.bug.left(left)}</p>}
      <Gloves gloves={card.gloves} />
    </article>
  );
}

/** sideAgainst is the split that counts: a batter's by the pitcher's arm, a pitcher's by the batter's side. */
function sideAgainst(as: "batter" | "pitcher", against: Card | undefined): "left" | "right" | undefined {
  const hand = as === "batter" ? against?.throws : against?.bats;
  return hand === Hand.LEFT ? "left" : hand === Hand.RIGHT ? "right" : undefined;
}

function Rated({ card, as, side }: { card: RatedCard; as: "batter" | "pitcher"; side?: "left" | "right" }) {
  const { ratings, scoutingData } = card;
  const left = as === "batter" ? ratings?.battingVersusLeft : ratings?.pitchingVersusLeft;
  const right = as === "batter" ? ratings?.battingVersusRight : ratings?.pitchingVersusRight;
  return (
    <>
      {left && right && <Splits left={left} right={right} side={side} />}
      {scoutingData && <Facts facts={as === "batter" ? batterFacts(scoutingData) : pitcherFacts(scoutingData)} />}
    </>
  );
}

function Splits({ left, right, side }: { left: Chances; right: Chances; side?: "left" | "right" }) {
  const sums = { left: partsOf(left), right: partsOf(right) };
  const shown = parts.filter((part) => sums.left[part] + sums.right[part] > 0);
  return (
    <table className={style.splits}>
      <thead><tr><th scope="col">{t.chances}</th>{(["left", "right"] as const).map((hand) => <th key={hand} scope="col" data-now={hand === side || undefined}>{t.versus(t[hand])}</th>)}</tr></thead>
      <tbody>
        {shown.map((part) => (
          <tr key={part} data-part={part}>
            <th scope="row">{t.parts[part]}</th>
            {(["left", "right"] as const).map((hand) => (
              <td key={hand} data-now={hand === side || undefined}><span>{sums[hand][part].toFixed(1)}</span><i aria-hidden="true" style={{ width: `${Math.min(100, (sums[hand][part] / 40) * 100)}%` }} /></td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ facts }: { facts: string[] }) {
  return <ul className={style.facts}>{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>;
}

function batterFacts(data: ScoutingData): string[] {
  return [t.running(data.running), data.steal ? t.steal(data.steal) : "", t.bunt(data.bunt, data.hitAndRun), data.power ? t.power : ""].filter(Boolean);
}

function pitcherFacts(data: ScoutingData): string[] {
  return [t.endurance(data.enduranceStarting, data.enduranceRelieving), t.hold(data.hold), t.wild(data.wildPitch, data.balk), data.closer ? t.closer : ""].filter(Boolean);
}

/** Gloves are where he can play and how well. */
export function Gloves({ gloves }: { gloves: Glove[] }) {
  return (
    <ul className={style.gloves} aria-label={t.gloves}>
      {gloves.map((glove) => <li key={glove.position}><b>{texts.positions[glove.position]}</b> {gloveInWords(glove)}</li>)}
    </ul>
  );
}

/** gloveInWords is a rating: arms only where they are thrown with. */
export function gloveInWords({ position, range, error, arm }: Pick<Glove, "position" | "range" | "error" | "arm">): string {
  const n = texts.nine;
  return [n.range(range), n.error(error), position === 2 || position >= 7 ? n.arm(arm) : ""].filter(Boolean).join(", ");
}
