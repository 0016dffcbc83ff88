/** Who calls: sign-in, the access token in memory, and refreshing it in time. */
import { type Client, Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import type { IdentityService, User } from "./gen/playhouse/identity/v1/identity_service_pb.js";
import type { TokenStorage } from "./storage.js";

interface Grant {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
  user?: User;
}

/** Refresh this long before the access token runs out. */
const marginMs = 60_000;

/** Procedures that are called without a token. */
const open = new Set(["SignInGuest", "RefreshToken"]);

/**
 * Auth holds the tokens of one account. Its access token never leaves memory;
 * the refresh token lives in the storage it was given.
 */
export class Auth {
  /** The signed-in account; undefined when nobody is. */
  user: User | undefined;
  private token = "";
  private expiresAt = 0;
  private refreshing: Promise<boolean> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly identity: () => Client<typeof IdentityService>,
    private readonly storage: TokenStorage,
    private readonly apiKey?: string,
  ) {}

  /** onChange tells when the account changes: signed in, out, renamed. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** resume signs in again with what the storage holds; false when there is nothing to resume. */
  resume(): Promise<boolean> {
    return this.apiKey ? Promise.resolve(true) : this.refresh();
  }

  /** signInGuest makes an account at once. */
  async signInGuest(displayName: string): Promise<User> {
    const grant = await this.identity().signInGuest({ displayName });
    await this.take(grant);
    return this.user!;
  }

  async signOut(everywhere = false): Promise<void> {
    if (everywhere) await this.identity().signOutEverywhere({});
    else await this.identity().signOut({});
    await this.forget();
  }

  /** setUser replaces the account as last read: after a change of name or settings. */
  setUser(user: User): void {
    this.user = user;
    for (const listener of this.listeners) listener();
  }

  /** bearer is a token that is good for at least a while; "" when nobody is signed in. */
  async bearer(): Promise<string> {
    if (this.apiKey) return this.apiKey;
    // A page that has just opened asks before it knows who it is.
    if (!this.token && this.refreshing) await this.refreshing.catch(() => false);
    // Without a connection the old token is tried: it may still be good.
    if (this.token && Date.now() > this.expiresAt - marginMs) await this.refresh().catch(() => false);
    return this.token;
  }

  /** refresh trades the refresh token for a new pair, once however many ask. False: signed out. Throws when the server cannot be reached. */
  refresh(): Promise<boolean> {
    if (this.apiKey) return Promise.resolve(false);
    const exclusive = this.storage.exclusive ?? ((run) => run());
    this.refreshing ??= exclusive(() => this.trade()).finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** interceptor adds the token to every call, and refreshes once when a call is refused for it. */
  readonly interceptor: Interceptor = (next) => async (request) => {
    if (open.has(request.method.name)) return next(request);
    const bearer = await this.bearer();
    if (bearer) request.header.set("Authorization", `Bearer ${bearer}`);
    try {
      return await next(request);
    } catch (reason) {
      // A stream reports its error while it is read: watch() refreshes for it.
      if (ConnectError.from(reason).code !== Code.Unauthenticated || request.stream || this.apiKey) throw reason;
      if (!(await this.refresh())) throw reason;
      request.header.set("Authorization", `Bearer ${this.token}`);
      return next(request);
    }
  };

  private async trade(): Promise<boolean> {
    const refreshToken = await this.storage.load();
    if (refreshToken === undefined) return false;
    try {
      await this.take(await this.identity().refreshToken({ refreshToken }));
      return true;
    } catch (reason) {
      if (ConnectError.from(reason).code !== Code.Unauthenticated) throw reason;
      await this.forget();
      return false;
    }
  }

  private async take(grant: Grant): Promise<void> {
    this.token = grant.accessToken;
    this.expiresAt = Date.now() + grant.expiresInSeconds * 1000;
    await this.storage.save(grant.refreshToken);
    if (grant.user) this.setUser(grant.user);
  }

  private async forget(): Promise<void> {
    this.token = "";
    this.user = undefined;
    await this.storage.save(undefined);
    for (const listener of this.listeners) listener();
  }
}
