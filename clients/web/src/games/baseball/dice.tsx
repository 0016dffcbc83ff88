/** Dice as they fell. A die of more faces than a hand can hold is told as a share, to two places. */
import { texts } from "../../texts/baseball";
import type { Die } from "./proto";
import style from "./dice.module.css";

const t = texts.score;

export function Dice({ dice }: { dice: Pick<Die, "faces" | "value">[] }) {
  if (dice.length === 0) return <p className="soft">{t.noDice}</p>;
  return (
    <ul className={style.dice} aria-label={t.dice} data-testid="dice">
      {dice.map((die, i) => <li key={i}>{die.faces > 100 ? <Share die={die} /> : <Solid die={die} nth={i} />}</li>)}
    </ul>
  );
}

function Solid({ die: { faces, value }, nth }: { die: Pick<Die, "faces" | "value">; nth: number }) {
  return (
    <svg viewBox="0 0 40 40" className={style.die} role="img" aria-label={t.die(value, faces)} style={{ animationDelay: `${Math.min(nth, 8) * 40}ms` }}>
      <polygon points={faces === 6 ? "5,5 35,5 35,35 5,35" : "20,2 36,11 36,29 20,38 4,29 4,11"} />
      {faces === 6 ? <Pips value={value} /> : <text x="20" y="26" fontSize="16">{value}</text>}
    </svg>
  );
}

const pips: Record<number, [number, number][]> = {
  1: [[20, 20]], 2: [[12, 12], [28, 28]], 3: [[12, 12], [20, 20], [28, 28]], 4: [[12, 12], [28, 12], [12, 28], [28, 28]],
  5: [[12, 12], [28, 12], [20, 20], [12, 28], [28, 28]], 6: [[12, 11], [28, 11], [12, 20], [28, 20], [12, 29], [28, 29]],
};

function Pips({ value }: { value: number }) {
  return <>{pips[value]?.map(([x, y]) => <circle key={`${x},${y}`} cx={x} cy={y} r="3.4" />)}</>;
}

function Share({ die: { faces, value } }: { die: Pick<Die, "faces" | "value"> }) {
  return (
    <span className={style.share} title={t.die(value, faces)}>
      <i aria-hidden="true" style={{ width: `${(value / faces) * 100}%` }} /><b>{t.share(value, faces)}</b>
    </span>
  );
}
