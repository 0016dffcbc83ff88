import { createHmac, createHash } from "node:crypto";
import { expect, test } from "vitest";
import { commitment, roller } from "../src/dice.js";

const seed = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/** The formula of the server's package dice, written a second time with Node's own tools. */
function expected(sessionId: string, seeds: string[], at: { version: number; index: number; faces: bigint }): bigint {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const text = (value: string) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
  const prefix = Buffer.concat([Buffer.from("playhouse-dice-1"), text(sessionId), number(seeds.length), ...seeds.map(text)]);
  const largest = 2n ** 64n - 1n - (((2n ** 64n - 1n) % at.faces) + 1n) % at.faces;
  for (let attempt = 0; ; attempt++) {
    const mac = createHmac("sha256", Buffer.from(seed, "hex")).update(Buffer.concat([prefix, number(at.version), number(at.index), number(attempt)])).digest();
    const x = mac.readBigUInt64BE(0);
    if (x <= largest) return x % at.faces;
  }
}

test("rolls as the server does", async () => {
  const sessionId = "01936d7e-0000-7000-8000-000000000001";
  const clientSeeds = ["good luck", "viel Glück 🎲"];
  const roll = await roller({ seed, sessionId, clientSeeds });
  for (let version = 1; version < 40; version++) {
    // The last is so large that about every second draw is drawn again.
    for (const [index, faces] of [6n, 1n, 100n, 2n ** 63n - 1n].entries()) {
      expect(await roll({ version, index, faces })).toBe(expected(sessionId, clientSeeds, { version, index, faces }));
    }
  }
});

test("the commitment is the seed's SHA-256", async () => {
  expect(await commitment(seed)).toBe(createHash("sha256").update(Buffer.from(seed, "hex")).digest("hex"));
});
