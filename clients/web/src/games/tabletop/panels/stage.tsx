/** Which scene is on the table, and the others that wait. */
import { Button } from "@mantine/core";
import { Code } from "@connectrpc/connect";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { useScenes } from "../campaign/lists";
import { Ask, Crumbs, More, Seek, Shown, useSlow } from "../campaign/parts";
import { useAct } from "../campaign/reading";
import { scenes, tables } from "../client";
import type { PanelProps } from "./index";
import style from "./panels.module.css";
import { toCampaign } from "./to-campaign";

const t = texts.stage;

export function Stage({ desk }: PanelProps) {
  const { sessionId, view } = desk;
  const { act, pending, problem } = useAct();
  const [told, setTold] = useState("");
  const save = async (overwrite: boolean) => {
    setTold("");
    if (await act((_, options) => tables.saveScene({ sessionId, overwrite }, options))) setTold(t.saved);
  };
  const open = (sceneId: string) => void act((commandId, options) => tables.openScene({ sessionId, sceneId, commandId }, options));
  return (
    <>
      <section className={style.part}>
        <h3>{t.now}</h3>
        {view.sceneId ? <p><strong className={style.title}>{view.sceneName}</strong>{view.unsaved && <small className={style.warn}> {t.unsaved}</small>}</p> : <p className="soft">{t.nothing}</p>}
        {view.sceneId && <div className={style.row}><Button size="xs" disabled={pending || !view.unsaved} onClick={() => void save(false)} leftSection={<Icon name="save" size={16} />}>{t.save}</Button>{told && !view.unsaved && <span role="status">{told}</span>}</div>}
        {problem?.code === Code.Aborted ? <div className={style.row}>{t.overwrite} <Button size="xs" variant="default" onClick={() => void save(true)}>{texts.overwrite}</Button></div> : <Say problem={problem} />}
      </section>
      <Others desk={desk} open={open} pending={pending} create={(name) => act(async (commandId, options) => {
        await scenes.createScene({ campaignId: view.campaignId, name, commandId }, options);
      })} />
      <Link {...toCampaign(desk, { tab: "scenes" })}>{t.prepare}</Link>
    </>
  );
}

function Others({ desk: { view }, open, pending, create }: PanelProps & { open: (id: string) => void; pending: boolean; create: (name: string) => Promise<boolean> }) {
  const [folderId, setFolder] = useState("");
  const [text, setText] = useState("");
  const query = useScenes(view.campaignId, { folderId, text: useSlow(text) });
  return (
    <section className={style.part}>
      <div className={style.row}><Seek value={text} onChange={setText} /><Ask text={t.quick} label={t.quick} most={200} go={create} /></div>
      <Shown query={query}>{({ pages }) => (
        <>
          <Crumbs path={pages[0]!.path} go={setFolder} />
          {pages[0]!.folders.map((folder) => <button key={folder.id} type="button" className={style.folder} onClick={() => setFolder(folder.id)}><Icon name="crate" size={17} /> {folder.name}</button>)}
          <ul className={style.stages}>
            {pages.flatMap((page) => page.scenes).map((scene) => (
              <li key={scene.id} data-now={scene.id === view.sceneId || undefined}>
                <span className={style.thumb}>{scene.thumbnailUrl ? <img src={scene.thumbnailUrl} alt="" loading="lazy" /> : <Icon name="maze" size={20} />}</span>
                <span className={style.grow}><strong>{scene.name}</strong><small>{texts.scenes.size(scene.width, scene.height, scene.elements)}</small></span>
                {scene.id !== view.sceneId && <Sure text={t.open} label={t.openOf(scene.name)} question={t.openSure} ask={view.unsaved} disabled={pending} go={() => open(scene.id)} />}
              </li>
            ))}
          </ul>
        </>
      )}</Shown>
      <More query={query} />
    </section>
  );
}
