/** The dry run: how a source fares against the house's "attack", at once and for nothing. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts as common } from "../../../texts/arena";
import { texts } from "../../../texts/arena-mind";
import { Say } from "../../../ui/pieces";
import { behaviorClient } from "../client";
import { type DryRun, Tier } from "../proto";
import style from "./workshop.module.css";

const t = texts.run;

export function Try({ tier, source, bad }: { tier: Tier; source: string; bad: boolean }) {
  const [run, setRun] = useState<DryRun>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  // Figures of another source would mislead.
  useEffect(() => setRun(undefined), [source]);
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setRun((await behaviorClient.dryRunBehavior({ tier, source })).run);
    } catch (reason) {
      setProblem(problemInWords(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={style.bench} data-testid="try">
      <div className={style.row}>
        <Button variant="default" loading={busy} disabled={bad} onClick={() => void go()}>{t.go}</Button>
        <span className="soft" role="status">{busy ? t.running : bad ? t.errors : t.lead}</span>
      </div>
      <Say problem={problem} />
      {run && <Figures run={run} tier={tier} />}
    </div>
  );
}

/** Figures are what a dry run came to; the assistant shows them too. */
export function Figures({ run, tier }: { run: DryRun; tier: Tier }) {
  const { own, other } = run;
  const rows: [string, number, number][] = [
    [t.alive, own?.alive ?? 0, other?.alive ?? 0], [t.kills, own?.kills ?? 0, other?.kills ?? 0],
    [t.damage, own?.damageDealt ?? 0, other?.damageDealt ?? 0], [t.taken, own?.damageTaken ?? 0, other?.damageTaken ?? 0],
  ];
  const decided = Object.entries(run.decided).toSorted(([, a], [, b]) => b - a);
  const most = Math.max(1, ...decided.map(([, n]) => n));
  return (
    <div className={style.bench} data-testid="dry-run">
      <table className={style.figures}>
        <thead><tr><th scope="col"><span className="unseen">{t.title}</span></th><th scope="col">{t.own}</th><th scope="col">{t.other}</th></tr></thead>
        <tbody>{rows.map(([name, a, b]) => <tr key={name}><th scope="row">{name}</th><td>{common.round(a)}</td><td>{common.round(b)}</td></tr>)}</tbody>
      </table>
      <p className="soft">{t.decisions(run.decisions)}{tier === Tier.SCRIPT && `; ${t.steps(run.mostSteps)}`}</p>
      {decided.length > 0 && <><h3>{t.decided}</h3><ul className={style.decided}>{decided.map(([name, n]) => <li key={name}><span>{name}</span><meter aria-label={name} min={0} max={most} value={n} /><span>{n}</span></li>)}</ul></>}
      {run.faults.length > 0 && <><h3>{t.faults}</h3><ul>{run.faults.map((fault, i) => <li key={i}>{texts.place(fault.line, fault.column)} {fault.message}</li>)}</ul></>}
    </div>
  );
}
