/** The replay's machine: a stream while it plays, single positions while one seeks. */
import { useCallback, useEffect, useRef, useState } from "react";
import { apply, type Problem } from "@playhouse/client";
import { problemInWords } from "../../rpc/errors";
import { labyrinthClient } from "./client";
import { Motion } from "./motion";
import { type View, ViewSchema, type WatchReplayResponse } from "./proto";

export interface Player {
  view: View | undefined;
  version: number;
  last: number;
  narration: string;
  playing: boolean;
  speed: number;
  problem: Problem | undefined;
  motion: Motion;
  play: () => void;
  pause: () => void;
  seek: (version: number) => void;
  setSpeed: (speed: number) => void;
}

interface Position {
  view: View | undefined;
  version: number;
  last: number;
  narration: string;
}

export function useReplay(sessionId: string): Player {
  const [at, setAt] = useState<Position>({ view: undefined, version: 1, last: 1, narration: "" });
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(4);
  const [problem, setProblem] = useState<Problem>();
  const stop = useRef<AbortController>(undefined);
  const [motion] = useState(() => new Motion());

  /** run streams from a version on; once = only the first position, to seek. */
  const run = useCallback(async (from: number, pace: number, once: boolean) => {
    stop.current?.abort();
    const own = new AbortController();
    stop.current = own;
    setProblem(undefined);
    setPlaying(!once);
    let now: { version: number; view?: View } = { version: 0 };
    try {
      for await (const step of labyrinthClient.watchReplay({ sessionId, fromVersion: from, speed: pace }, { signal: own.signal })) {
        if (own.signal.aborted) return;
        now = { version: step.version, view: taken(now.view, step) };
        if (!once) motion.play(step.happenings, performance.now());
        setAt({ view: now.view, version: step.version, last: step.lastVersion, narration: told(step) });
        if (once) break;
      }
    } catch (reason) {
      if (!own.signal.aborted) setProblem(problemInWords(reason));
    } finally {
      // Leaving the loop does not end the request by itself.
      own.abort();
      if (stop.current === own) setPlaying(false);
    }
  }, [sessionId, motion]);

  useEffect(() => {
    void run(1, 0, true);
    return () => stop.current?.abort();
  }, [run]);

  const { version, last } = at;
  return {
    ...at, playing, speed, problem, motion,
    play: () => void run(version >= last ? 1 : version, speed, false),
    pause: () => stop.current?.abort(),
    seek: (to) => {
      motion.stop();
      setAt((known) => ({ ...known, version: to }));
      void run(Math.max(1, to), 0, true);
    },
    setSpeed: (next) => {
      setSpeed(next);
      if (playing) void run(version, next, false);
    },
  };
}

function taken(view: View | undefined, step: WatchReplayResponse): View | undefined {
  if (step.snapshot || !view) return step.view;
  return step.changed.length > 0 && step.view ? apply(ViewSchema, view, step.view, step.changed) : view;
}

function told(step: WatchReplayResponse): string {
  return step.happenings.map((one) => one.narration).filter(Boolean).join(" ") || (step.view?.narration.join(" ") ?? "");
}
