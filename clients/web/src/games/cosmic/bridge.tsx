/** The bridge: what every panel needs to know, and the one way to act. */
import type { CallOptions } from "@connectrpc/connect";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import type { roomv1 } from "@playhouse/client";
import { useSend } from "../../rpc/send";
import type { View } from "./proto";

/** What every command carries. */
export interface Base {
  sessionId: string;
  commandId: string;
}

export type Order = (base: Base, options: CallOptions) => Promise<unknown>;

export interface BridgeState {
  sessionId: string;
  view: View;
  room: roomv1.Room;
  /** True when the viewer is the captain of a voyage that goes on. */
  captain: boolean;
  /** True while nothing can be ordered: one watches, or an order is on its way. */
  idle: boolean;
  /** Gives an order; resolves to whether it was carried out. */
  act: (order: Order) => Promise<boolean>;
  /** Asks below the board before something is done, by button or key. */
  ask: Ask;
}

export type Ask = (text: string, go: () => void) => void;

/** useQuestion keeps the question that stands below the board. It lapses when the voyage goes on. */
export function useQuestion(version: number) {
  const [asked, setAsked] = useState<{ text: string; go: () => void; version: number }>();
  const ask = useCallback<Ask>((text, go) => setAsked({ text, go, version }), [version]);
  const close = useCallback(() => setAsked(undefined), []);
  return { ask, question: asked?.version === version ? { text: asked.text, go: asked.go, close } : undefined };
}

const Bridge = createContext<BridgeState | undefined>(undefined);

export function BridgeProvider({ state, children }: { state: BridgeState; children: ReactNode }) {
  return <Bridge.Provider value={state}>{children}</Bridge.Provider>;
}

export function useBridge(): BridgeState {
  const state = useContext(Bridge);
  if (!state) throw new Error("this belongs on the bridge");
  return state;
}

/** useOrders is the one line of orders: one at a time, each safe to be sent again. */
export function useOrders(sessionId: string) {
  const { send, pending, kept, problem, clear } = useSend();
  const act = (order: Order) => {
    clear();
    return send((commandId, options) => order({ sessionId, commandId }, options));
  };
  return { act, pending, kept, problem };
}
