/** An experiment: two behaviours, many seeds, and how sure one may be. */
import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import { sentence } from "../../../rpc/errors";
import { texts as arena } from "../../../texts/arena";
import { texts } from "../../../texts/arena-mind";
import { Panel, Say } from "../../../ui/pieces";
import { grouped, useBehaviors } from "../behaviors/lists";
import { arenaClient } from "../client";
import { nameOf, useConfigs } from "../configs/lists";
import { Far } from "../far";
import type { RunExperimentResponse } from "../proto";
import { SharePlot } from "./shareplot";
import { useStream } from "./stream";
import style from "./trials.module.css";

const t = texts.trials;

export function Experiment() {
  const { behaviors } = useBehaviors();
  const { configs } = useConfigs();
  const [wish, setWish] = useState({ first: "builtin/swarm", second: "builtin/attack", seeds: 50, configId: "" });
  const set = (change: Partial<typeof wish>) => setWish((now) => ({ ...now, ...change }));
  const { all, busy, canceled, problem, run, cancel } = useStream<RunExperimentResponse>();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void run((signal) => arenaClient.runExperiment({ behaviorIds: [wish.first, wish.second], seeds: wish.seeds, configId: wish.configId }, { signal }));
  };
  const choices = grouped(behaviors);
  const last = all.at(-1);
  const name = (id: string) => behaviors.find((one) => one.id === id)?.name ?? id;
  return (
    <Panel title={t.experiment} id="experiment">
      <form onSubmit={submit} className={style.form}>
        <div className={style.pair}>
          <NativeSelect label={t.first} value={wish.first} data={choices} onChange={(event) => set({ first: event.currentTarget.value })} />
          <NativeSelect label={t.second} value={wish.second} data={choices} onChange={(event) => set({ second: event.currentTarget.value })} />
          <NumberInput hideControls label={t.seeds} description={t.seedsHint} min={1} max={1000} clampBehavior="none" value={wish.seeds} error={problem?.fields.seeds && sentence(problem.fields.seeds)} onChange={(value) => set({ seeds: Number(value) || 0 })} />
          <NativeSelect label={t.config} value={wish.configId} onChange={(event) => set({ configId: event.currentTarget.value })} data={[{ value: "", label: t.usual }, ...configs.map((one) => ({ value: one.id, label: nameOf(one) }))]} />
        </div>
        <div className={style.row}>
          <Button type="submit" loading={busy}>{t.go}</Button>
          {busy && <Button variant="default" onClick={cancel}>{t.cancel}</Button>}
          <Say problem={problem} />
        </div>
      </form>
      {canceled && <p role="status">{t.canceled}</p>}
      {last && <Standing all={all} last={last} first={name(wish.first)} second={name(wish.second)} />}
    </Panel>
  );
}

/** What the server counts it sums up over all matches; everything else is a mean already. */
const counted = new Set(["alive", "kills", "deaths", "assists"]);

function mean(figures: Record<"kills", number>, key: "kills", played: number): number {
  return counted.has(key) ? figures[key] / Math.max(1, played) : figures[key];
}

interface StandingProps {
  all: RunExperimentResponse[];
  last: RunExperimentResponse;
  first: string;
  second: string;
}

function Standing({ all, last, first, second }: StandingProps) {
  const { played, matches, wins, draws, share, shareLow, shareHigh, done } = last;
  const verdict = shareLow > 0.5 ? t.verdict(first) : shareHigh < 0.5 ? t.verdict(second) : t.unsure;
  return (
    <section className={style.standing} data-testid="experiment" data-done={done || undefined} data-played={played} data-share={share}>
      <Far now={played} of={matches} label={t.played(played, matches)} />
      <p className="soft">{t.played(played, matches)}, {t.speed(last.matchesPerSecond)}; {t.draws(wins, draws, played - wins - draws)}</p>
      <p><strong>{t.share(first, share, shareLow, shareHigh)}</strong> {played > 0 && verdict}</p>
      <SharePlot all={all} matches={matches} />
      {last.first && last.second && (
        <table className={style.table}>
          <caption>{t.means}</caption>
          <thead><tr><th scope="col"><span className="unseen">{t.means}</span></th><th scope="col">{first}</th><th scope="col">{second}</th></tr></thead>
          <tbody>
            {Object.entries(t.figures).map(([key, name]) => (
              <tr key={key}><th scope="row">{name}</th>{[last.first!, last.second!].map((figures, i) => <td key={i}>{arena.round(mean(figures, key as "kills", played))}</td>)}</tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
