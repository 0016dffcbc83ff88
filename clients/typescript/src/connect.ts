/** The way in: one object with a typed client for every service of a server. */
import type { DescService } from "@bufbuild/protobuf";
import { type Client, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { Auth } from "./auth.js";
import { ArenaService } from "./gen/playhouse/arena/v1/arena_service_pb.js";
import { AssistantService } from "./gen/playhouse/arena/v1/assistant_service_pb.js";
import { BehaviorService } from "./gen/playhouse/arena/v1/behavior_service_pb.js";
import { WorldConfigService } from "./gen/playhouse/arena/v1/world_config_service_pb.js";
import { BaseballService } from "./gen/playhouse/baseball/v1/baseball_service_pb.js";
import { LeagueService } from "./gen/playhouse/baseball/v1/league_service_pb.js";
import { CosmicService } from "./gen/playhouse/cosmic/v1/cosmic_service_pb.js";
import { IdentityService } from "./gen/playhouse/identity/v1/identity_service_pb.js";
import { LabyrinthService } from "./gen/playhouse/labyrinth/v1/labyrinth_service_pb.js";
import { LeaderboardService } from "./gen/playhouse/leaderboard/v1/leaderboard_service_pb.js";
import { SaveService } from "./gen/playhouse/save/v1/save_service_pb.js";
import { SessionService } from "./gen/playhouse/session/v1/session_service_pb.js";
import { BestiaryService } from "./gen/playhouse/tabletop/v1/bestiary_service_pb.js";
import { CampaignService } from "./gen/playhouse/tabletop/v1/campaign_service_pb.js";
import { LibraryService } from "./gen/playhouse/tabletop/v1/library_service_pb.js";
import { SceneService } from "./gen/playhouse/tabletop/v1/scene_service_pb.js";
import { TableService } from "./gen/playhouse/tabletop/v1/table_service_pb.js";
import { cookieStorage, memoryStorage, type TokenStorage } from "./storage.js";
import {
  type HappeningOf, type Live, type Open, type ViewOf, type WatchableService, type WatchOptions, watchView,
} from "./watch.js";

export interface ConnectOptions {
  /** Where the server is, for example "http://localhost:8080". */
  baseUrl: string;
  /** Where the refresh token is kept: the cookie in a browser, else memory. */
  storage?: TokenStorage;
  /** An API key to call with, instead of signing in. */
  apiKey?: string;
  /** Another transport: connect-node's, or one in memory for tests. */
  transport?: (baseUrl: string, interceptors: Interceptor[]) => Transport;
}

/** House is a server without its games: what a page needs before it knows what is played. */
export interface House {
  transport: Transport;
  auth: Auth;
  identity: Client<typeof IdentityService>;
  session: Client<typeof SessionService>;
  save: Client<typeof SaveService>;
  leaderboard: Client<typeof LeaderboardService>;
  /** Follows a session of any game; see watch.ts. */
  watch<S extends WatchableService>(
    service: S, sessionId: string, options?: WatchOptions,
  ): AsyncGenerator<Live<ViewOf<S>, HappeningOf<S>>, void, undefined>;
}

/** Playhouse is a server as its callers see it: the house and every game. */
export interface Playhouse extends House {
  labyrinth: Client<typeof LabyrinthService>;
  cosmic: Client<typeof CosmicService>;
  baseball: Client<typeof BaseballService>;
  /** Baseball's leagues: teams, rosters, schedules, seasons. */
  league: Client<typeof LeagueService>;
  /** Tabletop: the live table, and what belongs to a campaign. */
  table: Client<typeof TableService>;
  campaign: Client<typeof CampaignService>;
  library: Client<typeof LibraryService>;
  scene: Client<typeof SceneService>;
  bestiary: Client<typeof BestiaryService>;
  /** Arena: worlds of agents, what agents do, parameters of worlds, and who helps to write. */
  arena: Client<typeof ArenaService>;
  behavior: Client<typeof BehaviorService>;
  worldConfig: Client<typeof WorldConfigService>;
  assistant: Client<typeof AssistantService>;
}

/** connect makes the clients. It calls nothing yet. */
export function connect(options: ConnectOptions): Playhouse {
  const house = enter(options);
  return {
    ...house,
    labyrinth: createClient(LabyrinthService, house.transport),
    cosmic: createClient(CosmicService, house.transport),
    baseball: createClient(BaseballService, house.transport),
    league: createClient(LeagueService, house.transport),
    table: createClient(TableService, house.transport),
    campaign: createClient(CampaignService, house.transport),
    library: createClient(LibraryService, house.transport),
    scene: createClient(SceneService, house.transport),
    bestiary: createClient(BestiaryService, house.transport),
    arena: createClient(ArenaService, house.transport),
    behavior: createClient(BehaviorService, house.transport),
    worldConfig: createClient(WorldConfigService, house.transport),
    assistant: createClient(AssistantService, house.transport),
  };
}

/** enter is connect() without the games: a page fetches each game's messages when it is looked at. */
export function enter(options: ConnectOptions): House {
  const inBrowser = typeof document !== "undefined";
  const storage = options.storage ?? (inBrowser ? cookieStorage() : memoryStorage());
  let identity: Client<typeof IdentityService>;
  const auth = new Auth(() => identity, storage, options.apiKey);
  const transport = (options.transport ?? webTransport)(options.baseUrl, [auth.interceptor]);
  identity = createClient(IdentityService, transport);
  return {
    transport,
    auth,
    identity,
    session: createClient(SessionService, transport),
    save: createClient(SaveService, transport),
    leaderboard: createClient(LeaderboardService, transport),
    watch: (service, sessionId, watchOptions) => watchService(transport, auth, { service, sessionId }, watchOptions),
  };
}

/** listen is watch() for callers that want calls instead of a loop; it returns how to stop. */
export function listen<S extends WatchableService>(
  playhouse: House, service: S, sessionId: string,
  onLive: (live: Live<ViewOf<S>, HappeningOf<S>>) => void,
): () => void {
  const stop = new AbortController();
  void (async () => {
    for await (const live of playhouse.watch(service, sessionId, { signal: stop.signal })) {
      if (stop.signal.aborted) return;
      onLive(live);
    }
  })();
  return () => stop.abort();
}

function watchService<S extends WatchableService>(
  transport: Transport, auth: Auth, what: { service: S; sessionId: string }, options?: WatchOptions,
) {
  const { method } = what.service;
  const view = method.watch.output.fields.find((field) => field.localName === "view");
  if (view?.fieldKind !== "message") throw new Error(`${what.service.typeName}.Watch answers no view`);
  const client = createClient(what.service as unknown as DescService, transport);
  const open = client.watch as unknown as Open<ViewOf<S>, HappeningOf<S>>;
  return watchView(
    { sessionId: what.sessionId, viewSchema: view.message, open, refresh: () => auth.refresh() },
    options,
  );
}

function webTransport(baseUrl: string, interceptors: Interceptor[]): Transport {
  return createConnectTransport({
    baseUrl,
    interceptors,
    useHttpGet: false,
    // The refresh token's cookie travels with the call that needs it.
    fetch: (input, init) => fetch(input, { ...init, credentials: "include" }),
  });
}
