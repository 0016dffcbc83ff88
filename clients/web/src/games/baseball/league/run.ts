/** Seasons that the computer plays, for as long as the page is open: looking elsewhere does not stop them, a reload goes on with them. */
import { Code, ConnectError } from "@connectrpc/connect";
import { useCallback, useSyncExternalStore } from "react";
import { isPassing, newId, type Problem, problemOf, sleep } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import type { ScheduledGame, SimulateSeasonResponse, Standing } from "./proto";
import { leagues, refresh } from "./reading";

export interface Run {
  state: "running" | "done" | "stopped" | "failed";
  played: number;
  games: number;
  /** How many it was to play at most; 0 for all that were left. */
  most: number;
  gamesPerSecond: number;
  last?: ScheduledGame;
  /** As they were told last. */
  standings: Standing[];
  problem?: Problem;
}

/** Asked is what goes on after a reload: the same command id ends where the first try was to end. */
interface Asked {
  commandId: string;
  games: number;
}

const runs = new Map<string, Run>();
const stops = new Map<string, AbortController>();
const listeners = new Set<() => void>();
const key = (leagueId: string) => `playhouse-season-${leagueId}`;

/** Tries without a word from the server, before it is left to the person. */
const patience = 8;

/** How long the server may take to end a run that was stopped, in ms. */
const settled = 800;

const begun: Run = { state: "running", played: 0, games: 0, most: 0, gamesPerSecond: 0, standings: [] };

function become(leagueId: string, change: Partial<Run>): void {
  runs.set(leagueId, { ...(runs.get(leagueId) ?? begun), ...change });
  for (const listener of listeners) listener();
}

/** after is a run after the server's word; standings come only now and then. */
export function after(run: Run, { played, games, gamesPerSecond, last, standings, done }: SimulateSeasonResponse): Run {
  return {
    ...run, played, games, gamesPerSecond, last: last ?? run.last, state: done ? "done" : "running", problem: undefined,
    standings: standings.length > 0 ? standings : run.standings,
  };
}

function remember(leagueId: string, asked: Asked | undefined): void {
  try {
    if (asked) sessionStorage.setItem(key(leagueId), JSON.stringify(asked));
    else sessionStorage.removeItem(key(leagueId));
  } catch {
    // Without storage a reload does not go on: what was played is safe all the same.
  }
}

function remembered(leagueId: string): Asked | undefined {
  try {
    const { commandId, games } = JSON.parse(sessionStorage.getItem(key(leagueId)) ?? "{}") as Partial<Asked>;
    return commandId ? { commandId, games: games ?? 0 } : undefined;
  } catch {
    return undefined;
  }
}

/** start plays so many games of what is left; 0 for all. */
export function start(leagueId: string, games: number): void {
  void carry(leagueId, { commandId: newId(), games });
}

/** goOn takes a run up again that a reload broke off. */
export function goOn(leagueId: string): void {
  const asked = remembered(leagueId);
  if (asked && !stops.has(leagueId)) void carry(leagueId, asked);
}

/** stop ends a run between two games; what was played stays. */
export function stop(leagueId: string): void {
  stops.get(leagueId)?.abort();
}

/** forget closes the report of a run that is over. */
export function forget(leagueId: string): void {
  if (stops.has(leagueId)) return;
  runs.delete(leagueId);
  for (const listener of listeners) listener();
}

async function carry(leagueId: string, asked: Asked): Promise<void> {
  if (stops.has(leagueId)) return;
  const control = new AbortController();
  stops.set(leagueId, control);
  remember(leagueId, asked);
  runs.delete(leagueId);
  become(leagueId, { most: asked.games });
  const change = await listen(leagueId, asked, control.signal);
  stops.delete(leagueId);
  remember(leagueId, undefined);
  become(leagueId, change);
  refresh();
  if (change.state !== "stopped") return;
  // The server ends between two games, and books what it played: look once more.
  await sleep(settled);
  refresh();
}

/** listen follows the stream to its end, over broken lines, and answers how it ended. */
async function listen(leagueId: string, { commandId, games }: Asked, signal: AbortSignal): Promise<Partial<Run>> {
  for (let tries = 0; ; tries++) {
    try {
      for await (const message of leagues.simulateSeason({ leagueId, games, commandId }, { signal })) {
        tries = 0;
        become(leagueId, after(runs.get(leagueId)!, message));
      }
      if (runs.get(leagueId)!.state === "done") return {};
      throw new ConnectError("the stream ended early", Code.Unavailable);
    } catch (reason) {
      if (signal.aborted) return { state: "stopped" };
      if (tries >= patience || !again(problemOf(reason))) return { state: "failed", problem: problemInWords(reason) };
      await sleep(Math.min(4_000, 250 * 2 ** tries), signal).catch(() => undefined);
    }
  }
}

/** again tells whether another try may help: a broken line, or one's own run that the server has not yet noticed to be gone. */
function again({ code, reason }: Problem): boolean {
  return reason === "already_simulating" || (reason === "" && isPassing(code));
}

/** useRun is the run of a league that this page has begun. */
export function useRun(leagueId: string): Run | undefined {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return useSyncExternalStore(subscribe, () => runs.get(leagueId));
}
