/** What a league is called and played by, and its end. For the commissioner. */
import { Code } from "@connectrpc/connect";
import { Button, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Panel, Say } from "../../../ui/pieces";
import { rulesInWords } from "../options";
import { useHere } from "./here";
import style from "./league.module.css";
import { Copied, Tick, wrong } from "./parts";
import { leagues, useAct } from "./reading";

const t = texts.settings;

export function Settings() {
  return (
    <div className={style.halves}>
      <Change />
      <div className={style.column}>
        <Panel title={t.share} lead={t.shareLead}><Copied label={t.share} text={window.location.href.replace(/&tab=[a-z]+/, "")} /></Panel>
        <End />
      </div>
    </div>
  );
}

function Change() {
  const { league, season } = useHere();
  const { act, pending, problem } = useAct();
  const book = league.rulebook;
  const [name, setName] = useState(league.name);
  const [designatedHitter, setHitter] = useState(book?.designatedHitter ?? true);
  const [extraInningRunner, setRunner] = useState(book?.extraInningRunner ?? false);
  const [saved, setSaved] = useState(false);
  const underWay = season !== undefined && season.played > 0 && season.championTeamId === "";
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setSaved(await act((_, options) => leagues.updateLeague({ leagueId: league.id, etag: league.etag, name: name.trim(), designatedHitter, extraInningRunner }, options)));
  };
  return (
    <Panel title={t.title} id="rules">
      {underWay && <p className={style.note}>{t.underWay}</p>}
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <TextInput size="sm" required maxLength={80} label={t.name} value={name} error={wrong(problem, "name")} onChange={(event) => { setSaved(false); setName(event.currentTarget.value); }} />
        <Tick label={t.dh} checked={designatedHitter} onChange={(on) => { setSaved(false); setHitter(on); }} />
        <Tick label={t.runner} checked={extraInningRunner} onChange={(on) => { setSaved(false); setRunner(on); }} />
        <div className={style.row}><Button type="submit" loading={pending} disabled={underWay || !name.trim()}>{t.save}</Button>{saved && <span role="status" className="soft">{t.saved}</span>}</div>
        {problem?.code === Code.Aborted ? <p className={style.note} role="alert">{t.conflict}</p> : <Say problem={problem} />}
      </form>
      {book && <details className={style.fold}><summary>{t.rules}</summary><ul className={style.rules}>{rulesInWords(book).map((rule) => <li key={rule}>{rule}</li>)}</ul></details>}
    </Panel>
  );
}

function End() {
  const { league } = useHere();
  const { act, pending, problem } = useAct();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void act(async (_, options) => {
      await leagues.deleteLeague({ leagueId: league.id, etag: league.etag }, options);
      await navigate({ to: "/$game/$sessionId", params: { game: "baseball", sessionId: "league" } });
    });
  };
  return (
    <Panel title={t.delete} lead={t.deleteLead(league.name)}>
      <form className={style.form} onSubmit={submit}>
        <TextInput size="sm" label={t.deleteName} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <div className={style.row}><Button type="submit" variant="default" loading={pending} disabled={name.trim() !== league.name}>{t.delete}</Button></div>
        <Say problem={problem} />
      </form>
    </Panel>
  );
}
