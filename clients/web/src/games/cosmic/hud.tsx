/** The dashboard: the captain's and the ship's numbers, always in sight. Low ones speak up. */
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import { Meter } from "./facts";
import { Glyph } from "./glyph";
import type { GlyphName } from "./glyphs";
import { Mode } from "./proto";
import style from "./hud.module.css";

const t = texts.hud;

interface GaugeProps {
  glyph: GlyphName;
  name: string;
  now: number;
  max?: number;
  /** A word after the number: a goal, a shield. */
  note?: string;
  /** Below this share it warns. */
  low?: number;
}

function Gauge({ glyph, name, now, max = 0, note, low = 0 }: GaugeProps) {
  const share = max > 0 ? now / max : 1;
  const tone = low > 0 && share < low ? "bad" : low > 0 && share < low * 1.7 ? "warn" : "calm";
  return (
    <div className={style.gauge} data-tone={tone} data-gauge={name.toLowerCase()} data-now={now} data-max={max || undefined}>
      <dt><Glyph name={glyph} size={15} /> {name}</dt>
      <dd>
        <strong>{texts.number(now)}</strong>{max > 0 && <span className={style.max}>/{texts.number(max)}</span>}{note && <span className={style.note}>{note}</span>}
      </dd>
      {max > 0 && <Meter now={now} max={max} tone={tone} />}
    </div>
  );
}

export function Hud() {
  const { view } = useBridge();
  const { captain, ship, options, pod } = view;
  if (!captain || !ship) return null;
  return (
    <div className={style.hud} data-mode={Mode[view.mode]}>
      <dl className={style.gauges} aria-label={t.label}>
        <Gauge glyph="health" name={t.health} now={captain.health} max={captain.maxHealth} low={0.3} />
        {captain.inPod && pod
          ? <Gauge glyph="pod" name={t.pod} now={pod.hull} max={pod.maxHull} low={0.35} />
          : <Gauge glyph="hull" name={t.hull} now={ship.hull} max={ship.maxHull} low={0.3} note={ship.shield > 0 ? t.shield(ship.shield) : undefined} />}
        <Gauge glyph="fuel" name={t.fuel} now={captain.fuel} max={captain.maxFuel} low={0.15} />
        <Gauge glyph="food" name={t.food} now={captain.food} />
        <Gauge glyph="hold" name={t.hold} now={ship.cargoUsed} max={ship.cargoCapacity} />
        <Gauge glyph="credits" name={t.credits} now={captain.credits} />
        <Gauge glyph="earned" name={t.earned} now={view.earned} max={options?.victoryCredits ?? 0} />
      </dl>
      {view.warnings.length > 0 && view.mode === Mode.CRUISE && (
        <div role="status" data-testid="warnings">
          <ul className={style.warnings}>
            {view.warnings.map((warning) => <li key={warning}><Glyph name="danger" size={15} /> {sentence(warning)}</li>)}
          </ul>
        </div>
      )}
    </div>
  );
}
