/** The rule that fired, in its source where one may read it. */
import { Button } from "@mantine/core";
import { texts } from "../../../texts/arena";
import { linesOfRule } from "../behaviors/rules";
import { useDesk } from "../desk";
import { type Inspection, Tier } from "../proto";
import style from "./panels.module.css";

const t = texts.agent;

export function Fired({ one }: { one: Inspection }) {
  const { view, open } = useDesk();
  const copy = view.teams.find((team) => team.team === one.team)?.behavior;
  const mine = copy?.name === one.behavior ? copy : view.teams.find((team) => team.behavior?.name === one.behavior)?.behavior;
  const script = mine?.tier === Tier.SCRIPT;
  const at = mine?.source && !script ? linesOfRule(mine.source, one.ruleNumber) : undefined;
  return (
    <div className={style.part}>
      <p>
        {script ? t.state : t.rule}: <strong data-testid="rule">{one.rule || t.noRule}</strong>
        {one.decidedTick > 0 && <span className="soft">, {t.decided(one.decidedTick)}</span>}
      </p>
      {at && <Excerpt source={mine!.source} at={at} />}
      {mine?.behaviorId && <Button size="compact-xs" variant="subtle" onClick={() => open(mine.behaviorId, at?.[0])}>{t.source}</Button>}
    </div>
  );
}

/** Excerpt is all rules, so that one sees what came before; the one that fired is marked. */
function Excerpt({ source, at: [first, last] }: { source: string; at: [number, number] }) {
  const from = Math.max(1, first - 4);
  const lines = source.split("\n").slice(from - 1, last + 2);
  return (
    <pre className={style.source} tabIndex={0} aria-label={t.source}>
      {lines.map((line, i) => {
        const number = from + i;
        return number >= first && number <= last ? <mark key={number}>{line || " "}</mark> : <span key={number}>{line || " "}</span>;
      })}
    </pre>
  );
}
