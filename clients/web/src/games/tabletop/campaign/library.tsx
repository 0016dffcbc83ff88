/** The library: maps, pictures and sounds in folders, and the way in for more. */
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { library as client } from "../client";
import { type Asset, AssetKind, CampaignRole, type Folder } from "../proto";
import { Details } from "./asset";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { Ask, Choice, Crumbs, FileButton, More, Seek, Shown, type Step, useSlow } from "./parts";
import { useAssets } from "./lists";
import { type Act, useAct } from "./reading";
import { placesBut } from "./scenes";
import { send } from "./uploads";
import { Sending } from "./sending";

const t = texts.library;

export function Library() {
  const { campaign: { id: campaignId, role }, gm } = useHere();
  const [folderId, setFolder] = useState("");
  const [text, setText] = useState("");
  const [kind, setKind] = useState(AssetKind.UNSPECIFIED);
  const [picture, setPicture] = useState(AssetKind.MAP);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState<string>();
  const doing = useAct();
  const { finding, query, folder } = useAssets(campaignId, { folderId, text: useSlow(text), kind });
  const may = role !== CampaignRole.SPECTATOR;
  const take = (files: Iterable<File>) => send(files, { campaignId, folderId }, gm ? picture : AssetKind.IMAGE);
  const places: Step[] = [{ id: "", name: texts.top }, ...folder?.path ?? [], ...folder?.folders ?? []];
  return (
    <div className={style.drop} data-over={over || undefined} data-testid="library"
      onDragOver={(event) => { if (may && event.dataTransfer.types.includes("Files")) { event.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); if (may) take([...event.dataTransfer.files]); }}>
      <Panel title={t.title} tools={may && (
        <div className={style.row}>
          {gm && <SegmentedControl size="xs" aria-label={t.pictures} value={String(picture)} onChange={(value) => setPicture(Number(value))} data={[AssetKind.MAP, AssetKind.IMAGE].map((one) => ({ value: String(one), label: t.kinds[one]! }))} />}
          <FileButton text={t.upload} multiple variant="filled" accept="image/png,image/jpeg,image/webp,image/gif,image/avif,audio/*" onFiles={take} />
        </div>
      )}>
        <div className={style.bar}>
          <Seek value={text} onChange={setText} />
          <Choice bare label={t.kinds[0] || t.all} value={String(kind)} onChange={(value) => setKind(Number(value))} data={[0, 1, 2, 3].map((one) => [String(one), t.kinds[one] || t.all])} />
          {gm && <Ask text={texts.newFolder} label={texts.newFolder} go={(name) => doing.act((_, options) => client.createFolder({ campaignId, parentId: folderId, name }, options))} />}
        </div>
        {over && <p className={style.dropHere}>{t.drop}</p>}
        <Sending campaignId={campaignId} />
        <Say problem={doing.problem} />
        {!finding && folder && <><Crumbs path={folder.path} go={setFolder} /><Folders folders={folder.folders} places={places} open={setFolder} doing={doing} /></>}
        <Shown query={query}>{(all) => {
          if (all.length === 0 && (finding || !folder?.folders.length)) return <Empty icon="crate" text={finding ? texts.nothingFound : may ? t.none : t.nonePlayer} />;
          return <ul className={style.grid}>{all.map((asset) => <Tile key={asset.id} asset={asset} show={() => setShown(asset.id)} />)}</ul>;
        }}</Shown>
        <More query={query} />
      </Panel>
      {shown && <Details id={shown} places={places} close={() => setShown(undefined)} />}
    </div>
  );
}

function Folders({ folders, places, open, doing }: { folders: Folder[]; places: Step[]; open: (id: string) => void; doing: Act }) {
  const { campaign: { id: campaignId }, gm } = useHere();
  if (folders.length === 0) return null;
  return (
    <ul className={style.folders}>
      {folders.map(({ id: folderId, name, parentId, items }) => (
        <li key={folderId} className={style.folder}>
          <button type="button" onClick={() => open(folderId)}><Icon name="crate" size={18} /> <strong>{name}</strong> <small>{texts.scenes.items(items)}</small></button>
          {gm && (
            <details className={style.tools}>
              <summary aria-label={texts.scenes.toolsOf(name)}><Icon name="more" size={18} /></summary>
              <div className={style.row}>
                <Ask text={texts.rename} label={`${texts.rename}: ${name}`} start={name} variant="subtle" go={(to) => doing.act((_, options) => client.renameFolder({ campaignId, folderId, name: to }, options))} />
                <Choice bare label={`${texts.move}: ${name}`} value="-" disabled={doing.pending} data={placesBut(places, parentId, folderId)} onChange={(to) => void doing.act((_, options) => client.moveFolder({ campaignId, folderId, parentId: to }, options))} />
                <DeleteFolder folderId={folderId} name={name} doing={doing} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** DeleteFolder asks once more when something in the folder is in use somewhere. */
function DeleteFolder({ folderId, name, doing }: { folderId: string; name: string; doing: Act }) {
  const { campaign: { id: campaignId } } = useHere();
  const used = doing.problem?.reason === "in_use";
  const question = used ? texts.library.inUse(doing.problem!.message) : t.folderSure(name);
  return (
    <Sure text={texts.delete} label={`${texts.delete}: ${name}`} question={question} variant="subtle" disabled={doing.pending}
      go={() => void doing.act((_, options) => client.deleteFolder({ campaignId, folderId, recursive: true, force: used }, options))} />
  );
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
