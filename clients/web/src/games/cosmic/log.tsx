/** The captain's log: what happened, and what has been achieved. */
import { SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../texts/cosmic";
import { Icon } from "../../ui/icons";
import { Log as Story, type LogLine } from "../../ui/table/log";
import { useBridge } from "./bridge";
import { Glyph } from "./glyph";
import type { Statistics } from "./proto";
import style from "./panels.module.css";

const t = texts.log;

export function CaptainsLog({ story }: { story: LogLine[] }) {
  const { sessionId } = useBridge();
  const [shown, setShown] = useState("story");
  return (
    <>
      <SegmentedControl fullWidth aria-label={t.label} value={shown} onChange={setShown} data={Object.entries(t.views).map(([value, label]) => ({ value, label }))} />
      {shown === "story" ? <Story lines={story} /> : <Record />}
      <Link to="/$game/$sessionId/history" params={{ game: "cosmic", sessionId }}>{texts.head.history}</Link>
    </>
  );
}

function Record() {
  const { view } = useBridge();
  return (
    <>
      {view.statistics && <section className={style.part}><h3>{t.statistics}</h3><Numbers statistics={view.statistics} /></section>}
      <section className={style.part}><h3>{t.achievements}</h3><Achievements /></section>
    </>
  );
}

export function Numbers({ statistics }: { statistics: Statistics }) {
  return (
    <dl className={style.stats}>
      {Object.entries(t.stats).map(([key, name]) => {
        const value = statistics[key as keyof Statistics] as number;
        return <div key={key}><dt>{name}</dt><dd>{key === "playSeconds" ? t.played(value) : texts.number(value)}</dd></div>;
      })}
    </dl>
  );
}

/** Achievements lists them all, or only those that were reached. */
export function Achievements({ reached }: { reached?: boolean }) {
  const { view } = useBridge();
  const list = view.achievements.filter((one) => !reached || one.reached).toSorted((a, b) => Number(b.reached) - Number(a.reached));
  return (
    <ul className={style.medals}>
      {list.map((one) => (
        <li key={one.id} className={style.medal} data-reached={one.reached || undefined}>
          <i>{one.reached ? <Glyph name="quest" size={19} /> : <Icon name="lock" size={15} />}</i>
          <span><strong>{one.name}</strong><small>{one.text}</small></span>
          <span>{one.reached ? t.reached(one.turn) : t.open}</span>
        </li>
      ))}
    </ul>
  );
}
