/** Full-jitter exponential backoff: a herd of clients comes back spread out. */
export class Backoff {
  private attempts = 0;

  constructor(
    private readonly floorMs = 500,
    private readonly ceilingMs = 30_000,
    private readonly random: () => number = Math.random,
  ) {}

  /** next is how long to wait now, in milliseconds: anywhere up to a bound that doubles each time. */
  next(): number {
    const bound = Math.min(this.ceilingMs, this.floorMs * 2 ** this.attempts++);
    // Never below a fifth of the bound: a wait of nothing is not a wait.
    return bound * (0.2 + 0.8 * this.random());
  }

  /** tries is how many waits there were since the last reset. */
  get tries(): number {
    return this.attempts;
  }

  reset(): void {
    this.attempts = 0;
  }
}

/** sleep waits, but no longer than until the signal aborts or the browser says it is online again. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const page = typeof window === "undefined" ? undefined : window;
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      page?.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
    page?.addEventListener("online", done);
    if (signal?.aborted) done();
  });
}
