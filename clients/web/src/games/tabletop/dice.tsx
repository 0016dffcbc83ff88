/** Dice as they lie: each in its shape with its number; what does not count is struck through. */
import { texts } from "../../texts/tabletop-campaign";
import style from "./dice.module.css";

const t = texts.talk;

/** The outline of a die on a square of 40, by its faces; the others look like a d20's. */
const shapes: Record<number, string> = {
  4: "20,3 38,35 2,35", 6: "5,5 35,5 35,35 5,35", 8: "20,2 37,20 20,38 3,20", 10: "20,2 38,17 33,30 20,38 7,30 2,17", 12: "20,2 34,8 38,23 30,36 10,36 2,23 6,8",
};
const round = "20,2 36,11 36,29 20,38 4,29 4,11";

export interface Thrown {
  faces: number;
  value: number;
  dropped?: boolean;
  exploded?: boolean;
  rerolled?: boolean;
  success?: boolean;
}

/** So many are drawn; of the others one is told. */
const drawn = 40;

/** Dice shows a throw. Tumbling dice land on the numbers they have: they were thrown already. */
export function Dice({ dice, tumble }: { dice: Thrown[]; tumble?: boolean }) {
  return (
    <span className={style.dice} data-tumble={tumble || undefined}>
      {dice.slice(0, drawn).map((die, i) => <Die key={i} die={die} nth={i} />)}
      {dice.length > drawn && <small>{t.moreDice(dice.length - drawn)}</small>}
    </span>
  );
}

function Die({ die, nth }: { die: Thrown; nth: number }) {
  const marks = (["dropped", "exploded", "rerolled", "success"] as const).filter((mark) => die[mark]);
  const gone = die.dropped || die.rerolled;
  const best = !gone && die.faces > 2 && (die.value === die.faces ? "most" : die.value === 1 ? "least" : undefined);
  return (
    <svg viewBox="0 0 40 40" className={style.die} role="img" aria-label={t.die(die.value, die.faces, marks.map((mark) => t.marks[mark]).join(""))}
      data-gone={gone || undefined} data-success={die.success || undefined} data-best={best || undefined} style={{ animationDelay: `${Math.min(nth, 12) * 35}ms` }}>
      <polygon points={shapes[die.faces] ?? round} />
      <text x="20" y={die.faces === 4 ? 30 : 26} fontSize={die.value > 99 ? 12 : 16}>{die.value}</text>
      {gone && <path d="M7 33 33 7" />}
      {die.exploded && <circle cx="34" cy="6" r="4" />}
    </svg>
  );
}
