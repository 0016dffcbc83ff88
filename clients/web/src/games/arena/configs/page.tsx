/** The page of configurations: named sets of parameters. */
import { Code } from "@connectrpc/connect";
import { Button, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { command, type Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts as arena } from "../../../texts/arena";
import { texts } from "../../../texts/arena-config";
import { Loading, Page, Panel, Say, Trouble } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { arenaClient, configClient } from "../client";
import type { WorldConfig } from "../proto";
import { ConfigForm } from "./form";
import { nameOf, relist, useConfigs } from "./lists";
import { type Wish, wishOf } from "./parameters";
import style from "./configs.module.css";

const t = texts.page;

export function ConfigurationsPage() {
  const { configs, error, isPending, refetch } = useConfigs();
  const [id, setId] = useState("default");
  const chosen = configs.find((one) => one.id === id) ?? configs[0];
  return (
    <Page title={t.title} overline={arena.title} lead={t.lead} wide>
      {isPending && <Loading />}
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      <div className={style.page}>
        <ul className={style.sets}>
          {configs.map((one) => (
            <li key={one.id}><button type="button" aria-current={one.id === chosen?.id} onClick={() => setId(one.id)}>{nameOf(one)}{one.usual && <small>{t.usual}</small>}</button></li>
          ))}
        </ul>
        {chosen && <Edit key={chosen.id} chosen={chosen} open={setId} />}
      </div>
    </Page>
  );
}

function Edit({ chosen, open }: { chosen: WorldConfig; open: (id: string) => void }) {
  const house = chosen.id === "default";
  const [name, setName] = useState(house ? "" : chosen.name);
  const [wish, setWish] = useState<Wish>(wishOf(chosen.config));
  const [conflict, setConflict] = useState<WorldConfig>();
  const { attempt, busy, problem, told } = useAttempt();
  const navigate = useNavigate();
  const etag = useEtag(chosen, conflict);
  const stale = (failed: Problem) => {
    if (failed.code !== Code.Aborted) return false;
    void configClient.getWorldConfig({ id: chosen.id }).then(({ worldConfig }) => setConflict(worldConfig), () => undefined);
    return true;
  };
  const save = (with_ = etag) => attempt(async () => {
    await configClient.updateWorldConfig({ id: chosen.id, etag: with_, name, config: wish });
    setConflict(undefined);
    relist();
    return t.saved;
  }, stale);
  const saveAs = () => attempt(async () => {
    const { worldConfig } = await command((commandId, options) => configClient.createWorldConfig({ name: name === chosen.name ? `${name} 2` : name, config: wish, commandId }, options));
    relist();
    open(worldConfig!.id);
    return t.saved;
  });
  const play = () => attempt(async () => {
    const { sessionId } = await command((commandId, options) => arenaClient.create({ configId: chosen.id, running: true, commandId }, options));
    await navigate({ to: "/$game/$sessionId", params: { game: "arena", sessionId } });
    return "";
  });
  return (
    <Panel>
      <div className={style.edit} data-testid="configuration">
        {house && <p className="soft">{t.house}</p>}
        <div className={style.row}>
          <TextInput label={t.name} maxLength={60} value={name} error={problem?.fields.name} onChange={(event) => setName(event.currentTarget.value)} />
          {!house && <Button loading={busy} onClick={() => void save()}>{t.save}</Button>}
          <Button variant="default" disabled={!name.trim() || busy} onClick={() => void saveAs()}>{t.saveAs}</Button>
          <Button variant="default" disabled={busy} onClick={() => void play()}>{t.world}</Button>
          {!chosen.usual && <Button variant="subtle" onClick={() => void attempt(async () => { await configClient.setDefaultWorldConfig({ id: chosen.id }); relist(); return t.saved; })}>{t.makeUsual}</Button>}
          {!house && <Sure text={t.delete} label={t.delete} question={t.deleteAsk} go={() => void attempt(async () => { await configClient.deleteWorldConfig({ id: chosen.id, etag }); relist(); open("default"); return ""; }, stale)} />}
          {told && <span className="soft" role="status">{told}</span>}
        </div>
        <Say problem={problem} />
        {conflict && (
          <div className={style.stale} role="alert">
            <p>{t.stale}</p>
            <div className={style.row}><Button size="sm" onClick={() => void save(conflict.etag)}>{t.over}</Button><Button size="sm" variant="default" onClick={() => { setWish(wishOf(conflict.config)); setName(conflict.name); setConflict(undefined); relist(); }}>{t.take}</Button></div>
          </div>
        )}
        <ConfigForm wish={wish} set={(change) => setWish((now) => ({ ...now, ...change }))} wrong={problem?.fields} />
      </div>
    </Panel>
  );
}

/** useEtag is what was read when the form was filled: a set that is listed anew while one types must not hide that it changed. */
function useEtag(chosen: WorldConfig, conflict: WorldConfig | undefined): string {
  const [etag, setEtag] = useState(chosen.etag);
  useEffect(() => {
    if (!conflict) setEtag(chosen.etag);
  }, [chosen.etag, conflict]);
  return etag;
}

/** useAttempt runs one call at a time, and keeps how it went. */
function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [told, setTold] = useState("");
  const attempt = async (call: () => Promise<string>, handle?: (problem: Problem) => boolean) => {
    setBusy(true);
    setProblem(undefined);
    setTold("");
    try {
      setTold(await call());
    } catch (reason) {
      const failed = problemInWords(reason);
      if (!handle?.(failed)) setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return { attempt, busy, problem, told };
}
