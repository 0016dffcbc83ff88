/** Prepared scenes in their folders, and the trash. */
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { scenes as client } from "../client";
import { type SceneInfo } from "../proto";
import style from "./campaign.module.css";
import { Folders, placesBut } from "./folders";
import { useHere } from "./here";
import { useScenes } from "./lists";
import { Ask, Choice, Crumbs, More, Seek, Shown, type Step, useSlow } from "./parts";
import { type Act, fetched, useAct } from "./reading";
import { SceneImport } from "./scene-import";

const t = texts.scenes;

export function Scenes() {
  const { campaign: { id: campaignId } } = useHere();
  const [folderId, setFolder] = useState("");
  const [trash, setTrash] = useState(false);
  const [text, setText] = useState("");
  const doing = useAct();
  const query = useScenes(campaignId, { folderId: trash ? "" : folderId, trash, text: useSlow(text) });
  const create = (name: string) => doing.act((commandId, options) => client.createScene({ campaignId, folderId, name, commandId }, options));
  const folder = (name: string) => doing.act((_, options) => client.createSceneFolder({ campaignId, parentId: folderId, name }, options));
  return (
    <Panel title={t.title} tools={<SegmentedControl size="xs" aria-label={t.title} value={trash ? "trash" : ""} onChange={(value) => setTrash(value !== "")} data={[{ value: "", label: t.scenes }, { value: "trash", label: t.trash }]} />}>
      <div className={style.bar}>
        <Seek value={text} onChange={setText} />
        {!trash && <><Ask text={t.create} label={t.create} icon="plus" variant="filled" most={200} go={create} /><Ask text={texts.newFolder} label={texts.newFolder} go={folder} /></>}
      </div>
      {!trash && <SceneImport folderId={folderId} />}
      <Say problem={doing.problem} />
      <Shown query={query}>{({ pages }) => {
        const [first] = pages;
        const all = pages.flatMap((page) => page.scenes);
        const places: Step[] = [{ id: "", name: texts.top }, ...first!.path, ...first!.folders];
        return (
          <>
            <Crumbs path={first!.path} go={setFolder} />
            <Folders folders={first!.folders} places={places} open={setFolder} deeds={{
              pending: doing.pending, question: t.folderSure,
              rename: ({ id, parentId }, name) => doing.act((_, options) => client.updateSceneFolder({ campaignId, folderId: id, parentId, name }, options)),
              move: ({ id, name }, parentId) => doing.act((_, options) => client.updateSceneFolder({ campaignId, folderId: id, parentId, name }, options)),
              remove: ({ id }) => doing.act((_, options) => client.deleteSceneFolder({ campaignId, folderId: id, recursive: true }, options)),
            }} />
            {all.length === 0 && first!.folders.length === 0 && <Empty icon="maze" text={text ? texts.nothingFound : trash ? t.emptyTrash : t.none} />}
            <ul className={style.cards}>{all.map((scene) => <Card key={scene.id} scene={scene} places={places} doing={doing} />)}</ul>
          </>
        );
      }}</Shown>
      <More query={query} />
    </Panel>
  );
}

function Card({ scene, places, doing }: { scene: SceneInfo; places: Step[]; doing: Act }) {
  return (
    <li className={style.card} data-scene={scene.name}>
      <div className={style.thumb}>{scene.thumbnailUrl ? <img src={scene.thumbnailUrl} alt="" loading="lazy" /> : <Icon name="maze" size={34} />}</div>
      <strong className={style.title}>{scene.name}</strong>
      <span className="soft">{t.size(scene.width, scene.height, scene.elements)}</span>
      {scene.tableId && <span className={style.kind}>{t.played}</span>}
      {scene.trashed ? <TrashTools scene={scene} doing={doing} /> : <Tools scene={scene} places={places} doing={doing} />}
    </li>
  );
}

function TrashTools({ scene: { id: sceneId, name }, doing }: { scene: SceneInfo; doing: Act }) {
  const { campaign: { id: campaignId } } = useHere();
  return (
    <div className={style.row}>
      <Button size="xs" variant="default" disabled={doing.pending} aria-label={`${t.restore}: ${name}`} onClick={() => void doing.act((_, options) => client.restoreScene({ campaignId, sceneId }, options))}>{t.restore}</Button>
      <Sure text={texts.delete} label={`${texts.delete}: ${name}`} question={t.forever(name)} variant="subtle" disabled={doing.pending} go={() => void doing.act((_, options) => client.deleteScene({ campaignId, sceneId }, options))} />
    </div>
  );
}

function Tools({ scene: { id: sceneId, name, folderId }, places, doing }: { scene: SceneInfo; places: Step[]; doing: Act }) {
  const { campaign: { id: campaignId } } = useHere();
  const { act, pending } = doing;
  const exported = () => void act(async (_, options) => {
    const { url, fileName } = await client.exportScene({ campaignId, sceneId }, options);
    await fetched(url, fileName);
  });
  return (
    <details className={style.tools}>
      <summary aria-label={t.toolsOf(name)}><Icon name="more" size={18} /></summary>
      <div className={style.row}>
        <Ask text={texts.rename} label={`${texts.rename}: ${name}`} start={name} most={200} variant="subtle" go={(to) => act((_, options) => client.updateScene({ campaignId, sceneId, name: to }, options))} />
        <Button size="xs" variant="subtle" disabled={pending} onClick={() => void act((commandId, options) => client.duplicateScene({ campaignId, sceneId, commandId }, options))}>{texts.duplicate}</Button>
        <Button size="xs" variant="subtle" disabled={pending} onClick={exported}>{t.export}</Button>
        <Button size="xs" variant="subtle" disabled={pending} aria-label={`${t.trashed}: ${name}`} onClick={() => void act((_, options) => client.trashScene({ campaignId, sceneId }, options))}>{t.trashed}</Button>
        <Choice bare label={`${texts.move}: ${name}`} value="-" disabled={pending} data={placesBut(places, folderId)} onChange={(to) => void act((_, options) => client.moveScene({ campaignId, sceneId, folderId: to }, options))} />
      </div>
    </details>
  );
}
