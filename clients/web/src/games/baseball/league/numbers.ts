/** Figures as box scores print them, and tables that are sorted by them. */
import type { BattingLine, PitchingLine, PlayerStatistics, Standing } from "./proto";

/** rate is a share as baseball writes it: .305, 1.000; a dash where nothing is divided by. */
export function rate(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "–";
  return value.toFixed(3).replace(/^(-?)0\./, "$1.");
}

/** behind are games behind the first: a dash for none, halves as ½. */
export function behind(games: number): string {
  if (games === 0) return "–";
  const whole = Math.floor(games);
  return `${whole > 0 || games === whole ? whole : ""}${games > whole ? "½" : ""}`;
}

/** innings are outs as innings: 100.1 stands for 100 innings and an out. */
export function innings(outs: number): string {
  return `${Math.floor(outs / 3)}.${outs % 3}`;
}

/** record is won and lost. */
export const record = (wins: number, losses: number): string => `${wins}–${losses}`;

/** signed is a difference with its sign. */
export const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "0");

const over = (a: number, b: number): number | undefined => (b > 0 ? a / b : undefined);

/** average is hits by at-bats. */
export const average = (b: BattingLine) => over(b.h, b.ab);
/** onBase is how often he did not make an out, of those times that count for it (rule 9.21(f)). */
export const onBase = (b: BattingLine) => over(b.h + b.bb + b.hbp, b.ab + b.bb + b.hbp + b.sf);
/** slugging is bases by at-bats (rule 9.21(c)). */
export const slugging = (b: BattingLine) => over(b.h + b.doubles + 2 * b.triples + 3 * b.hr, b.ab);

export function ops(b: BattingLine): number | undefined {
  const [reached, hit] = [onBase(b), slugging(b)];
  return reached === undefined || hit === undefined ? undefined : reached + hit;
}

/** earned is earned runs in nine innings (rule 9.21(e)). */
export const earned = (p: PitchingLine) => over(p.er * 27, p.outs);
/** whip is walks and hits by innings. */
export const whip = (p: PitchingLine) => over((p.bb + p.h) * 3, p.outs);

/** hundredths is an average with two places. */
export const hundredths = (value: number | undefined): string => (value === undefined || !Number.isFinite(value) ? "–" : value.toFixed(2));

/** figure writes a leader's figure. */
export function figure(name: string, value: number): string {
  if (name === "era" || name === "whip") return hundredths(value);
  if (name === "ip") return innings(Math.round(value * 3));
  return ["avg", "obp", "slg", "ops"].includes(name) ? rate(value) : String(Math.round(value));
}

/** Column is one of a table that can be sorted. */
export interface Column<T> {
  key: string;
  /** What is shown. */
  text: (row: T) => string;
  /** What it is sorted by; undefined comes last in either direction. */
  value: (row: T) => number | string | undefined;
  /** Sorted by it, the least comes first: earned run averages, names. */
  least?: boolean;
}

export interface Order {
  key: string;
  descending: boolean;
}

/** sorted are rows in order of a column; equal ones stay as they were. */
export function sorted<T>(rows: readonly T[], column: Column<T>, descending: boolean): T[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return typeof x === "string" || typeof y === "string" ? sign * String(x).localeCompare(String(y)) : sign * (x - y);
  });
}

/** pressed is the order after a press on a column's head: the best first, a second press turns it round. */
export function pressed<T>(order: Order, column: Column<T>): Order {
  return order.key === column.key ? { key: order.key, descending: !order.descending } : { key: column.key, descending: !column.least };
}

const number = <T>(key: string, value: (row: T) => number): Column<T> => ({ key, value, text: (row) => String(value(row)) });
const share = <T>(key: string, value: (row: T) => number | undefined): Column<T> => ({ key, value, text: (row) => rate(value(row)) });

type Row = PlayerStatistics;
const bat = (row: Row) => row.batting!;
const arm = (row: Row) => row.pitching!;

export const battingColumns: Column<Row>[] = [
  number("g", (row) => row.games), number("pa", (row) => bat(row).pa), number("ab", (row) => bat(row).ab), number("r", (row) => bat(row).r), number("h", (row) => bat(row).h),
  number("2b", (row) => bat(row).doubles), number("3b", (row) => bat(row).triples), number("hr", (row) => bat(row).hr), number("rbi", (row) => bat(row).rbi),
  number("bb", (row) => bat(row).bb), number("so", (row) => bat(row).so), number("sb", (row) => bat(row).sb), number("cs", (row) => bat(row).cs),
  share("avg", (row) => average(bat(row))), share("obp", (row) => onBase(bat(row))), share("slg", (row) => slugging(bat(row))), share("ops", (row) => ops(bat(row))),
];

const two = (key: string, value: (row: Row) => number | undefined): Column<Row> => ({ key, value, text: (row) => hundredths(value(row)), least: true });

export const pitchingColumns: Column<Row>[] = [
  number("g", (row) => row.games), number("gs", (row) => row.starts), number("w", (row) => row.wins), number("l", (row) => row.losses), number("sv", (row) => row.saves), number("hld", (row) => row.holds),
  { key: "ip", value: (row) => arm(row).outs, text: (row) => innings(arm(row).outs) },
  number("h", (row) => arm(row).h), number("r", (row) => arm(row).r), number("er", (row) => arm(row).er), number("hr", (row) => arm(row).hr), number("bb", (row) => arm(row).bb), number("so", (row) => arm(row).so),
  two("era", (row) => earned(arm(row))), two("whip", (row) => whip(arm(row))),
];

export const standingColumns: Column<Standing>[] = [
  number("w", (row) => row.wins), { ...number<Standing>("l", (row) => row.losses), least: true }, share("pct", (row) => row.percentage),
  { key: "gb", value: (row) => row.gamesBehind, text: (row) => behind(row.gamesBehind), least: true },
  { key: "streak", value: (row) => Number(row.streak.slice(1)) * (row.streak.startsWith("L") ? -1 : 1), text: (row) => row.streak || "–" },
  number("rs", (row) => row.runs), { ...number<Standing>("ra", (row) => row.runsAgainst), least: true },
  { key: "diff", value: (row) => row.runs - row.runsAgainst, text: (row) => signed(row.runs - row.runsAgainst) },
  share("pyth", (row) => row.pythagorean),
  { key: "home", value: (row) => row.homeWins, text: (row) => record(row.homeWins, row.homeLosses) },
  { key: "away", value: (row) => row.awayWins, text: (row) => record(row.awayWins, row.awayLosses) },
  { key: "one", value: (row) => row.oneRunWins, text: (row) => record(row.oneRunWins, row.oneRunLosses) },
];
