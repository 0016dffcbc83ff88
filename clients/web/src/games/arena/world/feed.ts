/**
 * The frames of a running world: a stream beside the session's own, opened anew when
 * one looks elsewhere or it was cut. The old one stays until the new one has spoken,
 * so nothing flickers.
 */
import { Code } from "@connectrpc/connect";
import { Backoff, isPassing, type Problem, problemOf, sleep } from "@playhouse/client";
import { playhouse } from "../../../rpc/playhouse";
import { arenaClient } from "../client";
import type { Frame, Inspection, TeamMetrics, Viewport, WatchWorldResponse, WorldStatus } from "../proto";
import { Store } from "../store";
import { type Moment, remember } from "./record";

type Part = Pick<Viewport, "x" | "y" | "width" | "height">;

export interface Fed {
  state: "waiting" | "live" | "cut" | "ended";
  problem: Problem | undefined;
  status: WorldStatus | undefined;
  teams: TeamMetrics[];
  inspections: Inspection[];
  /** One entry a second, oldest first. */
  record: Moment[];
}

export interface Listener {
  frame: (frame: Frame) => void;
  inspections: (inspections: Inspection[]) => void;
}

/** A camera that moves asks for another part only when it has come to rest. */
const restMs = 250;
/** People read no faster: inspections are told this often. */
const tellMs = 180;
/** Of more agents the server tells no thoughts. */
const inspectMost = 16;

export class Feed {
  readonly store = new Store<Fed>({ state: "waiting", problem: undefined, status: undefined, teams: [], inspections: [], record: [] });
  private listener: Listener = { frame: () => {}, inspections: () => {} };
  private viewport: Part | undefined;
  private inspected: number[] = [];
  private current: AbortController | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private told = 0;

  constructor(private readonly sessionId: string, private readonly framesPerSecond: number) {}

  /** start opens the stream; `listener` is told what comes, as it comes. */
  start(listener: Listener): void {
    this.listener = listener;
    void this.follow();
  }

  close(): void {
    clearTimeout(this.rest);
    this.current?.abort();
    this.current = undefined;
  }

  /** look asks for another part of the world, and a bit more around it; undefined for all. */
  look(seen: Part | undefined): void {
    if (covers(this.viewport, seen)) return;
    this.viewport = seen && { x: seen.x - seen.width * 0.25, y: seen.y - seen.height * 0.25, width: seen.width * 1.5, height: seen.height * 1.5 };
    this.again(restMs);
  }

  /** inspect asks what some agents think. */
  inspect(agents: Iterable<number>): void {
    const next = [...agents].slice(0, inspectMost).toSorted((a, b) => a - b);
    if (next.join() === this.inspected.join()) return;
    this.inspected = next;
    if (next.length === 0) this.tellInspections([]);
    this.again(40);
  }

  private again(ms: number): void {
    if (!this.current) return;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => void this.follow(), ms);
  }

  /** follow reads one stream after the other until somebody else does. */
  private async follow(): Promise<void> {
    const before = this.current;
    const own = new AbortController();
    this.current = own;
    const backoff = new Backoff();
    while (!own.signal.aborted) {
      let problem: Problem | undefined;
      try {
        for await (const message of this.open(own.signal)) {
          before?.abort();
          if (own.signal.aborted) return;
          backoff.reset();
          this.take(message);
        }
      } catch (reason) {
        problem = problemOf(reason);
      }
      before?.abort();
      if (own.signal.aborted || !(await this.mayTryAgain(problem))) return;
      this.store.set({ state: "cut", problem });
      await sleep(backoff.next(), own.signal);
    }
  }

  private open(signal: AbortSignal): AsyncIterable<WatchWorldResponse> {
    const { sessionId, framesPerSecond, viewport, inspected } = this;
    return arenaClient.watchWorld({ sessionId, framesPerSecond, viewport, inspect: inspected }, { signal });
  }

  private async mayTryAgain(problem: Problem | undefined): Promise<boolean> {
    if (!problem || isPassing(problem.code)) return true;
    if (problem.code === Code.Unauthenticated && (await playhouse.auth.refresh().catch(() => true))) return true;
    this.store.set({ state: "ended", problem });
    return false;
  }

  private take({ frame, status, teams, inspections }: WatchWorldResponse): void {
    if (frame) this.listener.frame(frame);
    if (this.inspected.length > 0 && inspections.length > 0) this.tellInspections(inspections);
    const known = this.store.now;
    if (!status && teams.length === 0 && known.state === "live") return;
    const record = teams.length > 0 ? remember(known.record, { run: status?.run ?? known.status?.run ?? 0, tick: status?.tick ?? frame?.tick ?? 0, teams }) : known.record;
    this.store.set({ state: "live", problem: undefined, status: status ?? known.status, teams: teams.length > 0 ? teams : known.teams, record });
  }

  private tellInspections(inspections: Inspection[]): void {
    this.listener.inspections(inspections);
    const now = performance.now();
    if (inspections.length > 0 && now - this.told < tellMs) return;
    this.told = now;
    this.store.set({ inspections });
  }
}

/** covers is true when what is seen was asked for already, and not much more. */
function covers(asked: Part | undefined, seen: Part | undefined): boolean {
  if (!asked || !seen) return asked === seen;
  const inside = seen.x >= asked.x && seen.y >= asked.y && seen.x + seen.width <= asked.x + asked.width && seen.y + seen.height <= asked.y + asked.height;
  return inside && seen.width * 3 > asked.width;
}
