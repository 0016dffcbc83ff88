/** A fight, with everything else out of the way: who is there, how both stand, what each choice may bring. */
import { useEffect, useRef, useState } from "react";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import type { Deed } from "./deeds";
import { Foe, OwnShip } from "./enemies";
import { Meter } from "./facts";
import { Glyph } from "./glyph";
import type { Combat, View } from "./proto";
import style from "./combat.module.css";

const t = texts.combat;

export function CombatScene() {
  const { view } = useBridge();
  const { combat, ship } = view;
  const blows = useBlows(view);
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [combat?.log.length, combat?.round]);
  if (!combat || !ship) return null;
  const low = (now: number, max: number) => (now * 3 < max ? "bad" : now * 2 < max ? "warn" : "good");
  return (
    <section className={style.scene} aria-label={t.title} data-testid="combat">
      <header className={style.title}><span className="overline">{t.title}</span><strong>{t.round(combat.round)}</strong></header>
      <div className={style.field} key={blows.key}>
        <figure className={style.side} data-own data-hit={(blows.own ?? 0) < 0 || undefined}>
          <div className={style.body}><OwnShip type={ship.type} /></div>
          <Blow amount={blows.own} />
          <figcaption>
            <strong>{ship.name}</strong>
            <span className={style.hullLine}><span>{t.yourHull}</span><span>{texts.hud.of(ship.hull, ship.maxHull)}{ship.shield > 0 && ` · ${t.shield(ship.shield)}`}</span></span>
            <Meter now={ship.hull} max={ship.maxHull} tone={low(ship.hull, ship.maxHull)} />
            <small>{t.yourFacts(ship.power, ship.speed)}</small>
          </figcaption>
        </figure>
        <figure className={style.side} data-hit={(blows.enemy ?? 0) < 0 || undefined}>
          <div className={style.body}><Foe kind={combat.enemy} /></div>
          <Blow amount={blows.enemy} />
          <figcaption>
            <strong>{combat.enemyName}</strong>
            <span className={style.hullLine}><span>{texts.hud.hull}</span><span>{texts.hud.of(combat.enemyHull, combat.enemyMaxHull)}</span></span>
            <Meter now={combat.enemyHull} max={combat.enemyMaxHull} tone={low(combat.enemyHull, combat.enemyMaxHull)} />
            <small>{t.facts(combat.enemyPower, combat.enemyAccuracy, combat.enemySpeed)}</small>
          </figcaption>
        </figure>
        {blows.enemy !== undefined && <i className={style.bolt} aria-hidden="true" />}
        {blows.own !== undefined && <i className={style.bolt} data-back aria-hidden="true" />}
      </div>
      <div className={style.log} ref={log} role="log" aria-label={t.log} tabIndex={0}>
        {combat.log.length === 0 && <p className="soft">{t.logEmpty}</p>}
        {combat.log.map((line, i) => <p key={i} data-last={i === combat.log.length - 1 || undefined}>{line}</p>)}
      </div>
    </section>
  );
}

function Blow({ amount }: { amount: number | undefined }) {
  if (amount === undefined) return null;
  return <span className={style.blow} data-miss={amount === 0 || undefined} aria-hidden="true">{amount === 0 ? t.miss : `−${-amount}`}</span>;
}

interface Blows {
  /** Changes with each round, so that its motion starts anew. */
  key: number;
  enemy: number | undefined;
  own: number | undefined;
}

const noBlows: Blows = { key: 0, enemy: undefined, own: undefined };

/** useBlows tells what the last round did to both hulls: what is shown as motion. */
function useBlows(view: View): Blows {
  const before = useRef<{ combat: Combat; own: number }>(undefined);
  const [blows, setBlows] = useState(noBlows);
  const own = (view.ship?.hull ?? 0) + (view.ship?.shield ?? 0);
  const { combat } = view;
  useEffect(() => {
    const last = before.current;
    before.current = combat && { combat, own };
    if (!last || !combat || combat.round <= last.combat.round) return;
    setBlows({ key: combat.round, enemy: Math.min(0, combat.enemyHull - last.combat.enemyHull), own: Math.min(0, own - last.own) });
  }, [combat, own]);
  return blows;
}

/** CombatChoices are the attacks, flight and talk, with their odds. */
export function CombatChoices({ deeds }: { deeds: Deed[] }) {
  const { view, captain, idle, act } = useBridge();
  const { combat } = view;
  if (!combat || !captain) return null;
  return (
    <>
      {view.ship?.power === 0 && <p className={style.unarmed} role="note"><Glyph name="danger" size={16} /> {t.unarmed}</p>}
      <ul className={style.choices}>
        {deeds.map((deed) => (
          <li key={deed.id}>
            <button type="button" data-deed={deed.id} aria-disabled={!deed.allowed || idle} onClick={() => deed.allowed && !idle && void act(deed.order)} title={deed.allowed ? deed.effect : sentence(deed.message)}>
              <span className={style.choiceHead}><Glyph name={deed.glyph} size={18} /> <strong>{deed.text}</strong> <kbd aria-label={texts.key(deed.key ?? "")}>{deed.key}</kbd></span>
              {deed.allowed ? <Odds deed={deed} combat={combat} /> : <span className={style.whyNot}>{sentence(deed.message)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Odds are an attack's chances; flight and talk tell in the view's own words what they bring, and what failing costs. */
function Odds({ deed, combat }: { deed: Deed; combat: Combat }) {
  const attack = combat.attacks.find((one) => one.action === deed.id);
  if (attack) {
    return (
      <span className={style.odds}>
        <b>{texts.percent(attack.hitChance)}</b> {t.hit} · {t.damage(attack.minDamage, attack.maxDamage)} · <b data-bad>{texts.percent(attack.enemyHitChance)}</b> {t.back}
      </span>
    );
  }
  return <span className={style.odds}>{deed.effect}</span>;
}
