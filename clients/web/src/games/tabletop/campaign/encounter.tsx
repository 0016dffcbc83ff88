/** An encounter in the making: who fights, and how hard that would be by the server's sums. */
import { Button } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/tabletop-campaign";
import { Say } from "../../../ui/pieces";
import { tables } from "../client";
import { BestiaryService, CampaignRole, type RateEncounterResponse } from "../proto";
import style from "./campaign.module.css";
import { type Foe, fighterOf, withFoe } from "./foes";
import { useHere } from "./here";
import { Choice, Count, Tick, Tool } from "./parts";
import { useAct } from "./reading";
import { useTable } from "./tables";

const t = texts.encounter;

interface Props {
  foes: Foe[];
  setFoes: (foes: Foe[]) => void;
}

export function Encounter({ foes, setFoes }: Props) {
  const { campaign } = useHere();
  const [levels, setLevels] = useState(() => {
    const heroes = campaign.members.filter((member) => member.role === CampaignRole.PLAYER).length;
    return Array.from({ length: Math.max(1, heroes) }, () => 1);
  });
  const { data, error } = useQuery(BestiaryService.method.rateEncounter, {
    campaignId: campaign.id, levels, foes: foes.map(({ creature, count }) => ({ creatureId: creature.id, count })),
  }, { placeholderData: keepPreviousData });
  return (
    <section className={style.column} aria-label={t.title}>
      <h3>{t.party}</h3>
      <div className={style.levels}>
        {levels.map((level, i) => <Count key={i} bare label={t.level(i + 1)} min={1} max={20} value={level} onChange={(to) => setLevels(levels.map((one, at) => (at === i ? Math.max(1, Math.min(20, to)) : one)))} />)}
        <Tool icon="plus" label={t.more} disabled={levels.length >= 20} onClick={() => setLevels([...levels, levels.at(-1) ?? 1])} />
        <Tool icon="minus" label={t.fewer} disabled={levels.length <= 1} onClick={() => setLevels(levels.slice(0, -1))} />
      </div>
      <h3>{t.foes}</h3>
      {foes.length === 0 && <p className="soft">{t.none}</p>}
      <ul className={style.rows}>
        {foes.map(({ creature, count }) => (
          <li key={creature.id} className={style.line} data-foe={creature.name}>
            <span className={style.grow}><strong>{count} × {creature.name}</strong> <small>{texts.creature.worth(texts.creature.challengeOf(creature.challenge), creature.experience)}</small></span>
            <Tool icon="minus" label={t.less(creature.name)} onClick={() => setFoes(withFoe(foes, creature, -1))} />
            <Tool icon="plus" label={t.plus(creature.name)} onClick={() => setFoes(withFoe(foes, creature, 1))} />
          </li>
        ))}
      </ul>
      {error && <Say problem={problemInWords(error)} />}
      {data && foes.length > 0 && <Rating rating={data} />}
      {foes.length > 0 && <Send foes={foes} />}
      <p className="soft">{t.lead}</p>
    </section>
  );
}

/** gaugeOf puts the thresholds and the fight on one scale, in hundredths of its length; what is far beyond deadly stands at its end. */
export function gaugeOf(thresholds: number[], adjusted: number): { steps: number[]; at: number } {
  const whole = Math.max(1, (thresholds.at(-1) ?? 0) * 1.4);
  return { steps: thresholds.map((one) => (one / whole) * 100), at: Math.min(100, (adjusted / whole) * 100) };
}

function Rating({ rating }: { rating: RateEncounterResponse }) {
  const { steps, at } = gaugeOf(rating.thresholds, rating.adjusted);
  const what = t.difficulty[rating.difficulty] ?? rating.difficulty;
  const facts: [string, string][] = [
    [t.experience, String(rating.experience)], [t.multiplier, `× ${rating.multiplier}`], [t.adjusted, String(rating.adjusted)], [t.each, String(rating.each)],
  ];
  return (
    <div className={style.rating} data-difficulty={rating.difficulty} data-testid="rating">
      <strong>{what}</strong>
      <div className={style.gauge} role="img" aria-label={t.gauge(what, rating.adjusted)}>
        {steps.map((from, i) => <span key={i} data-step={i} style={{ left: `${from}%`, right: `${100 - (steps[i + 1] ?? 100)}%` }}><em>{t.steps[i]}<br />{rating.thresholds[i]}</em></span>)}
        <i style={{ left: `${at}%` }} />
      </div>
      <dl className={style.facts}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </div>
  );
}

function Send({ foes }: { foes: Foe[] }) {
  const { campaign } = useHere();
  const [table, setTable] = useState(campaign.tableIds[0] ?? "");
  const [hidden, setHidden] = useState(false);
  const [told, setTold] = useState("");
  const { act, pending, problem } = useAct();
  if (campaign.tableIds.length === 0) return <p className="soft">{t.noTable}</p>;
  const send = () => void act(async (commandId, options) => {
    setTold("");
    // One takes a place before one acts; twice is the same as once.
    await tables.enter({ sessionId: table }, options);
    const { ids } = await tables.addCombatants({ sessionId: table, combatants: foes.map((foe) => fighterOf(foe, hidden)), commandId }, options);
    setTold(t.sent(ids.length));
  });
  return (
    <div className={style.bar}>
      {campaign.tableIds.length > 1 && <Choice bare label={t.table} value={table} onChange={setTable} data={campaign.tableIds.map((id, i): [string, string] => [id, `${t.table} ${i + 1}`])} />}
      <Tick label={t.hidden} checked={hidden} onChange={setHidden} />
      <Button loading={pending} onClick={send}>{t.send}{campaign.tableIds.length === 1 && <TableName id={table} />}</Button>
      {told && <span role="status">{told}</span>}
      <Say problem={problem} />
    </div>
  );
}

function TableName({ id }: { id: string }) {
  const room = useTable(id);
  return room?.title ? <>: {room.title}</> : null;
}
