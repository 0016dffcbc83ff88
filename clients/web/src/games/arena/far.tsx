/** How far something is, as a bar. */
import style from "./far.module.css";

export function Far({ now, of, label }: { now: number; of: number; label: string }) {
  return <progress className={style.far} aria-label={label} max={Math.max(1, of)} value={now} />;
}
