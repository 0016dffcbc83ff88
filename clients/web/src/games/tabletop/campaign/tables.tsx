/** The live tables of a campaign: entering one, opening another. */
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { sessionv1 } from "@playhouse/client";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { tables } from "../client";
import { SceneService } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Choice, wrong } from "./parts";
import { useAct } from "./reading";

const t = texts.tables;

export function Tables() {
  const { campaign, gm } = useHere();
  return (
    <div className={style.halves}>
      <Panel title={t.title}>
        {campaign.tableIds.length === 0 && <Empty icon="hearth" text={gm ? t.none : t.nonePlayer} />}
        <ul className={style.cards}>{campaign.tableIds.map((id) => <Card key={id} id={id} />)}</ul>
      </Panel>
      {gm && <Open />}
    </div>
  );
}

/** useTable reads about a table; who has not entered it may not know it yet. */
export function useTable(sessionId: string) {
  return useQuery(sessionv1.SessionService.method.getSession, { sessionId }, { retry: false }).data?.room;
}

function Card({ id }: { id: string }) {
  const { gm } = useHere();
  const room = useTable(id);
  const there = room?.members.filter((one) => one.seat > 0) ?? [];
  return (
    <li className={style.card}>
      <strong className={style.title}>{room?.title || t.untitled}</strong>
      <span className="soft">{room && t.players(there.length)}{there.length > 0 && `: ${there.map((one) => one.displayName).join(", ")}`}</span>
      <div className={style.row}>
        <Link to="/$game/$sessionId" params={{ game: "tabletop", sessionId: id }} className={style.go}>{t.enter} <Icon name="next" size={16} /></Link>
        {gm && <a href={`/tabletop/${id}?display=true`} target="_blank" rel="noreferrer">{t.display}</a>}
      </div>
    </li>
  );
}

function Open() {
  const { campaign } = useHere();
  const navigate = useNavigate();
  // Until the scenes are known, nobody opens a table without one by being quick.
  const { data, isPending } = useQuery(SceneService.method.listScenes, { campaignId: campaign.id, pageSize: 200 });
  const [title, setTitle] = useState("");
  const [sceneId, setSceneId] = useState<string>();
  const { act, pending, problem } = useAct();
  const chosen = sceneId ?? data?.scenes[0]?.id ?? "";
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void act(async (commandId, options) => {
      const { sessionId } = await tables.create({ campaignId: campaign.id, sceneId: chosen, title: title.trim() || campaign.name.slice(0, 80), commandId }, options);
      await navigate({ to: "/$game/$sessionId", params: { game: "tabletop", sessionId } });
    });
  };
  return (
    <Panel title={t.open}>
      <form className={style.form} onSubmit={submit}>
        <TextInput label={t.called} placeholder={campaign.name} maxLength={80} value={title} error={wrong(problem, "title")} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Choice label={t.scene} value={chosen} onChange={setSceneId} error={wrong(problem, "scene_id")} data={[["", t.noScene], ...(data?.scenes ?? []).map((scene): [string, string] => [scene.id, scene.name])]} />
        <div className={style.row}><Button type="submit" loading={pending || isPending}>{t.open}</Button></div>
        <Say problem={problem} />
      </form>
    </Panel>
  );
}
