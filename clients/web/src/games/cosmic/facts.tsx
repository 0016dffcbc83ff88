/** Small facts that stand in many places: danger in colour and word, services as lamps with names. */
import { texts } from "../../texts/cosmic";
import { Glyph } from "./glyph";
import { dangerOf } from "./glyphs";
import style from "./facts.module.css";

export function Danger({ danger }: { danger: number }) {
  const level = dangerOf(danger);
  return (
    <span className={style.danger} data-level={level}>
      <Glyph name="danger" size={15} /> {texts.dangers[level]} <span className="soft">· {texts.risk(danger)}</span>
    </span>
  );
}

export function Services({ repair, trade, surveyed }: { repair: boolean; trade: boolean; surveyed: boolean }) {
  const t = texts.travel;
  if (!surveyed && !repair && !trade) return <span className="soft">{t.unsurveyed}</span>;
  if (!repair && !trade) return <span className="soft">{t.noServices}</span>;
  return (
    <span className={style.services}>
      {repair && <span data-kind="yard"><Glyph name="repair" size={15} /> {t.yard}</span>}
      {trade && <span data-kind="market"><Glyph name="market" size={15} /> {t.market}</span>}
    </span>
  );
}

/** Meter is a share as a bar; its numbers stand beside it in text. */
export function Meter({ now, max, tone = "calm" }: { now: number; max: number; tone?: "calm" | "good" | "warn" | "bad" }) {
  const share = max > 0 ? Math.min(1, Math.max(0, now / max)) : 0;
  return <span className={style.meter} data-tone={tone} aria-hidden="true"><i style={{ width: `${share * 100}%` }} /></span>;
}
