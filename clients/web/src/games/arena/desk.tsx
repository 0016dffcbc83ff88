/** The desk: what every panel of a world needs to know, and the one way to give orders. */
import type { CallOptions } from "@connectrpc/connect";
import { createContext, type ReactNode, useContext } from "react";
import type { roomv1 } from "@playhouse/client";
import type { Send } from "../../rpc/send";
import { texts } from "../../texts/arena";
import type { Shelf } from "./behaviors/wanted";
import type { Team, View } from "./proto";
import type { WallBook } from "./walls";
import type { Feed } from "./world/feed";
import type { Scene } from "./world/scene";

/** What every order carries. */
export interface Base {
  sessionId: string;
  commandId: string;
}

export type Order = (base: Base, options: CallOptions) => Promise<unknown>;

export interface DeskState {
  sessionId: string;
  view: View;
  room: roomv1.Room;
  userId: string;
  /** True when the viewer may control time, walls, parameters and agents of a world that goes on. */
  runs: boolean;
  /** True when the world has ended. */
  over: boolean;
  scene: Scene;
  feed: Feed;
  walls: WallBook;
  shelf: Shelf;
  send: Send;
  /** Gives an order; resolves to whether it was taken. */
  act: (order: Order) => Promise<boolean>;
  /** Asks below the board before something is done that has no way back. */
  ask: (text: string, go: () => void) => void;
  /** Shows a panel. */
  show: (tab: string) => void;
  /** Opens a behaviour in the editor beside the world, at a line; empty for the list. */
  open: (behaviorId: string, line?: number) => void;
}

const Desk = createContext<DeskState | undefined>(undefined);

export function DeskProvider({ state, children }: { state: DeskState; children: ReactNode }) {
  return <Desk.Provider value={state}>{children}</Desk.Provider>;
}

export function useDesk(): DeskState {
  const state = useContext(Desk);
  if (!state) throw new Error("this belongs on the desk of a world");
  return state;
}

/** useMaybeDesk is the desk where there is one: the editor also has a page of its own. */
export function useMaybeDesk(): DeskState | undefined {
  return useContext(Desk);
}

/** nameOfTeam is what a team is called. */
export function nameOfTeam(teams: Team[], team: number): string {
  return teams.find((one) => one.team === team)?.name || texts.team(team);
}

/** commanderOf is who sits on a team's seat. */
export function commanderOf(room: roomv1.Room, team: number): roomv1.Member | undefined {
  return room.members.find((one) => one.seat === team);
}

/** isHost: the host runs the world. */
export function isHost(room: roomv1.Room, userId: string): boolean {
  return userId !== "" && room.hostUserId === userId;
}

/** mayCommand: one's own team, and for the host those that nobody else commands. */
export function mayCommand({ room, over, userId }: Pick<DeskState, "room" | "over" | "userId">, team: number): boolean {
  if (over) return false;
  const commander = commanderOf(room, team);
  return commander?.userId === userId || (isHost(room, userId) && (!commander || commander.bot));
}
