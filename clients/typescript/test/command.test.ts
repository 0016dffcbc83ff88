import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { Backoff } from "../src/backoff.js";
import { command } from "../src/command.js";
import { problemOf } from "../src/errors.js";
import { RefusalSchema } from "../src/gen/playhouse/session/v1/room_pb.js";
import { ViolationsSchema } from "../src/violations_pb.js";

const quick = () => new Backoff(1, 2);

describe("command", () => {
  test("is sent again with the same id until it is answered", async () => {
    const ids: string[] = [];
    const waits: number[] = [];
    const answer = await command(async (id) => {
      ids.push(id);
      if (ids.length === 1) throw new ConnectError("away", Code.Unavailable);
      if (ids.length === 2) throw new TypeError("fetch failed");
      return 42;
    }, { backoff: quick(), onRetry: (tries) => waits.push(tries) });
    expect(answer).toBe(42);
    expect(new Set(ids).size).toBe(1);
    expect(waits).toEqual([1, 2]);
  });

  test("a refusal is an answer", async () => {
    let tries = 0;
    await expect(command(async () => {
      tries++;
      throw new ConnectError("no", Code.FailedPrecondition);
    }, { backoff: quick() })).rejects.toMatchObject({ code: Code.FailedPrecondition });
    expect(tries).toBe(1);
  });

  test("is given up when it is called off", async () => {
    const stop = new AbortController();
    const sent = command(async () => {
      stop.abort();
      throw new ConnectError("away", Code.Unavailable);
    }, { backoff: quick(), signal: stop.signal });
    await expect(sent).rejects.toMatchObject({ code: Code.Canceled });
  });
});

describe("problemOf", () => {
  test("reads refusals", () => {
    const error = new ConnectError("failed", Code.FailedPrecondition, undefined, [{ desc: RefusalSchema, value: { reason: "wall", message: "There is a wall." } }]);
    expect(problemOf(error)).toMatchObject({ reason: "wall", message: "There is a wall.", fields: {} });
  });

  test("reads violations, also those of a whole message", () => {
    const details = create(ViolationsSchema, { violations: [
      { field: { elements: [{ fieldName: "settings" }, { fieldName: "volume" }] }, message: "too loud" },
      { message: "size: the CLASSIC generator makes sizes 4 to 10 only" },
    ] });
    const error = new ConnectError("bad", Code.InvalidArgument, undefined, [{ desc: ViolationsSchema, value: details }]);
    expect(problemOf(error).fields).toEqual({ "settings.volume": "too loud", size: "size: the CLASSIC generator makes sizes 4 to 10 only" });
  });

  test("keeps when to come back", () => {
    expect(problemOf(new ConnectError("much", Code.ResourceExhausted, { "retry-after": "7" })).retryAfter).toBe(7);
  });
});

describe("Backoff", () => {
  test("doubles its bound, never beyond the ceiling, never nothing", () => {
    const high = new Backoff(500, 30_000, () => 1);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(() => high.next())).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    const low = new Backoff(500, 30_000, () => 0);
    expect(low.next()).toBe(100);
    low.next();
    low.reset();
    expect(low.next()).toBe(100);
  });
});
