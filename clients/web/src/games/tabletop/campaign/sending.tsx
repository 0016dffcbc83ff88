/** Files on their way, with how far they are and what can be done about it. */
import { Button } from "@mantine/core";
import { texts } from "../../../texts/tabletop-campaign";
import style from "./campaign.module.css";
import { Tool } from "./parts";
import type { Job } from "./upload";
import { again, clear, drop, useJobs } from "./uploads";

const t = texts.upload;

export function Sending({ campaignId }: { campaignId: string }) {
  const jobs = useJobs(campaignId);
  if (jobs.length === 0) return null;
  return (
    <section aria-label={t.title} className={style.sending}>
      <ul className={style.rows}>{jobs.map((job, i) => <Sent key={`${job.file.name}-${i}`} job={job} />)}</ul>
      {jobs.some((job) => job.state === "done") && <Button size="compact-sm" variant="subtle" onClick={clear}>{t.clear}</Button>}
    </section>
  );
}

function Sent({ job }: { job: Job }) {
  const { state, file, sent } = job;
  const share = Math.floor((sent / Math.max(1, file.size)) * 100);
  const said = state === "sending" ? t.sending(share) : state === "done" && job.duplicate ? t.duplicate : t[state];
  return (
    <li className={style.job} data-state={state} data-file={file.name}>
      <span className={style.grow}><strong>{file.name}</strong> <small>{texts.size(file.size)} · {said}</small></span>
      {(state === "waiting" || state === "sending") && <Tool icon="pause" label={t.of(t.pause, file.name)} onClick={() => job.pause()} />}
      {state === "paused" && <Tool icon="play" label={t.of(t.resume, file.name)} onClick={() => again(job)} />}
      {state === "failed" && <Button size="compact-sm" variant="default" aria-label={t.of(t.again, file.name)} onClick={() => again(job)}>{t.again}</Button>}
      {state !== "done" && state !== "checking" && <Tool icon="close" label={t.of(t.cancel, file.name)} onClick={() => drop(job)} />}
      {!job.over && <progress max={file.size} value={sent} aria-label={file.name} />}
      {job.problem && <p className={style.bad} role="alert">{job.problem.message}</p>}
    </li>
  );
}
