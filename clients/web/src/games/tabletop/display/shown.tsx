/** What lies over the board because the game master wants it so: a cloth over it, or a picture on the flat screen. */
import { useEffect, useState } from "react";
import { texts } from "../../../texts/tabletop";
import { fileOf } from "../board/picture";
import type { Display } from "../proto";
import style from "./display.module.css";

const t = texts.display;

/** Cloth covers the board; unseen says so without words on the screen. */
export function Cloth({ unseen }: { unseen?: boolean }) {
  return <div className={style.cloth} role="status" data-testid="blank"><span className={unseen ? "unseen" : undefined}>{t.blankNote}</span></div>;
}

/** Shown is what the flat screen shows instead of the table. */
export function Shown({ display }: { display: Display | undefined }) {
  const url = useFile(display?.handoutAssetId ?? "");
  if (display?.blank) return <Cloth unseen />;
  return url ? <figure className={style.handout} data-testid="handout"><img src={url} alt={t.handoutAlt} /></figure> : null;
}

/** useFile is a file of the library as an address that this page can show. */
function useFile(assetId: string): string {
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (!assetId) return setUrl("");
    let made = "";
    let gone = false;
    fileOf(`${assetId}/1024`).then((blob) => {
      if (!gone) setUrl((made = URL.createObjectURL(blob)));
    }, () => setUrl(""));
    return () => {
      gone = true;
      URL.revokeObjectURL(made);
    };
  }, [assetId]);
  return url;
}
