/** Ways in: to a table with an invitation or without, and for a file that was on its way already. */
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { invited } from "../src/games/tabletop/arrive";
import { campaigns } from "../src/games/tabletop/client";
import { forget, printOf, remember, sameFile, type Unfinished, unfinished } from "../src/games/tabletop/campaign/unfinished";
import { AssetKind } from "../src/games/tabletop/proto";

describe("an invitation", () => {
  const accept = vi.spyOn(campaigns, "acceptInvitation");
  beforeEach(() => void accept.mockReset().mockResolvedValue({ $typeName: "playhouse.tabletop.v1.AcceptInvitationResponse" }));

  test("is left alone by who is in already", async () => {
    await invited("token", async () => "in");
    expect(accept).not.toHaveBeenCalled();
  });

  test("lets a stranger in, who then enters", async () => {
    const enter = vi.fn().mockRejectedValueOnce(new ConnectError("nothing here", Code.NotFound)).mockResolvedValueOnce("in");
    await invited("token", enter);
    expect(accept).toHaveBeenCalledWith({ token: "token" });
    expect(enter).toHaveBeenCalledTimes(2);
  });

  test("is not used up by trouble of another kind, and nothing is made of none", async () => {
    await expect(invited("token", () => Promise.reject(new ConnectError("later", Code.Unavailable)))).rejects.toThrow("later");
    await expect(invited(undefined, () => Promise.reject(new ConnectError("nothing here", Code.NotFound)))).rejects.toThrow("nothing here");
    expect(accept).not.toHaveBeenCalled();
  });
});

describe("an upload that was not finished", () => {
  afterEach(() => localStorage.clear());
  const file = (text: string) => new File([text], "cave.png", { lastModified: 5 });
  const begun = async (id: string, text: string, expires = Date.now() + 60_000): Promise<Unfinished> => ({
    id, url: `/uploads/${id}`, partSize: 8, name: "cave.png", size: text.length, lastModified: 5, print: await printOf(file(text)), kind: AssetKind.MAP, begun: 0, expires,
  });

  test("is found again by the same file, of the same campaign and kind, and by no other", async () => {
    remember("c", await begun("u", "rock"));
    expect((await sameFile("c", file("rock"), AssetKind.MAP))?.id).toBe("u");
    expect(await sameFile("c", file("sand"), AssetKind.MAP)).toBeUndefined();
    expect(await sameFile("c", file("rock"), AssetKind.IMAGE)).toBeUndefined();
    expect(await sameFile("d", file("rock"), AssetKind.MAP)).toBeUndefined();
  });

  test("is forgotten when it is over, when its time is over, and when what is kept makes no sense", async () => {
    remember("c", await begun("u", "rock"));
    remember("c", await begun("old", "sand", Date.now() - 1));
    expect(unfinished("c").map((one) => one.id)).toEqual(["u"]);
    forget("c", "u");
    expect(unfinished("c")).toEqual([]);
    localStorage.setItem("playhouse.uploads.c", "{");
    expect(unfinished("c")).toEqual([]);
  });
});
