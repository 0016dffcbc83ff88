/** Files on their way, with how far they are and what can be done about it. */
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Button } from "@mantine/core";
import { texts } from "../../../texts/tabletop-campaign";
import { whenOf } from "../../../ui/when";
import style from "./campaign.module.css";
import { Tool } from "./parts";
import type { Unfinished } from "./unfinished";
import type { Job } from "./upload";
import { abandon, again, clear, drop, useForgotten, useJobs } from "./uploads";

const t = texts.upload;

export function Sending({ campaignId }: { campaignId: string }) {
  const jobs = useJobs(campaignId);
  const forgotten = useForgotten(campaignId);
  if (jobs.length + forgotten.length === 0) return null;
  return (
    <section aria-label={t.title} className={style.sending}>
      <ul className={style.rows} hidden={jobs.length === 0}>{jobs.map((job, i) => <Sent key={`${job.file.name}-${i}`} job={job} />)}</ul>
      {forgotten.length > 0 && <Forgotten campaignId={campaignId} all={forgotten} />}
      {jobs.some((job) => job.state === "done") && <Button size="compact-sm" variant="subtle" onClick={clear}>{t.clear}</Button>}
    </section>
  );
}

/** Forgotten are uploads of before a reload: the same file goes on, or they are given up. */
function Forgotten({ campaignId, all }: { campaignId: string; all: Unfinished[] }) {
  return (
    <>
      <p className="soft">{t.forgotten}</p>
      <ul className={style.rows}>{all.map((one) => (
        <li key={one.id} className={style.job} data-forgotten={one.name}>
          <span className={style.grow}><strong>{one.name}</strong> <small>{texts.size(one.size)} · {t.begun(whenOf(timestampFromMs(one.begun)))}</small></span>
          <Button size="compact-sm" variant="default" aria-label={t.of(t.giveUp, one.name)} onClick={() => abandon(campaignId, [one])}>{t.giveUp}</Button>
        </li>
      ))}</ul>
      {all.length > 1 && <Button size="compact-sm" variant="subtle" onClick={() => abandon(campaignId, all)}>{t.giveAllUp}</Button>}
    </>
  );
}

function Sent({ job }: { job: Job }) {
  const { state, file, sent } = job;
  const share = Math.floor((sent / Math.max(1, file.size)) * 100);
  const said = job.hopeless ? t.refused : state === "sending" ? t.sending(share) : state === "done" && job.duplicate ? t.duplicate : t[state];
  return (
    <li className={style.job} data-state={state} data-file={file.name}>
      <span className={style.grow}><strong>{file.name}</strong> <small>{texts.size(file.size)} · {said}</small></span>
      {(state === "waiting" || state === "sending") && <Tool icon="pause" label={t.of(t.pause, file.name)} onClick={() => job.pause()} />}
      {state === "paused" && <Tool icon="play" label={t.of(t.resume, file.name)} onClick={() => again(job)} />}
      {state === "failed" && !job.hopeless && <Button size="compact-sm" variant="default" aria-label={t.of(t.again, file.name)} onClick={() => again(job)}>{t.again}</Button>}
      {state !== "done" && state !== "checking" && <Tool icon="close" label={t.of(t.cancel, file.name)} onClick={() => drop(job)} />}
      {!job.over && <progress max={file.size} value={sent} aria-label={file.name} />}
      {job.problem && <p className={style.bad} role="alert">{job.problem.message}</p>}
    </li>
  );
}
