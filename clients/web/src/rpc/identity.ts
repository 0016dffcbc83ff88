/** Who the person at this page is. */
import { useCallback, useSyncExternalStore } from "react";
import type { identityv1 } from "@playhouse/client";
import { playhouse, queries } from "./playhouse";

export type Identity =
  | { state: "unknown" }
  | { state: "unreachable" }
  | { state: "guestless" }
  | { state: "known"; user: identityv1.User };

let current: Identity = { state: "unknown" };
const listeners = new Set<() => void>();

function become(next: Identity): void {
  current = next;
  for (const listener of listeners) listener();
}

playhouse.auth.onChange(() => {
  const { user } = playhouse.auth;
  become(user ? { state: "known", user } : { state: "guestless" });
});

/** resume signs in again with the browser's cookie, and says so when the server cannot be reached. */
export async function resume(): Promise<void> {
  try {
    if (!(await playhouse.auth.resume())) become({ state: "guestless" });
  } catch {
    become({ state: "unreachable" });
  }
}

/** signIn makes a guest of this name; the name is suggested again on the next visit. */
export async function signIn(name: string): Promise<void> {
  await playhouse.auth.signInGuest(name.trim());
  remember(name.trim());
  await queries.invalidateQueries();
}

export async function signOut(everywhere: boolean): Promise<void> {
  await playhouse.auth.signOut(everywhere);
  queries.clear();
}

export function useIdentity(): Identity {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return useSyncExternalStore(subscribe, () => current);
}

/** useUser is the signed-in account, if there is one. */
export function useUser(): identityv1.User | undefined {
  const identity = useIdentity();
  return identity.state === "known" ? identity.user : undefined;
}

const nameKey = "playhouse-name";

function remember(name: string): void {
  try {
    localStorage.setItem(nameKey, name);
  } catch {
    // Without storage the next visit suggests another name.
  }
}

const firsts = ["Amber", "Bold", "Clever", "Dusky", "Early", "Gentle", "Hidden", "Lucky", "Merry", "Quiet", "Swift", "Velvet"];
const lasts = ["Badger", "Curlew", "Fox", "Heron", "Lantern", "Magpie", "Otter", "Raven", "Sparrow", "Wren", "Marten", "Piper"];

/** suggestedName is the name used last here, or a new one. */
export function suggestedName(): string {
  const pick = (from: string[]) => from[Math.floor(Math.random() * from.length)]!;
  try {
    return localStorage.getItem(nameKey) ?? `${pick(firsts)} ${pick(lasts)}`;
  } catch {
    return `${pick(firsts)} ${pick(lasts)}`;
  }
}
