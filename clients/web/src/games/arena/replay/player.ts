/** A run played again: a stream while it plays, single frames while one seeks. */
import { type Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { arenaClient } from "../client";
import type { GetReplayResponse, Inspection, TeamMetrics } from "../proto";
import { Store } from "../store";
import type { Scene } from "../world/scene";

export interface Played {
  tick: number;
  playing: boolean;
  speed: number;
  /** How far the way to a tick is computed, 0 to 1; undefined while nothing is. */
  progress: number | undefined;
  teams: TeamMetrics[];
  inspections: Inspection[];
  problem: Problem | undefined;
}

export const speeds = [0.25, 1, 4, 16, 64];
const frames = 15;
/** A scrubber that is drawn along asks for a frame only when it rests for so long. */
const restMs = 120;

export class Player {
  readonly store = new Store<Played>({ tick: 0, playing: false, speed: 1, progress: undefined, teams: [], inspections: [], problem: undefined });
  private stop: AbortController | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private inspected: number[] = [];

  constructor(private readonly sessionId: string, private readonly film: GetReplayResponse, private readonly scene: Scene) {}

  play(): void {
    const { tick, speed } = this.store.now;
    void this.run(tick >= this.film.lastTick ? 0 : tick, speed);
  }

  pause(): void {
    this.stop?.abort();
    this.store.set({ playing: false, progress: undefined });
  }

  /** seek shows a tick; while it plays, it plays on from there. */
  seek(tick: number): void {
    const to = Math.min(this.film.lastTick, Math.max(0, Math.round(tick)));
    const { playing, speed } = this.store.now;
    this.store.set({ tick: to });
    clearTimeout(this.rest);
    this.rest = setTimeout(() => void this.run(to, playing ? speed : 0), restMs);
  }

  setSpeed(speed: number): void {
    this.store.set({ speed });
    if (this.store.now.playing) void this.run(this.store.now.tick, speed);
  }

  inspect(agents: Iterable<number>): void {
    const next = [...agents].slice(0, 16).toSorted((a, b) => a - b);
    if (next.join() === this.inspected.join()) return;
    this.inspected = next;
    const { playing, speed, tick } = this.store.now;
    void this.run(tick, playing ? speed : 0);
  }

  close(): void {
    clearTimeout(this.rest);
    this.stop?.abort();
  }

  private async run(from: number, speed: number): Promise<void> {
    // What was to be shown next lies behind.
    clearTimeout(this.rest);
    this.stop?.abort();
    const own = new AbortController();
    this.stop = own;
    const { film, scene, sessionId } = this;
    this.store.set({ playing: speed > 0, problem: undefined });
    // Another stream says only what is not as at the beginning.
    let walls = film.walls;
    try {
      for await (const step of arenaClient.watchReplay({ sessionId, run: film.run, fromTick: from, speed, framesPerSecond: frames, inspect: this.inspected }, { signal: own.signal })) {
        if (own.signal.aborted) return;
        if (step.walls.length > 0) walls = step.walls;
        if (scene.shown.walls !== walls) scene.show({ ...scene.shown, walls });
        if (step.frame) scene.take(step.frame);
        scene.inspect(step.inspections);
        const known = this.store.now;
        this.store.set({
          tick: step.frame?.tick ?? known.tick, progress: step.frame ? undefined : step.progress,
          teams: step.teams.length > 0 ? step.teams : known.teams, inspections: step.inspections,
        });
        if (step.frame && speed === 0) break;
      }
    } catch (reason) {
      if (!own.signal.aborted) this.store.set({ problem: problemInWords(reason) });
    } finally {
      // Leaving the loop does not end the request by itself.
      own.abort();
      if (this.stop === own) this.store.set({ playing: false, progress: undefined });
    }
  }
}
