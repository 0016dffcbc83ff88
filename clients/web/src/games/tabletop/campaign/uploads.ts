/** The files on their way, for as long as the page is open: looking elsewhere does not stop them. */
import { useCallback, useSyncExternalStore } from "react";
import type { AssetKind } from "../proto";
import { refresh } from "./reading";
import { type Unfinished, unfinished } from "./unfinished";
import { giveUp, Job, kindOf, type Wish } from "./upload";

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

/** abandon gives uploads up that were begun before the page was loaded. */
export function abandon(campaignId: string, all: Unfinished[]): void {
  for (const { id } of all) void giveUp(campaignId, id);
  tell();
}

/** useForgotten are uploads that the server waits for and nobody sends. */
export function useForgotten(campaignId: string): Unfinished[] {
  const sent = new Set(useJobs(campaignId).map((job) => job.uploadId));
  return unfinished(campaignId).filter((one) => !sent.has(one.id));
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
