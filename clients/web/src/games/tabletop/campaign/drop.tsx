/** The way in for files: let fall on a part of the page, or chosen with a button. */
import { type ReactNode, useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { AssetKind } from "../proto";
import style from "./campaign.module.css";
import { FileButton } from "./parts";
import { Sending } from "./sending";
import { send } from "./uploads";

/** What the library takes. */
export const pictureFiles = "image/png,image/jpeg,image/webp,image/gif,image/avif";
export const soundFiles = "audio/*";

/** Drop is a part of the page that takes the files that fall on it; without `take` it is just that part. */
export function Drop({ take, children, column, ...rest }: { take: ((files: File[]) => void) | undefined; children: ReactNode; column?: boolean; "data-testid"?: string }) {
  const [over, setOver] = useState(false);
  return (
    <div className={style.drop} data-over={over || undefined} data-column={column || undefined} {...rest}
      onDragOver={(event) => { if (take && event.dataTransfer.types.includes("Files")) { event.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(false);
        take?.([...event.dataTransfer.files]);
      }}>
      {over && <p className={style.dropHere}>{texts.library.drop}</p>}
      {children}
    </div>
  );
}

/** Incoming is the way in for files of one kind, where they are used: beside the table. */
export function Incoming({ campaignId, kind, children }: { campaignId: string; kind: AssetKind; children: ReactNode }) {
  const take = (files: File[]) => send(files, { campaignId }, kind);
  return (
    <Drop take={take} column data-testid="incoming">
      {children}
      <div className={style.row}><FileButton text={texts.library.upload} multiple accept={kind === AssetKind.AUDIO ? soundFiles : pictureFiles} onFiles={take} /></div>
      <Sending campaignId={campaignId} />
    </Drop>
  );
}
