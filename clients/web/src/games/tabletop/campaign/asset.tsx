/** One thing of the library: what it is, where it is used, and what can be done with it. */
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@connectrpc/connect-query";
import { Code } from "@connectrpc/connect";
import { useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { library as client } from "../client";
import { type Asset, AssetKind, LibraryService, type Use } from "../proto";
import style from "./campaign.module.css";
import { placesBut } from "./folders";
import { useHere } from "./here";
import { Choice, Count, Dialog, Shown, type Step, wrong } from "./parts";
import { useAct } from "./reading";

const t = texts.library;

export function Details({ id: assetId, places, close }: { id: string; places: Step[]; close: () => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const query = useQuery(LibraryService.method.getAsset, { campaignId, assetId });
  return (
    <Dialog title={query.data?.asset?.name ?? t.kind[2]!} close={close} wide>
      <Shown query={query}>{({ asset, uses }) => <Inside key={asset!.id} asset={asset!} uses={uses} places={places} close={close} />}</Shown>
    </Dialog>
  );
}

function Inside({ asset, uses, places, close }: { asset: Asset; uses: Use[]; places: Step[]; close: () => void }) {
  const { gm, userId } = useHere();
  return (
    <div className={style.asset}>
      <figure className={style.picture}>
        {asset.kind === AssetKind.AUDIO ? <audio controls src={asset.url} aria-label={t.listen(asset.name)}><track kind="captions" /></audio> : <img src={asset.previewUrl || asset.url} alt={asset.name} style={{ backgroundColor: asset.tint || undefined }} />}
        <figcaption className="soft">{t.kind[asset.kind]} · {asset.width > 0 ? t.pixels(asset.width, asset.height) : t.duration(asset.milliseconds)} · {texts.size(Number(asset.size))} · <a href={asset.url} target="_blank" rel="noreferrer">{t.file}</a></figcaption>
        <p className="soft">{uses.length === 0 ? t.unused : `${t.uses}: ${uses.map((use) => use.name).join(", ")}`}</p>
      </figure>
      {(gm || asset.ownerId === userId) && <Edit asset={asset} uses={uses} places={places} close={close} />}
    </div>
  );
}

function Edit({ asset, uses, places, close }: { asset: Asset; uses: Use[]; places: Step[]; close: () => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const { id: assetId } = asset;
  const [name, setName] = useState(asset.name);
  const [tags, setTags] = useState(asset.tags.join(", "));
  const [pixelsPerCell, setPixels] = useState(asset.pixelsPerCell);
  const { act, pending, problem } = useAct();
  const used = uses.length > 0 || problem?.reason === "in_use";
  const store = async (etag: string) => {
    if (await act((_, options) => client.updateAsset({ campaignId, assetId, etag, name, tags: listOf(tags), pixelsPerCell }, options))) close();
  };
  const remove = async () => {
    if (await act((_, options) => client.deleteAsset({ campaignId, assetId, force: used }, options))) close();
  };
  return (
    <form className={style.form} onSubmit={(event) => { event.preventDefault(); void store(asset.etag); }}>
      <TextInput label={texts.name} required maxLength={200} value={name} error={wrong(problem, "name")} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={t.tags} description={t.tagsHint} value={tags} error={wrong(problem, "tags")} onChange={(event) => setTags(event.currentTarget.value)} />
      {asset.kind === AssetKind.MAP && <Count label={t.perCell} hint={t.perCellHint} min={0} max={10_000} value={pixelsPerCell} error={wrong(problem, "pixels_per_cell")} onChange={setPixels} />}
      <Say problem={problem} />
      <div className={style.row}>
        <Button type="submit" loading={pending}>{common.save}</Button>
        {problem?.code === Code.Aborted && <Button variant="default" onClick={() => void store("")}>{texts.overwrite}</Button>}
        <Choice bare label={texts.move} value="-" disabled={pending} data={placesBut(places, asset.folderId)} onChange={(folderId) => void act((_, options) => client.moveAsset({ campaignId, assetId, folderId }, options))} />
        <Sure text={texts.delete} label={`${texts.delete}: ${asset.name}`} disabled={pending} variant="subtle" go={() => void remove()}
          question={used ? t.inUse(uses.map((use) => use.name).join(", ") || problem!.message) : t.deleteSure(asset.name)} />
      </div>
    </form>
  );
}

/** listOf makes a list of what stands between commas. */
export function listOf(text: string): string[] {
  return [...new Set(text.split(",").map((one) => one.trim()).filter(Boolean))];
}
