/** The escape pod: what stands between hull 0 and the end. */
import { Button } from "@mantine/core";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { Sure } from "../../ui/sure";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import { isDear } from "./deeds";
import { Meter } from "./facts";
import { Glyph } from "./glyph";
import type { Augmentation } from "./proto";
import style from "./panels.module.css";

const t = texts.ship;

export function Pod() {
  const { view, captain, idle, act } = useBridge();
  const { pod, yard } = view;
  const buy = () => void act((base, options) => cosmicClient.buyPod(base, options));
  const fitted = new Set(pod?.augmentations.map((one) => one.id));
  return (
    <section className={style.part}>
      <h3><span><Glyph name="pod" size={20} /> {t.pod}</span></h3>
      {pod
        ? <div className={style.progress}><span>{pod.aboard ? t.podAboard : t.podIn} <span className="soft">{t.podHull(pod.hull, pod.maxHull)}</span></span><Meter now={pod.hull} max={pod.maxHull} tone={pod.hull * 3 < pod.maxHull ? "bad" : "good"} /></div>
        : <p className={style.fine}>{t.podNone}</p>}
      {!pod && yard && (yard.podAllowed
        ? captain && <div className={style.row}><Sure variant="filled" text={t.buyPod(yard.podPrice)} label={t.buyPod(yard.podPrice)} question={texts.bar.dear(t.pod, yard.podPrice, view.captain?.credits ?? 0)} ask={isDear(view, yard.podPrice)} disabled={idle} go={buy} /></div>
        : <p className={style.why}>{sentence(yard.podMessage)}</p>)}
      {pod && pod.augmentations.length > 0 && <ul className={style.cards}>{pod.augmentations.map((one) => <Fitted key={one.id} one={one} />)}</ul>}
      {pod && yard && (
        <details className={style.fold}>
          <summary>{t.augmentations}</summary>
          <ul className={style.cards}>{yard.augmentations.filter((one) => !fitted.has(one.id)).map((one) => <ForSale key={one.id} one={one} />)}</ul>
        </details>
      )}
    </section>
  );
}

function Fitted({ one }: { one: Augmentation }) {
  return (
    <li className={style.card}>
      <div className={style.cardHead}><strong>{one.name}</strong><span className={style.kind}>{t.kinds[one.kind] ?? one.kind}</span></div>
      <p className={style.effect}>{one.effect}</p>
    </li>
  );
}

function ForSale({ one }: { one: Augmentation }) {
  const { captain, idle, act } = useBridge();
  const buy = () => void act((base, options) => cosmicClient.buyAugmentation({ ...base, augmentation: one.id }, options));
  return (
    <li className={style.card} data-dim={!one.allowed || undefined}>
      <div className={style.cardHead}><strong>{one.name}</strong><span>{texts.credits(one.price)}</span></div>
      <p className={style.effect}>{one.effect}</p>
      <div className={style.row}>
        {one.allowed
          ? captain && <Button size="xs" disabled={idle} onClick={buy} aria-label={t.augment(one.name)}>{t.buy}</Button>
          : <span className={style.why}>{sentence(one.message)}</span>}
        <span className={style.kind}>{t.kinds[one.kind] ?? one.kind}</span>
      </div>
    </li>
  );
}
