/**
 * The server's dice, recomputed. The formula is that of the server's package
 * dice, word by word:
 *
 *     HMAC-SHA256(seed, "playhouse-dice-1" ‖ session ‖ client seeds ‖ v ‖ i ‖ attempt)
 *
 * Texts are preceded by their length, the client seeds by their number, all as
 * four big-endian bytes. The first eight bytes of the MAC are x; x is taken when
 * it is below the largest multiple of the faces that fits 64 bits, and the roll
 * is x mod faces; else attempt counts up.
 */

export interface DiceKey {
  /** 64 hex digits. */
  seed: string;
  sessionId: string;
  clientSeeds: readonly string[];
}

export interface Draw {
  version: number;
  index: number;
  faces: bigint;
}

/** commitment is the SHA-256 of a seed in hex: the promise made before the first roll. */
export async function commitment(seed: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", fromHex(seed))));
}

/** roller imports the seed once and returns the function that recomputes rolls. */
export async function roller(key: DiceKey): Promise<(draw: Draw) => Promise<bigint>> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", fromHex(key.seed), algorithm, false, ["sign"]);
  const text = new TextEncoder();
  const sized = (value: string) => {
    const bytes = text.encode(value);
    return [...uint32(bytes.length), ...bytes];
  };
  const prefix = [
    ...text.encode("playhouse-dice-1"),
    ...sized(key.sessionId),
    ...uint32(key.clientSeeds.length),
    ...key.clientSeeds.flatMap(sized),
  ];
  return async ({ version, index, faces }) => {
    const limit = (2n ** 64n / faces) * faces;
    for (let attempt = 0; ; attempt++) {
      const message = Uint8Array.from([...prefix, ...uint32(version), ...uint32(index), ...uint32(attempt)]);
      const mac = new DataView(await crypto.subtle.sign("HMAC", secret, message));
      const x = mac.getBigUint64(0);
      if (x < limit) return x % faces;
    }
  };
}

function uint32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}
