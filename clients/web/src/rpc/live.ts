/**
 * The live store: one stream per tab, however many components look at it. A
 * browser on HTTP/1.1 has six connections for all tabs together.
 */
import { useCallback, useSyncExternalStore } from "react";
import { type HappeningOf, type Live, type ViewOf, type WatchableService } from "@playhouse/client";
import { playhouse } from "./playhouse";

export type AnyLive = Live<unknown, unknown>;
type Step = (live: AnyLive) => void;
/** Look is more of a game's WatchRequest: how one looks at the session. */
export type Look = Record<string, unknown>;

const nothing: AnyLive = {
  state: "reconnecting", version: 0, happenings: [], signals: [], chat: [], snapshot: false,
};

/** A stream outlives its last looker by this long: a change of page keeps it. */
const lingerMs = 1_500;

class LiveSession {
  live: AnyLive = nothing;
  private readonly lookers = new Set<() => void>();
  private readonly steps = new Set<Step>();
  private stop: AbortController | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly service: WatchableService, private readonly id: string, private readonly request?: Look) {}

  look(looker: () => void): () => void {
    this.lookers.add(looker);
    clearTimeout(this.leaving);
    if (!this.stop) this.start();
    return () => {
      this.lookers.delete(looker);
      if (this.lookers.size === 0) this.leaving = setTimeout(() => this.close(), lingerMs);
    };
  }

  /** onStep hears every step, also those that come faster than the page draws. */
  onStep(step: Step): () => void {
    this.steps.add(step);
    return () => this.steps.delete(step);
  }

  close(): void {
    clearTimeout(this.leaving);
    this.stop?.abort();
    this.stop = undefined;
  }

  /** again starts over: after joining, or when somebody asks to try once more. */
  again(): void {
    this.close();
    this.live = { ...nothing, view: this.live.view, room: this.live.room, chat: this.live.chat };
    if (this.lookers.size > 0) this.start();
    this.tell();
  }

  private start(): void {
    const stop = new AbortController();
    this.stop = stop;
    void this.follow(stop);
  }

  private async follow(stop: AbortController): Promise<void> {
    for await (const live of playhouse.watch(this.service, this.id, { signal: stop.signal, request: this.request })) {
      if (stop.signal.aborted) return;
      this.live = live as AnyLive;
      for (const step of this.steps) step(this.live);
      this.tell();
    }
  }

  private tell(): void {
    for (const looker of this.lookers) looker();
  }
}

let open: { key: string; look: string; session: LiveSession } | undefined;

/** sessionOf is the one open session; another look at it opens it anew, no look takes it as it is. */
function sessionOf(service: WatchableService, id: string, look?: Look): LiveSession {
  const key = `${service.typeName}/${id}`;
  const how = look ? JSON.stringify(look) : undefined;
  if (open?.key !== key || (how !== undefined && how !== open.look)) {
    open?.session.close();
    open = { key, look: how ?? "", session: new LiveSession(service, id, look) };
  }
  return open!.session;
}

/** useSession is the current live view of a session, and how to start over. `look` is given where it is chosen; elsewhere the session is taken as it is looked at. */
export function useSession<S extends WatchableService>(service: S, id: string, look?: Look): Live<ViewOf<S>, HappeningOf<S>> {
  const subscribe = useCallback((looker: () => void) => sessionOf(service, id, look).look(looker), [service, id, look]);
  const live = useSyncExternalStore(subscribe, () => sessionOf(service, id, look).live);
  return live as Live<ViewOf<S>, HappeningOf<S>>;
}

/** onSteps hears every step of a session that is being looked at. */
export function onSteps<S extends WatchableService>(
  service: S, id: string, step: (live: Live<ViewOf<S>, HappeningOf<S>>) => void,
): () => void {
  return sessionOf(service, id).onStep(step as Step);
}

/** watchAgain opens the stream anew. */
export function watchAgain(service: WatchableService, id: string): void {
  sessionOf(service, id).again();
}
