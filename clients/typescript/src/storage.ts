/** Where the refresh token is kept between visits. */

export interface TokenStorage {
  /** The refresh token; "" when it travels as a cookie; undefined when there is none. */
  load(): Promise<string | undefined>;
  /** Keeps the next refresh token, or forgets it when undefined. */
  save(refreshToken: string | undefined): Promise<void>;
  /**
   * Runs one refresh at a time over all that share the storage: a refresh token
   * is good for one use, and using it twice signs the device out.
   */
  exclusive?<T>(refresh: () => Promise<T>): Promise<T>;
}

/** memoryStorage forgets with the process: bots and tests. */
export function memoryStorage(initial?: string): TokenStorage {
  let token = initial;
  return {
    load: async () => token,
    save: async (next) => {
      token = next;
    },
  };
}

/**
 * cookieStorage leaves the refresh token to the browser: the server sets it as
 * an HttpOnly cookie that no script can read. Tabs share the cookie, so they
 * take turns by a web lock.
 */
export function cookieStorage(): TokenStorage {
  return {
    load: async () => "",
    save: async () => {},
    exclusive: (refresh) =>
      typeof navigator !== "undefined" && navigator.locks
        ? // TypeScript's lib types the callback's result loosely.
          (navigator.locks.request("playhouse-refresh", refresh) as ReturnType<typeof refresh>)
        : refresh(),
  };
}
