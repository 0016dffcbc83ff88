/** Commands that survive a cut connection. */
import { type CallOptions, Code, ConnectError } from "@connectrpc/connect";
import { Backoff, sleep } from "./backoff.js";
import { isUnanswered } from "./errors.js";

export interface CommandOptions {
  /** Gives up when aborted. */
  signal?: AbortSignal;
  /** How long one try may take before it counts as unanswered; 10 s when absent. */
  timeoutMs?: number;
  /** Told before each wait for another try, with the number of tries so far. */
  onRetry?: (tries: number) => void;
  backoff?: Backoff;
}

/**
 * command calls until there is an answer, always with the same command id: the
 * server carries an id out once, so nothing is lost and nothing happens twice.
 * A refusal is an answer and is thrown at once.
 */
export async function command<T>(
  call: (commandId: string, options: CallOptions) => Promise<T>,
  options: CommandOptions = {},
): Promise<T> {
  const commandId = newId();
  const backoff = options.backoff ?? new Backoff(300, 5_000);
  for (;;) {
    try {
      return await call(commandId, { timeoutMs: options.timeoutMs ?? 10_000, signal: options.signal });
    } catch (reason) {
      const error = ConnectError.from(reason);
      if (options.signal?.aborted) throw new ConnectError("given up", Code.Canceled, undefined, undefined, reason);
      if (!isUnanswered(error.code)) throw error;
      const wait = backoff.next();
      options.onRetry?.(backoff.tries);
      await sleep(wait, options.signal);
    }
  }
}

/** newId is a random UUID, also on plain http, where crypto.randomUUID does not exist. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
