/** A scene from another tool: recognised by itself where that is possible. */
import { useState } from "react";
import { Code, ConnectError } from "@connectrpc/connect";
import { texts } from "../../../texts/tabletop-campaign";
import { Say } from "../../../ui/pieces";
import { scenes } from "../client";
import { AssetKind, Format } from "../proto";
import style from "./campaign.module.css";
import { formatOf } from "./formats";
import { useHere } from "./here";
import { Choice, FileButton } from "./parts";
import { useAct } from "./reading";
import { uploaded } from "./upload";

const t = texts.scenes;
/** No scene's own words are longer; pictures inside may be, and come later in the file. */
const readable = 64 << 20;

export function SceneImport({ folderId }: { folderId: string }) {
  const { campaign: { id: campaignId } } = useHere();
  const [asked, setAsked] = useState("0");
  const [told, setTold] = useState<{ name: string; warnings: string[] }>();
  const { act, pending, problem } = useAct();
  const take = ([file]: File[]) => void (file && act(async (commandId, options) => {
    setTold(undefined);
    const format: Format = Number(asked) || formatOf(file.name, file.size < readable ? await file.text() : "");
    if (!format) throw new ConnectError(t.unknown, Code.InvalidArgument);
    const { uploadId } = await uploaded(file, { campaignId, kind: AssetKind.SCENE });
    const { info, warnings } = await scenes.importScene({ campaignId, folderId, uploadId, format, commandId }, { ...options, timeoutMs: 120_000 });
    setTold({ name: info!.name, warnings });
  }));
  return (
    <details className={style.fold}>
      <summary>{t.import}</summary>
      <p className="soft">{t.importLead}</p>
      <div className={style.bar}>
        <Choice bare label={t.format} value={asked} onChange={setAsked} data={t.formats.map((label, i): [string, string] => [String(i), label])} />
        <FileButton text={t.import} accept=".uvtt,.dd2vtt,.df2vtt,.json,application/json" loading={pending} onFiles={take} />
      </div>
      {told && (
        <div role="status">
          <p>{t.imported(told.name)}</p>
          {told.warnings.length > 0 && <ul className={style.warnings}>{told.warnings.map((one) => <li key={one}>{one}</li>)}</ul>}
        </div>
      )}
      <Say problem={problem} />
    </details>
  );
}
