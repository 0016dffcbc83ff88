import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createRouterTransport } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { Backoff } from "../src/backoff.js";
import { connect } from "../src/connect.js";
import { LabyrinthService, type WatchRequest, type WatchResponse, WatchResponseSchema } from "../src/gen/playhouse/labyrinth/v1/labyrinth_service_pb.js";
import { IdentityService } from "../src/gen/playhouse/identity/v1/identity_service_pb.js";
import { ResumeHintSchema } from "../src/gen/playhouse/session/v1/room_pb.js";
import { memoryStorage } from "../src/storage.js";

type Script = (request: WatchRequest, signal: AbortSignal) => AsyncIterable<WatchResponse>;

/** serverOf plays one script after another, a new one each time the stream is opened. */
function serverOf(...scripts: Script[]) {
  const opened: number[] = [];
  const refreshed: number[] = [];
  const playhouse = connect({
    baseUrl: "memory:", storage: memoryStorage("refresh"),
    transport: (_, interceptors) => createRouterTransport((router) => {
      router.rpc(LabyrinthService.method.watch, (request, context) => {
        opened.push(request.resumeVersion);
        return scripts[Math.min(opened.length, scripts.length) - 1]!(request, context.signal);
      });
      router.rpc(IdentityService.method.refreshToken, () => {
        refreshed.push(opened.length);
        return { accessToken: "next", refreshToken: "next", expiresInSeconds: 600 };
      });
    }, { transport: { interceptors } }),
  });
  const watch = (silenceMs = 500) => playhouse.watch(LabyrinthService, "s", { silenceMs, backoff: new Backoff(1, 4) });
  return { opened, refreshed, watch };
}

const message = (init: Parameters<typeof create<typeof WatchResponseSchema>>[1]) => create(WatchResponseSchema, init);
const snapshot = message({ version: 3, snapshot: true, view: { turn: 1, figures: { p1: { id: "p1", health: 9 } } }, chat: [{ version: 2, text: "hello" }] });

/** untilTheEnd hangs as an open stream does, until it is cut. */
async function* open(signal: AbortSignal): AsyncGenerator<never> {
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
}

describe("watch", () => {
  test("applies differences and keeps what they do not touch", async () => {
    const { watch } = serverOf(async function* (_, signal) {
      yield snapshot;
      yield message({ version: 4, baseVersion: 3, view: { turn: 2 }, changed: ["turn"], happenings: [{ action: "moved" }], chat: [{ version: 4, text: "on" }] });
      yield message({ version: 4 });
      yield* open(signal);
    });
    const seen = [];
    for await (const live of watch()) {
      seen.push(live);
      if (seen.length === 3) break;
    }
    expect(seen.map((live) => [live.state, live.version, live.view?.turn, live.happenings.length])).toEqual([["live", 3, 1, 0], ["live", 4, 2, 1], ["live", 4, 2, 0]]);
    expect(seen[2]!.view!.figures.p1!.health).toBe(9);
    expect(seen[2]!.chat.map((line) => line.text)).toEqual(["hello", "on"]);
  });

  test("resumes from the version it reached after a cut, and says so meanwhile", async () => {
    const { opened, watch } = serverOf(
      async function* () {
        yield snapshot;
        throw new ConnectError("cut", Code.Unknown);
      },
      async function* (_, signal) {
        yield message({ version: 5, baseVersion: 3, view: { turn: 2 }, changed: ["turn"] });
        yield* open(signal);
      },
    );
    const states = [];
    for await (const live of watch()) {
      states.push([live.state, live.view?.turn]);
      if (live.version === 5) break;
    }
    expect(opened).toEqual([0, 3]);
    expect(states).toEqual([["live", 1], ["reconnecting", 1], ["live", 2]]);
  });

  test("notices a stream that has fallen silent", async () => {
    const { opened, watch } = serverOf(
      async function* (_, signal) {
        yield snapshot;
        yield* open(signal);
      },
      async function* () {
        yield message({ version: 4, snapshot: true, view: { turn: 7 } });
      },
    );
    for await (const live of watch(30)) if (live.version === 4) break;
    expect(opened).toEqual([0, 3]);
  });

  test("asks for everything anew when a difference starts elsewhere", async () => {
    const { opened, watch } = serverOf(
      async function* () {
        yield snapshot;
        yield message({ version: 9, baseVersion: 8, view: { turn: 2 }, changed: ["turn"] });
      },
      async function* () {
        yield message({ version: 9, snapshot: true, view: { turn: 2 } });
      },
    );
    for await (const live of watch()) if (live.version === 9) break;
    expect(opened).toEqual([0, 0]);
  });

  test("refreshes the sign-in once, then gives up in words", async () => {
    const { opened, refreshed, watch } = serverOf(async function* () {
      throw new ConnectError("who are you", Code.Unauthenticated);
    });
    const states = [];
    for await (const live of watch()) states.push([live.state, live.problem?.message]);
    expect(states).toEqual([["ended", "who are you"]]);
    expect([opened.length, refreshed.length]).toEqual([2, 1]);
  });

  test.each([Code.NotFound, Code.PermissionDenied])("gives up on code %i", async (code) => {
    const { opened, watch } = serverOf(async function* () {
      throw new ConnectError("not for you", code);
    });
    const seen = [];
    for await (const live of watch()) seen.push(live);
    expect(seen).toMatchObject([{ state: "ended", problem: { code, message: "not for you" } }]);
    expect(opened.length).toBe(1);
  });

  test("follows the server's hint on when to come back", async () => {
    const { opened, watch } = serverOf(
      async function* () {
        yield snapshot;
        throw new ConnectError("draining", Code.Unavailable, undefined, [{ desc: ResumeHintSchema, value: { resumeVersion: 3, retryAfterMs: 40 } }]);
      },
      async function* () {
        yield message({ version: 4, snapshot: true, view: {} });
      },
    );
    const waits = [];
    for await (const live of watch()) {
      if (live.retryAt) waits.push(live.retryAt - Date.now());
      if (live.version === 4) break;
    }
    expect(waits[0]).toBeGreaterThan(20);
    expect(opened).toEqual([0, 3]);
  });

  test("cuts the request when it is left", async () => {
    let cut = false;
    const { watch } = serverOf(async function* (_, signal) {
      signal.addEventListener("abort", () => (cut = true));
      yield snapshot;
      yield* open(signal);
    });
    for await (const _ of watch()) break;
    await expect.poll(() => cut).toBe(true);
  });
});
