/**
 * Live views of any game: one server stream that resumes by itself.
 *
 * The server sends a complete view once and differences from then on. A stream
 * that ends for a passing reason is opened again, from the version that was
 * reached, so nothing that happened is missed as long as the server remembers
 * it; else it sends a complete view again.
 */
import type { MessageShape } from "@bufbuild/protobuf";
import type { DescMessage, DescMethod } from "@bufbuild/protobuf";
import { type CallOptions, Code, ConnectError } from "@connectrpc/connect";
import { Backoff, sleep } from "./backoff.js";
import { apply } from "./delta.js";
import { hintOf, isPassing, type Problem, problemOf } from "./errors.js";
import type { ChatLine, Room, Signal } from "./gen/playhouse/session/v1/room_pb.js";

/** WatchMessage is what every game's WatchResponse has in common. */
export interface WatchMessage<V, H> {
  version: number;
  snapshot: boolean;
  baseVersion: number;
  view?: V;
  changed: string[];
  happenings: H[];
  room?: Room;
  signals: Signal[];
  chat: ChatLine[];
}

/** WatchableService is a game's service: any with `Watch` of the common shape. */
export interface WatchableService {
  typeName: string;
  method: { watch: DescMethod & { methodKind: "server_streaming"; output: DescMessage } };
}
type Output<S extends WatchableService> = MessageShape<S["method"]["watch"]["output"]>;
export type ViewOf<S extends WatchableService> = Output<S> extends { view?: infer V } ? NonNullable<V> : never;
export type HappeningOf<S extends WatchableService> = Output<S> extends { happenings: (infer H)[] } ? H : never;

/**
 * - live: what is shown is what the server has.
 * - reconnecting: the stream was cut; trying again at retryAt.
 * - offline: the device has no connection, or several tries failed.
 * - ended: nothing more will come; problem says why, if it is one.
 */
export type LiveState = "live" | "reconnecting" | "offline" | "ended";

/** Live is everything about a session at one moment. */
export interface Live<V, H> {
  state: LiveState;
  version: number;
  /** Complete, after applying differences. Undefined before the first message. */
  view?: V;
  room?: Room;
  /** What happened in this step only. */
  happenings: H[];
  /** What was shown for a moment in this step only. */
  signals: Signal[];
  /** All table talk known so far, oldest first. */
  chat: ChatLine[];
  /** True when the view is complete anew: do not animate towards it. */
  snapshot: boolean;
  /** While reconnecting: when the next try begins, as Date.now() counts. */
  retryAt?: number;
  /** Why the stream was cut or has ended. */
  problem?: Problem;
}

/** Open calls a game's Watch. */
export type Open<V, H> = (
  request: { sessionId: string; resumeVersion: number },
  options: CallOptions,
) => AsyncIterable<WatchMessage<V, H>>;

export interface WatchOptions {
  /** Ends the watching. */
  signal?: AbortSignal;
  /** A stream without a message for so long is dead; 25 s when absent (the server's heartbeat comes every 10 s). */
  silenceMs?: number;
  backoff?: Backoff;
  /** More fields of the game's WatchRequest: how one looks. */
  request?: Record<string, unknown>;
}

interface Watching<V, H> {
  sessionId: string;
  /** The message type of the view, for applying differences. */
  viewSchema: DescMessage;
  open: Open<V, H>;
  /** Refreshes the sign-in; false when it is over. */
  refresh: () => Promise<boolean>;
}

/** Tries after which "reconnecting" becomes "offline". */
const patience = 3;

/** watchView is watch() without a server: everything it needs comes in. */
export async function* watchView<V, H>(
  watching: Watching<V, H>,
  options: WatchOptions = {},
): AsyncGenerator<Live<V, H>, void, undefined> {
  const backoff = options.backoff ?? new Backoff();
  let live: Live<V, H> = {
    state: "reconnecting", version: 0, happenings: [], signals: [], chat: [], snapshot: false,
  };
  let refreshed = false;
  while (!options.signal?.aborted) {
    let problem: Problem | undefined;
    let hint: ReturnType<typeof hintOf>;
    try {
      for await (const message of stream(watching, live.version, options)) {
        live = step(watching.viewSchema, live, message);
        backoff.reset();
        refreshed = false;
        yield live;
      }
    } catch (reason) {
      if (options.signal?.aborted) break;
      hint = hintOf(reason);
      problem = problemOf(reason);
      let passing = isPassing(problem.code) || hint !== undefined;
      if (problem.code === Code.Unauthenticated && !refreshed) {
        const outcome = await refresh(watching);
        refreshed = outcome === "refreshed";
        if (refreshed) continue;
        passing = outcome === "unreachable";
      }
      if (reason instanceof LostStep) live = { ...live, version: 0 };
      else if (!passing) {
        yield quiet(live, { state: "ended", problem });
        return;
      }
    }
    const wait = hint?.retryAfterMs || backoff.next();
    const state = offline() || backoff.tries > patience ? "offline" : "reconnecting";
    yield quiet(live, { state, problem, retryAt: Date.now() + wait });
    await sleep(wait, options.signal);
  }
}

/** LostStep is a difference that starts from a version this side does not have. */
class LostStep extends Error {}

/** step takes one message into the live state. */
function step<V, H>(schema: DescMessage, live: Live<V, H>, message: WatchMessage<V, H>): Live<V, H> {
  let view = live.view;
  if (message.snapshot) {
    view = message.view;
  } else if (message.changed.length > 0) {
    if (view === undefined || message.baseVersion !== live.version) throw new LostStep("the difference starts elsewhere");
    const patch = (message.view ?? { $typeName: schema.typeName }) as MessageShape<typeof schema>;
    try {
      view = apply(schema, view as typeof patch, patch, message.changed) as V;
    } catch (reason) {
      throw new LostStep(String(reason));
    }
  }
  return {
    state: "live",
    version: Math.max(message.version, message.snapshot ? 0 : live.version),
    view,
    room: message.room ?? live.room,
    happenings: message.happenings,
    signals: message.signals,
    chat: message.chat.length === 0 ? live.chat : joined(live.chat, message.chat),
    snapshot: message.snapshot,
  };
}

/** joined adds the lines that are new: after a resume some come twice. */
function joined(known: ChatLine[], more: ChatLine[]): ChatLine[] {
  const seen = new Set(known.map((line) => line.version));
  return [...known, ...more.filter((line) => !seen.has(line.version))].toSorted((a, b) => a.version - b.version);
}

function quiet<V, H>(live: Live<V, H>, change: Partial<Live<V, H>>): Live<V, H> {
  return { ...live, problem: undefined, retryAt: undefined, happenings: [], signals: [], snapshot: false, ...change };
}

function offline(): boolean {
  return typeof navigator !== "undefined" && navigator.onLine === false;
}

/** refresh tells a sign-in that is over from a server that cannot be asked. */
async function refresh(watching: { refresh: () => Promise<boolean> }): Promise<"refreshed" | "signed out" | "unreachable"> {
  try {
    return (await watching.refresh()) ? "refreshed" : "signed out";
  } catch {
    return "unreachable";
  }
}

/**
 * stream reads one stream and throws Unavailable when it falls silent. It always
 * aborts the request when it is left: leaving a `for await` alone does not.
 */
async function* stream<V, H>(
  watching: Watching<V, H>,
  resumeVersion: number,
  options: WatchOptions,
): AsyncGenerator<WatchMessage<V, H>, void, undefined> {
  const cut = new AbortController();
  const onAbort = () => cut.abort();
  options.signal?.addEventListener("abort", onAbort);
  if (options.signal?.aborted) cut.abort();
  const messages = watching.open({ ...options.request, sessionId: watching.sessionId, resumeVersion }, { signal: cut.signal });
  const reader = messages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await within(reader.next(), options.silenceMs ?? 25_000, cut.signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    options.signal?.removeEventListener("abort", onAbort);
    cut.abort();
  }
}

/** within waits for a promise, but not for ever, and not beyond an abort: an aborted read may never settle. */
function within<T>(promise: Promise<T>, ms: number, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (text: string, code: Code) => () => reject(new ConnectError(text, code));
    const timer = setTimeout(fail("nothing was heard from the server for too long", Code.Unavailable), ms);
    const onAbort = fail("watching was ended", Code.Canceled);
    signal.addEventListener("abort", onAbort);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    });
  });
}
