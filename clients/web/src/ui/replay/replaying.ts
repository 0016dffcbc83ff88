/** The replay's machine, the same for every game: a stream while it plays, single positions while one seeks. */
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { useCallback, useEffect, useRef, useState } from "react";
import { apply, type Problem } from "@playhouse/client";
import { problemInWords } from "../../rpc/errors";

/** One message of a game's WatchReplay. */
export interface Step<V, H> {
  version: number;
  lastVersion: number;
  snapshot: boolean;
  view?: V;
  changed: string[];
  happenings: H[];
}

/** What a game brings to have its log replayed. `open` and `moved` must be stable between renders. */
export interface Film<Desc extends DescMessage, H extends { narration: string }> {
  schema: Desc;
  open: (fromVersion: number, speed: number, signal: AbortSignal) => AsyncIterable<Step<MessageShape<Desc>, H>>;
  /** Told what happened at each position while it plays. */
  moved: (happenings: H[]) => void;
  /** Told when one has jumped to another position: what was under way is over. */
  jumped: () => void;
}

export interface Player<V> {
  view: V | undefined;
  version: number;
  last: number;
  narration: string;
  playing: boolean;
  speed: number;
  problem: Problem | undefined;
  play: () => void;
  pause: () => void;
  seek: (version: number) => void;
  setSpeed: (speed: number) => void;
}

interface Position<V> {
  view: V | undefined;
  version: number;
  last: number;
  narration: string;
}

export function useReplay<Desc extends DescMessage, H extends { narration: string }>(film: Film<Desc, H>): Player<MessageShape<Desc>> {
  type View = MessageShape<Desc>;
  const [at, setAt] = useState<Position<View>>({ view: undefined, version: 1, last: 1, narration: "" });
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(4);
  const [problem, setProblem] = useState<Problem>();
  const stop = useRef<AbortController>(undefined);

  /** run streams from a version on; once = only the first position, to seek. */
  const run = useCallback(async (from: number, pace: number, once: boolean) => {
    stop.current?.abort();
    const own = new AbortController();
    stop.current = own;
    setProblem(undefined);
    setPlaying(!once);
    let now: { version: number; view?: View } = { version: 0 };
    try {
      for await (const step of film.open(from, pace, own.signal)) {
        if (own.signal.aborted) return;
        now = { version: step.version, view: taken(film.schema, now.view, step) };
        if (!once) film.moved(step.happenings);
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
  }, [film]);

  useEffect(() => {
    void run(1, 0, true);
    return () => stop.current?.abort();
  }, [run]);

  const { version, last } = at;
  return {
    ...at, playing, speed, problem,
    play: () => void run(version >= last ? 1 : version, speed, false),
    pause: () => stop.current?.abort(),
    seek: (to) => {
      film.jumped();
      setAt((known) => ({ ...known, version: to }));
      void run(Math.max(1, to), 0, true);
    },
    setSpeed: (next) => {
      setSpeed(next);
      if (playing) void run(version, next, false);
    },
  };
}

function taken<Desc extends DescMessage>(schema: Desc, view: MessageShape<Desc> | undefined, step: Step<MessageShape<Desc>, unknown>): MessageShape<Desc> | undefined {
  if (step.snapshot || !view) return step.view;
  return step.changed.length > 0 && step.view ? apply(schema, view, step.view, step.changed) : view;
}

function told(step: Step<unknown, { narration: string }>): string {
  return step.happenings.map((one) => one.narration).filter(Boolean).join(" ");
}
