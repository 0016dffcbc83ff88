/** The library: maps, pictures and sounds in folders, and the way in for more. */
import { SegmentedControl } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { library as client } from "../client";
import { type Asset, AssetKind, CampaignRole } from "../proto";
import { Details } from "./asset";
import style from "./campaign.module.css";
import { Drop, pictureFiles, soundFiles } from "./drop";
import { type Deeds, Folders } from "./folders";
import { useHere } from "./here";
import { Ask, Choice, Crumbs, FileButton, More, Seek, Shown, type Step, useSlow } from "./parts";
import { useAssets } from "./lists";
import { type Act, useAct } from "./reading";
import { send } from "./uploads";
import { Sending } from "./sending";

const t = texts.library;

export function Library() {
  const { campaign: { id: campaignId, role }, gm } = useHere();
  // Whoever comes from the table comes for something.
  const asked: AssetKind = Number((useSearch({ strict: false }) as { kind?: number }).kind ?? 0);
  const [folderId, setFolder] = useState("");
  const [text, setText] = useState("");
  const [kind, setKind] = useState<AssetKind>(asked);
  const [picture, setPicture] = useState<AssetKind>(asked === AssetKind.IMAGE ? asked : AssetKind.MAP);
  const [shown, setShown] = useState<string>();
  const doing = useAct();
  const { finding, query, folder } = useAssets(campaignId, { folderId, text: useSlow(text), kind });
  const may = role !== CampaignRole.SPECTATOR;
  const take = (files: Iterable<File>) => send(files, { campaignId, folderId }, gm ? picture : AssetKind.IMAGE);
  const places: Step[] = [{ id: "", name: texts.top }, ...folder?.path ?? [], ...folder?.folders ?? []];
  return (
    <Drop take={may ? take : undefined} data-testid="library">
      <Panel title={t.title} tools={may && (
        <div className={style.row}>
          {gm && <span className="soft">{t.pictures}</span>}
          {gm && <SegmentedControl size="xs" aria-label={t.pictures} value={String(picture)} onChange={(value) => setPicture(Number(value))} data={[AssetKind.MAP, AssetKind.IMAGE].map((one) => ({ value: String(one), label: t.kinds[one]! }))} />}
          <FileButton text={t.upload} multiple variant="filled" accept={`${pictureFiles},${soundFiles}`} onFiles={take} />
        </div>
      )}>
        <div className={style.bar}>
          <Seek value={text} onChange={setText} />
          <Choice bare label={t.kinds[0] || t.all} value={String(kind)} onChange={(value) => setKind(Number(value))} data={[0, 1, 2, 3].map((one) => [String(one), t.kinds[one] || t.all])} />
          {gm && <Ask text={texts.newFolder} label={texts.newFolder} go={(name) => doing.act((_, options) => client.createFolder({ campaignId, parentId: folderId, name }, options))} />}
        </div>
        <Sending campaignId={campaignId} />
        <Say problem={doing.problem} />
        {!finding && folder && <><Crumbs path={folder.path} go={setFolder} /><Folders folders={folder.folders} places={places} open={setFolder} deeds={gm ? deedsOf(campaignId, doing) : undefined} /></>}
        <Shown query={query}>{(all) => {
          if (all.length === 0 && (finding || !folder?.folders.length)) return <Empty icon="crate" text={finding ? texts.nothingFound : may ? t.none : t.nonePlayer} />;
          return <ul className={style.grid}>{all.map((asset) => <Tile key={asset.id} asset={asset} show={() => setShown(asset.id)} />)}</ul>;
        }}</Shown>
        <More query={query} />
      </Panel>
      {shown && <Details id={shown} places={places} close={() => setShown(undefined)} />}
    </Drop>
  );
}

function deedsOf(campaignId: string, { act, pending, problem }: Act): Deeds {
  // What is in use somewhere goes only when that was said.
  const force = problem?.reason === "in_use";
  return {
    pending, question: (name) => (force ? t.inUse(problem.message) : t.folderSure(name)),
    rename: ({ id }, name) => act((_, options) => client.renameFolder({ campaignId, folderId: id, name }, options)),
    move: ({ id }, parentId) => act((_, options) => client.moveFolder({ campaignId, folderId: id, parentId }, options)),
    remove: ({ id }) => act((_, options) => client.deleteFolder({ campaignId, folderId: id, recursive: true, force }, options)),
  };
}

function Tile({ asset, show }: { asset: Asset; show: () => void }) {
  const sound = asset.kind === AssetKind.AUDIO;
  return (
    <li className={style.tile} data-asset={asset.name}>
      <button type="button" onClick={show} aria-label={t.details(asset.name)}>
        <span className={style.thumb} style={{ backgroundColor: asset.tint || undefined }}>
          {sound ? <Icon name="play" size={30} /> : <img src={asset.thumbnailUrl} alt="" loading="lazy" />}
        </span>
        <strong>{asset.name}</strong>
        <small>{sound ? t.duration(asset.milliseconds) : t.kind[asset.kind]}</small>
      </button>
    </li>
  );
}
