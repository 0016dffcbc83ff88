/** Everything of a campaign as a file: packed by the server, fetched when it is done. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { ConnectError } from "@connectrpc/connect";
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/tabletop-campaign";
import { Panel, Say } from "../../../ui/pieces";
import { campaigns } from "../client";
import style from "./campaign.module.css";
import { useHere } from "./here";
import { fetched } from "./reading";

const t = texts.overview;

export function Export() {
  const { campaign: { id: campaignId, name } } = useHere();
  const [progress, setProgress] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const gone = useRef(false);
  useEffect(() => () => { gone.current = true; }, []);
  const pack = async (withoutFiles: boolean) => {
    setProblem(undefined);
    setProgress(0);
    try {
      const { exportId } = await campaigns.exportCampaign({ campaignId, withoutFiles });
      while (!gone.current) {
        const at = await campaigns.getExport({ campaignId, exportId });
        if (at.failure) throw new ConnectError(at.failure);
        setProgress(at.progress);
        if (at.url) {
          await fetched(at.url, `${name}.zip`);
          break;
        }
        await new Promise((resolve) => { setTimeout(resolve, 700); });
      }
    } catch (reason) {
      setProblem(problemInWords(reason));
    }
    setProgress(undefined);
  };
  return (
    <Panel title={t.export} lead={t.exportLead}>
      <div className={style.row}>
        <Button variant="default" disabled={progress !== undefined} onClick={() => void pack(false)}>{t.exportAll}</Button>
        <Button variant="subtle" disabled={progress !== undefined} onClick={() => void pack(true)}>{t.exportSmall}</Button>
      </div>
      {progress !== undefined && <p role="status">{t.exporting(progress)} <progress value={progress} aria-label={t.export} /></p>}
      <Say problem={problem} />
    </Panel>
  );
}
