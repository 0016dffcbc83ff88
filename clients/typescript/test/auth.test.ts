import { Code, ConnectError, createRouterTransport } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { connect } from "../src/connect.js";
import { IdentityService } from "../src/gen/playhouse/identity/v1/identity_service_pb.js";
import { memoryStorage, type TokenStorage } from "../src/storage.js";

/** A server that takes only the newest access token, and each refresh token once. */
function house(storage: TokenStorage, lifeSeconds = 600, apiKey?: string) {
  const calls = { refresh: 0, who: [] as string[] };
  let generation = 0;
  const grant = () => ({ accessToken: `a${++generation}`, refreshToken: `r${generation}`, expiresInSeconds: lifeSeconds, user: { id: "u", displayName: "Wren" } });
  const playhouse = connect({
    baseUrl: "memory:", storage, apiKey,
    transport: (_, interceptors) => createRouterTransport((router) => {
      router.rpc(IdentityService.method.signInGuest, grant);
      router.rpc(IdentityService.method.refreshToken, ({ refreshToken }) => {
        calls.refresh++;
        if (refreshToken !== `r${generation}`) throw new ConnectError("used", Code.Unauthenticated);
        return grant();
      });
      router.rpc(IdentityService.method.whoAmI, (_request, context) => {
        const bearer = context.requestHeader.get("authorization") ?? "";
        calls.who.push(bearer);
        if (bearer !== `Bearer a${generation}` && bearer !== "Bearer key") throw new ConnectError("stale", Code.Unauthenticated);
        return { user: { id: "u", displayName: "Wren" } };
      });
    }, { transport: { interceptors } }),
  });
  return { playhouse, calls, expire: () => void generation++ };
}

describe("auth", () => {
  test("calls with the token of the sign-in", async () => {
    const { playhouse, calls } = house(memoryStorage());
    await playhouse.auth.signInGuest("Wren");
    await playhouse.identity.whoAmI({});
    expect(calls.who).toEqual(["Bearer a1"]);
    expect(playhouse.auth.user?.displayName).toBe("Wren");
  });

  test("refreshes before the token runs out, once however many call", async () => {
    const { playhouse, calls } = house(memoryStorage(), 30);
    await playhouse.auth.signInGuest("Wren");
    await Promise.all([playhouse.identity.whoAmI({}), playhouse.identity.whoAmI({}), playhouse.identity.whoAmI({})]);
    expect(calls.refresh).toBe(1);
    expect(new Set(calls.who)).toEqual(new Set(["Bearer a2"]));
  });

  test("signs out when the refresh is refused, and says so", async () => {
    const { playhouse, calls, expire } = house(memoryStorage());
    await playhouse.auth.signInGuest("Wren");
    expire();
    let told = 0;
    playhouse.auth.onChange(() => told++);
    await expect(playhouse.identity.whoAmI({})).rejects.toMatchObject({ code: Code.Unauthenticated });
    expect([calls.refresh, told, playhouse.auth.user]).toEqual([1, 1, undefined]);
  });

  test("resumes from storage, or knows that it cannot", async () => {
    const kept = memoryStorage();
    const first = house(kept);
    await first.playhouse.auth.signInGuest("Wren");
    expect(await first.playhouse.auth.resume()).toBe(true);
    expect(await kept.load()).toBe("r2");
    expect(await house(memoryStorage()).playhouse.auth.resume()).toBe(false);
  });

  test("a key needs no sign-in", async () => {
    const { playhouse, calls } = house(memoryStorage(), 600, "key");
    await playhouse.identity.whoAmI({});
    expect([calls.who, calls.refresh]).toEqual([["Bearer key"], 0]);
  });
});
