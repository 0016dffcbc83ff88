/** The share of wins as matches were played, with the interval in which it surely lies. */
import { texts } from "../../../texts/arena-mind";
import type { RunExperimentResponse } from "../proto";
import style from "./trials.module.css";

const t = texts.trials;
const width = 480;
const height = 160;

type Point = Pick<RunExperimentResponse, "played" | "share" | "shareLow" | "shareHigh">;

/** bandOf is the interval's area as a path. */
export function bandOf(all: Point[], matches: number): string {
  if (all.length === 0) return "";
  const upper = all.map((one) => at(one.played, one.shareHigh, matches));
  const lower = all.toReversed().map((one) => at(one.played, one.shareLow, matches));
  return `M${[...upper, ...lower].join("L")}Z`;
}

function at(played: number, share: number, matches: number): string {
  return `${((played / Math.max(1, matches)) * width).toFixed(1)} ${((1 - share) * height).toFixed(1)}`;
}

export function SharePlot({ all, matches }: { all: Point[]; matches: number }) {
  // Before the first match everything is possible.
  const points = [{ played: 0, share: 0.5, shareLow: 0, shareHigh: 1 }, ...all.filter((one) => one.played > 0)];
  return (
    <figure className={style.plot}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t.plot}>
        <path d={bandOf(points, matches)} data-band />
        <path d={`M0 ${height / 2}H${width}`} data-even />
        {points.length > 1 && <path d={`M${points.map((one) => at(one.played, one.share, matches)).join("L")}`} data-line />}
      </svg>
      <figcaption className="soft">{t.plot}</figcaption>
    </figure>
  );
}
