/** The machine that computes the world, and its parameters, which the host may change while it runs. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena";
import { arenaClient } from "../client";
import { ConfigForm } from "../configs/form";
import { nameOf, useConfigs } from "../configs/lists";
import { type Wish, wishOf } from "../configs/parameters";
import { useDesk } from "../desk";
import { optionsInWords } from "../options";
import { useStore } from "../store";
import style from "./panels.module.css";

const t = texts.world;

export function WorldPanel() {
  const { view, runs } = useDesk();
  return (
    <>
      <Machine />
      <section className={style.part}>
        <h2 className={style.title}>{t.title}</h2>
        {runs ? <Change /> : <><p className="soft">{t.host}</p><dl className={style.list}>{optionsInWords(view).map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}</dl></>}
      </section>
    </>
  );
}

function Machine() {
  const { view, feed } = useDesk();
  const { status } = useStore(feed.store);
  const facts: [string, string][] = [
    [t.tick, String(status?.tick ?? view.tick)], [t.run, String(view.run)], [t.pace, status ? `×${status.pace.toFixed(2)}` : "–"], [t.agents, String(status?.agents ?? "–")],
    [t.decisions, String(status?.decisions ?? "–")], [t.median, status ? t.microseconds(status.tickP50Us) : "–"], [t.slowest, status ? t.microseconds(status.tickP99Us) : "–"], [t.engine, String(view.engine)],
  ];
  return (
    <section className={style.part}>
      <h2 className={style.title}>{t.status}</h2>
      <dl className={style.list}>{facts.map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

function Change() {
  const { view, act, send } = useDesk();
  const { configs } = useConfigs();
  const [changes, setChanges] = useState<Wish>({});
  const [set, setSet] = useState("");
  const [seed, setSeed] = useState("");
  const [told, setTold] = useState("");
  const wish = { ...wishOf(view.config), ...changes };
  const apply = async (order: Parameters<typeof act>[0]) => {
    setTold("");
    if (!(await act(order))) return;
    setChanges({});
    setTold(t.applied);
  };
  return (
    <>
      <p className="soft">{t.lead}</p>
      <div className={style.inline}>
        <NativeSelect label={t.use} value={set} onChange={(event) => setSet(event.currentTarget.value)} data={[{ value: "", label: "–" }, ...configs.map((one) => ({ value: one.id, label: nameOf(one) }))]} />
        <Button variant="default" disabled={!set} onClick={() => void apply((base, options) => arenaClient.applyConfig({ ...base, configId: set }, options))}>{t.take}</Button>
      </div>
      <div className={style.inline}>
        <TextInput label={t.seed} maxLength={100} value={seed} onChange={(event) => setSeed(event.currentTarget.value)} />
        <Button variant="default" onClick={() => void act((base, options) => arenaClient.reset({ ...base, seed }, options))}>{t.reset}</Button>
      </div>
      <ConfigForm wish={wish} set={(change) => setChanges((now) => ({ ...now, ...change }))} wrong={send.problem?.fields} running />
      <div className={style.row}>
        <Button loading={send.pending} disabled={Object.keys(changes).length === 0} onClick={() => void apply((base, options) => arenaClient.applyConfig({ ...base, config: wish }, options))}>{t.apply}</Button>
        {told && <span className="soft" role="status">{told}</span>}
      </div>
    </>
  );
}
