/**
 * The server's clock, from the Date header of a cheap answer. The header only
 * counts seconds, but every answer bounds the difference: a Date of s seconds,
 * asked for at a and here at b, says that the server's clock is ahead of this one
 * by more than s-b and less than s+1-a. Each question is asked when the answer
 * halves what is left, so that six or seven of them tell it to within some ten
 * milliseconds and half a round trip.
 */
export interface Bounds {
  least: number;
  most: number;
}

/** narrowed is what is left after an answer with this Date (ms, whole seconds), asked at and here at local times. */
export function narrowed(known: Bounds, answer: { date: number; asked: number; here: number }): Bounds {
  const least = Math.max(known.least, answer.date - answer.here);
  const most = Math.min(known.most, answer.date + 1_000 - answer.asked);
  // A clock was set meanwhile: begin with what was heard last.
  return least > most ? { least: answer.date - answer.here, most: answer.date + 1_000 - answer.asked } : { least, most };
}

/** nextAsk is how many milliseconds from now the next answer halves what is left; `half` is half a round trip. */
export function nextAsk({ least, most }: Bounds, now: number, half: number): number {
  // The server turns to the next second when this clock shows it, less the middle of what is left.
  const server = now + half + (least + most) / 2;
  return 1_000 - (((server % 1_000) + 1_000) % 1_000);
}

const middle = ({ least, most }: Bounds) => (least + most) / 2;
const unknown: Bounds = { least: -Infinity, most: Infinity };
const enough = 24;
const most = 9;

type Ask = () => Promise<number>;

async function ask(): Promise<number> {
  const answer = await fetch("/livez", { method: "HEAD", cache: "no-store" });
  return Date.parse(answer.headers.get("Date") ?? "");
}

interface Watch {
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

const watch: Watch = { now: Date.now, sleep: (ms) => new Promise((done) => { setTimeout(done, ms); }) };

/** measure tells by how many milliseconds the server's clock is ahead of this one; `told` hears of what is known after each answer. */
export async function measure(dateOf: Ask = ask, told: (known: Bounds) => void = () => {}, { now, sleep }: Watch = watch): Promise<number> {
  let known = unknown;
  let half = 0;
  for (let i = 0; i < most && known.most - known.least > enough + 2 * half; i++) {
    if (i > 0) await sleep(nextAsk(known, now(), half));
    const asked = now();
    const date = await dateOf();
    const here = now();
    if (Number.isNaN(date)) break;
    half = i === 0 ? (here - asked) / 2 : Math.min(half, (here - asked) / 2);
    known = narrowed(known, { date, asked, here });
    told(known);
  }
  return Number.isFinite(middle(known)) ? middle(known) : 0;
}

let ahead = 0;
let measuring: Promise<void> | undefined;

/** tuned measures the server's clock once, and again when it was long ago. */
export function tuned(): Promise<void> {
  // Until it is known exactly: as it was believed, as far as that may be.
  measuring ??= measure(ask, ({ least, most }) => (ahead = Math.min(most, Math.max(least, ahead)))).then((ms) => {
    ahead = ms;
    setTimeout(() => (measuring = undefined), 600_000);
  }).catch(() => {
    measuring = undefined;
  });
  return measuring;
}

/** serverNow is the server's time, as far as it is known. */
export function serverNow(): number {
  return Date.now() + ahead;
}
