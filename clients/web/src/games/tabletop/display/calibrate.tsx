/** Fitting one cell to one inch: by the screen's diagonal, or by a bank card. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop";
import { Count, Dialog, Row } from "../board/sheets/fields";
import style from "./display.module.css";
import { card, inchOf } from "./inch";

const t = texts.display;

export function Calibrate({ inch, take, close }: { inch: number; take: (inch: number) => void; close: () => void }) {
  const ratio = window.devicePixelRatio || 1;
  const [size, setSize] = useState({ diagonal: 0, across: Math.round(window.screen.width * ratio), down: Math.round(window.screen.height * ratio) });
  const [found, setFound] = useState(inch || 96);
  const measure = (change: Partial<typeof size>) => {
    const next = { ...size, ...change };
    setSize(next);
    const pixels = inchOf(next.diagonal, next.across, next.down, ratio);
    if (pixels >= 20 && pixels <= 400) setFound(pixels);
  };
  const finish = (pixels: number) => {
    take(pixels);
    close();
  };
  return (
    <Dialog title={t.calibrate} close={close} id="calibrate">
      <p className="soft">{t.calibrateLead}</p>
      <Row>
        <Count label={t.diagonal} value={size.diagonal} min={0} set={(diagonal) => measure({ diagonal })} />
        <Count label={t.across} value={size.across} set={(across) => measure({ across })} />
        <Count label={t.down} value={size.down} set={(down) => measure({ down })} />
      </Row>
      <label className={style.card}>
        {t.card}
        <span className={style.ruler} style={{ width: found * card }} aria-hidden="true" />
        <input type="range" aria-label={t.cardValue} min={20 * card} max={250 * card} step={1} value={found * card} onChange={(event) => setFound(event.currentTarget.valueAsNumber / card)} />
      </label>
      <p>{t.inch(found)}</p>
      <div className={style.foot}>
        <Button variant="default" onClick={() => finish(0)}>{t.forget}</Button>
        <Button onClick={() => finish(found)}>{t.use}</Button>
      </div>
    </Dialog>
  );
}
