/** Who flies along, who would, and where one stands with the powers of this sky. */
import { Button } from "@mantine/core";
import { sentence } from "../../rpc/errors";
import { texts } from "../../texts/cosmic";
import { Sure } from "../../ui/sure";
import { useBridge } from "./bridge";
import { cosmicClient } from "./client";
import type { CrewMember, Faction } from "./proto";
import style from "./panels.module.css";

const t = texts.crew;

export function Crew() {
  const { view } = useBridge();
  return (
    <>
      <section className={style.part}>
        <h2 className={style.heading}>{t.title} <span>{view.crew.length} / 3</span></h2>
        {view.crew.length === 0 && <p className="soft">{t.none}</p>}
        <ul className={style.cards}>{view.crew.map((one) => <Member key={one.id} one={one} aboard />)}</ul>
      </section>
      <section className={style.part}>
        <h3>{t.recruits}</h3>
        {view.recruits.length === 0 && <p className="soft">{t.noRecruits}</p>}
        <ul className={style.cards}>{view.recruits.map((one) => <Member key={one.id} one={one} />)}</ul>
      </section>
      <section className={style.part}>
        <h3>{t.factions}</h3>
        <ul className={style.cards}>{view.factions.map((one) => <Standing key={one.id} one={one} />)}</ul>
      </section>
    </>
  );
}

function Member({ one, aboard }: { one: CrewMember; aboard?: boolean }) {
  const { captain, idle, act } = useBridge();
  const { id: crewId } = one;
  return (
    <li className={style.card} data-crew={one.role}>
      <div className={style.cardHead}><strong>{one.name}</strong><span className={style.kind}>{t.roles[one.role] ?? one.role}</span></div>
      <p className={style.effect}>{one.effect}</p>
      <div className={style.row}>
        {captain && (aboard
          ? <Sure text={t.dismiss} label={t.dismissOf(one.name)} question={t.dismissSure(one.name)} disabled={idle} variant="subtle" go={() => void act((base, options) => cosmicClient.dismissCrew({ ...base, crewId }, options))} />
          : one.allowed
            ? <Button size="xs" disabled={idle} aria-label={t.hireOf(one.name, one.fee)} onClick={() => void act((base, options) => cosmicClient.hireCrew({ ...base, crewId }, options))}>{t.hire}</Button>
            : <span className={style.why}>{sentence(one.message)}</span>)}
        <span className={style.fine}>{aboard ? t.wage(one.wage) : t.terms(one.fee, one.wage)}</span>
      </div>
    </li>
  );
}

function Standing({ one }: { one: Faction }) {
  const half = Math.min(50, Math.abs(one.reputation) / 2);
  return (
    <li className={style.card}>
      <div className={style.standing}><strong>{one.name}</strong><span>{one.standing} <span className="soft">{t.reputation(one.reputation)}</span></span></div>
      <span className={style.scale} aria-hidden="true"><i data-bad={one.reputation < 0 || undefined} style={one.reputation < 0 ? { right: "50%", width: `${half}%` } : { left: "50%", width: `${half}%` }} /></span>
      <p className={style.effect}>{one.effect}</p>
    </li>
  );
}
