/**
 * The games of the house. A game is one entry here and one folder beside this
 * file; everything behind `load` is a chunk of its own, fetched when somebody
 * looks at the game.
 */
import type { ComponentType } from "react";
import type { Live, Problem, WatchableService } from "@playhouse/client";
import type { Look } from "../rpc/live";
import type { IconName } from "../ui/icons";

/** Search is what an address says after its question mark. */
export type Search = Record<string, unknown>;

export interface Game {
  /** As in Room.game, and the first part of its addresses. */
  id: string;
  name: string;
  /** One line for the bill. */
  tagline: string;
  icon: IconName;
  /** What one sits at, where it is no table. */
  noun?: string;
  /** Pages of the game's own, beside its tables: address part and title. One that is only reached from others is unlisted. */
  pages: { path: string; title: string; icon: IconName; unlisted?: boolean }[];
  /** It has save slots. */
  saves?: boolean;
  /** It has a voyage (or whatever it calls it) of the day: its module has `daily`. */
  daily?: boolean;
  load: () => Promise<{ default: GameModule }>;
}

/** What a table's page hands to the game. The view's type is the game's own business. */
export interface TableProps {
  sessionId: string;
  // Each game narrows this to its own view: see useSession.
  live: Live<unknown, unknown>;
  /** Makes a table with the same options and goes there. */
  rematch: (create: () => Promise<string>) => void;
}

/** What a game brings to the frame. */
export interface GameModule {
  /** Its service, for the live view. */
  service: WatchableService;
  /** Its own way to a table, where it is not a seat for whoever comes first. Answers why one only watches, if so. */
  arrive?: (sessionId: string, search: Search) => Promise<string>;
  /** What stands before a door that `arrive` did not open, or that closed behind somebody. */
  Outside?: ComponentType<{ problem: Problem | undefined }>;
  /** How one looks at a table: more fields of its WatchRequest. The same object for the same search. */
  look?: (search: Search) => Look;
  /** Its picture, drawn by itself; fills its box. */
  Art: ComponentType;
  /** How a table shall be set up. Calls made with the new session's id. */
  Setup: ComponentType<{ made: (sessionId: string) => void }>;
  /** Makes a table with the usual options at once and answers its id. */
  quick: () => Promise<string>;
  /** Makes today's game, the same for everybody, and answers its id. */
  daily?: () => Promise<string>;
  /** Its part of the lobby: what one chooses before the game. */
  Lobby: ComponentType<TableProps>;
  /** What stands on a seat's chair in the lobby: a portrait, say. */
  seatPicture: (view: unknown, seat: number) => { src: string; alt: string } | undefined;
  /** The options in words, for those who are not host. */
  options: (view: unknown) => [string, string][];
  /** The game itself, while it runs and after its end. */
  Table: ComponentType<TableProps>;
  /** Replays a finished game. */
  Replay: ComponentType<{ sessionId: string }>;
  pages: Record<string, ComponentType>;
}

export const games: Game[] = [
  {
    id: "labyrinth",
    name: "Labyrinth",
    tagline: "A lost station, a party with one torch, and something that hunts. Everybody declares; everything happens at once.",
    icon: "maze",
    pages: [{ path: "maze", title: "Maze workshop", icon: "maze" }],
    load: () => import("./labyrinth"),
  },
  {
    id: "cosmic",
    name: "Cosmic",
    tagline: "One captain, one ship, a sky nobody has charted. Trade, mine, fight or talk your way home before the last turn.",
    icon: "orbit",
    noun: "voyage",
    pages: [],
    saves: true,
    daily: true,
    load: () => import("./cosmic"),
  },
  {
    id: "tabletop",
    name: "Tabletop",
    tagline: "Your maps, your monsters, your table. Players see what their figures see, near and far, and not an inch more.",
    icon: "hearth",
    noun: "table",
    pages: [{ path: "campaign", title: "Campaign", icon: "hearth", unlisted: true }],
    load: () => import("./tabletop"),
  },
  {
    id: "baseball",
    name: "Baseball",
    tagline: "Two managers, nine innings, dice that nobody can argue with. Decide unseen, then watch the ball.",
    icon: "diamond",
    noun: "game",
    pages: [{ path: "league", title: "Leagues", icon: "trophy" }],
    load: () => import("./baseball"),
  },
  {
    id: "arena",
    name: "Arena",
    tagline: "A live world of agents in teams. Write what they want, or ask for it, and watch them fight, flock and flee.",
    icon: "fight",
    noun: "world",
    pages: [
      { path: "behaviors", title: "Behaviours", icon: "log" },
      { path: "configurations", title: "Configurations", icon: "settings" },
      { path: "trials", title: "Experiments and ladder", icon: "trophy" },
      { path: "replay", title: "Replay", icon: "play", unlisted: true },
    ],
    load: () => import("./arena"),
  },
];

export function gameById(id: string): Game | undefined {
  return games.find((game) => game.id === id);
}

const loaded = new Map<string, Promise<GameModule>>();

/** moduleOf fetches a game's chunk once, in the shape that React's use() wants: always the same promise. */
export function moduleOf(game: Game): Promise<GameModule> {
  let promise = loaded.get(game.id);
  if (!promise) {
    promise = game.load().then((chunk) => chunk.default);
    // A chunk that did not arrive is fetched anew the next time.
    promise.catch(() => loaded.delete(game.id));
    loaded.set(game.id, promise);
  }
  return promise;
}
