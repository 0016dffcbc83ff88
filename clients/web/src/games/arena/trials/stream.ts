/** A stream of results that one may stop: the last message counts. */
import { useEffect, useRef, useState } from "react";
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";

export interface Streamed<M> {
  all: M[];
  busy: boolean;
  canceled: boolean;
  problem: Problem | undefined;
}

/** As many messages are kept for a plot; of more, every other one goes. */
const most = 400;

export function useStream<M>() {
  const [state, setState] = useState<Streamed<M>>({ all: [], busy: false, canceled: false, problem: undefined });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const run = async (open: (signal: AbortSignal) => AsyncIterable<M>, each?: (message: M) => void) => {
    stop.current?.abort();
    const own = (stop.current = new AbortController());
    setState({ all: [], busy: true, canceled: false, problem: undefined });
    try {
      for await (const message of open(own.signal)) {
        setState((now) => ({ ...now, all: thinned([...now.all, message]) }));
        each?.(message);
      }
      setState((now) => ({ ...now, busy: false }));
    } catch (reason) {
      const canceled = own.signal.aborted;
      if (stop.current === own) setState((now) => ({ ...now, busy: false, canceled, problem: canceled ? undefined : problemInWords(reason) }));
    } finally {
      own.abort();
    }
  };
  return { ...state, run, cancel: () => stop.current?.abort() };
}

/** thinned keeps the first, the last, and every other one between when there are too many. */
export function thinned<M>(all: M[]): M[] {
  return all.length <= most ? all : all.filter((_, i) => i % 2 === 0 || i === all.length - 1);
}
