/** The ladder of public behaviours, and how one of one's own gets onto it. */
import { useQuery } from "@connectrpc/connect-query";
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/arena-mind";
import { Empty, Loading, Panel, Say, Trouble } from "../../../ui/pieces";
import { shelfOf, useBehaviors } from "../behaviors/lists";
import { arenaClient } from "../client";
import { Far } from "../far";
import { ArenaService, type EnterLadderResponse, type Rung, Sharing } from "../proto";
import { useStream } from "./stream";
import style from "./trials.module.css";

const t = texts.trials;

export function Ladder() {
  const [scenario, setScenario] = useState("skirmish");
  const { data, error, refetch } = useQuery(ArenaService.method.getLadder, { scenario, pageSize: 100 }, { staleTime: 5_000 });
  const scenarios = data?.scenarios ?? ["skirmish"];
  return (
    <Panel title={t.ladder} id="ladder" lead={t.ladderLead}>
      <NativeSelect label={t.scenario} value={scenario} onChange={(event) => setScenario(event.currentTarget.value)} data={scenarios.map((value) => ({ value, label: t.scenarios[value] ?? value }))} />
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && (data.rungs.length === 0 ? <Empty icon="trophy" text={t.empty} /> : <Rungs rungs={data.rungs} />)}
      <Enter key={scenario} scenario={scenario} entered={() => void refetch()} />
    </Panel>
  );
}

function Rungs({ rungs }: { rungs: Rung[] }) {
  return (
    <table className={style.table} data-testid="ladder">
      <thead><tr>{t.columns.map((name, i) => <th key={i} scope="col">{name || <span className="unseen">{t.ladder}</span>}</th>)}</tr></thead>
      <tbody>
        {rungs.map(({ rank, behaviorId, name, ownerName, rating, deviation, matches, version }) => (
          <tr key={behaviorId}><td>{rank}</td><th scope="row">{name} <small className="soft">{ownerName ? `${texts.by(ownerName)}, ${t.version(version)}` : texts.house}</small></th><td>{Math.round(rating)}</td><td>{Math.round(deviation)}</td><td>{matches}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

function Enter({ scenario, entered }: { scenario: string; entered: () => void }) {
  const { behaviors } = useBehaviors();
  const [chosen, setChosen] = useState("");
  const { all, busy, problem, run, cancel } = useStream<EnterLadderResponse>();
  const own = behaviors.filter((one) => shelfOf(one) === "own" && one.sharing === Sharing.PUBLIC);
  const id = chosen || own[0]?.id || "";
  const last = all.at(-1);
  if (own.length === 0) return <p className="soft">{t.noneOwn}</p>;
  return (
    <div className={style.form} data-testid="enter" data-done={last?.done || undefined}>
      <div className={style.row}>
        <NativeSelect label={t.enter} value={id} onChange={(event) => setChosen(event.currentTarget.value)} data={own.map((one) => ({ value: one.id, label: one.name }))} />
        <Button loading={busy} onClick={() => void run((signal) => arenaClient.enterLadder({ behaviorId: id, scenario }, { signal }), (message) => message.done && entered())}>{t.enterGo}</Button>
        {busy && <Button variant="default" onClick={cancel}>{t.cancel}</Button>}
      </div>
      {last && <Far now={last.played} of={last.matches} label={t.played(last.played, last.matches)} />}
      {last?.rung && <p role="status">{t.played(last.played, last.matches)}. {t.entered(last.rung.rank, last.rung.rating)}</p>}
      <Say problem={problem} />
    </div>
  );
}
