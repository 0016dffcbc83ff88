/** The files on their way, for as long as the page is open: looking elsewhere does not stop them. */
import { useCallback, useSyncExternalStore } from "react";
import type { AssetKind } from "../proto";
import { Job, kindOf, type Wish } from "./upload";
import { refresh } from "./reading";

let jobs: readonly Job[] = [];
let running = false;
const listeners = new Set<() => void>();

function tell(): void {
  jobs = [...jobs];
  for (const listener of listeners) listener();
}

function unsent(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  window.addEventListener("beforeunload", unsent);
  for (let job = next(); job; job = next()) {
    await job.run();
    if (job.state === "done") refresh();
  }
  window.removeEventListener("beforeunload", unsent);
  running = false;
}

const next = () => jobs.find((job) => job.state === "waiting");

/** send puts files into the line; pictures become what is asked for. */
export function send(files: Iterable<File>, wish: Omit<Wish, "kind">, picture: AssetKind): void {
  jobs = [...jobs, ...Array.from(files, (file) => new Job(file, { ...wish, kind: kindOf(file, picture) }, tell))];
  tell();
  void run();
}

export function again(job: Job): void {
  job.again();
  void run();
}

export function drop(job: Job): void {
  jobs = jobs.filter((one) => one !== job);
  tell();
  void job.cancel();
}

/** clear forgets those that are done. */
export function clear(): void {
  jobs = jobs.filter((job) => job.state !== "done");
  tell();
}

export function useJobs(campaignId: string): Job[] {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return useSyncExternalStore(subscribe, () => jobs).filter((job) => job.wish.campaignId === campaignId);
}
