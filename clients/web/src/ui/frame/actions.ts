/**
 * One list of actions feeds the palette, the shortcuts and their help: what is
 * not here has no shortcut, and what is here can be found by typing.
 */
import { useEffect, useSyncExternalStore } from "react";

export interface Action {
  id: string;
  text: string;
  /** One key, as KeyboardEvent.key says it, or "ctrl+z", "ctrl+shift+z" (on a Mac with its own key); pressed outside of fields. */
  key?: string;
  /** Another key for the same, where a browser may keep the first for itself. */
  also?: string;
  run: () => void;
}

const lists = new Map<string, Action[]>();
const listeners = new Set<() => void>();
let all: Action[] = [];
let mode: "closed" | "open" | "help" = "closed";

function tell(): void {
  all = [...lists.values()].flat();
  for (const listener of listeners) listener();
}

/** setMode opens the palette, its help, or closes both. */
export function setMode(next: typeof mode): void {
  mode = next;
  tell();
}

/** useOffer adds a page's actions while it is shown. `list` must be stable between renders when nothing changed. */
export function useOffer(owner: string, list: Action[]): void {
  useEffect(() => {
    lists.set(owner, list);
    tell();
    return () => {
      lists.delete(owner);
      tell();
    };
  }, [owner, list]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** keysOf is how an action's keys are written. */
export function keysOf(action: Action): string {
  return [action.key, action.also].filter(Boolean).join(" · ");
}

export function useActions() {
  const list = useSyncExternalStore(subscribe, () => all);
  const now = useSyncExternalStore(subscribe, () => mode);
  return { list, mode: now, open: () => setMode("open"), close: () => setMode("closed") };
}

/** pressed is a key with what is held: "ctrl+shift+z", or just "z". */
function pressed({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  return ctrlKey || metaKey ? `ctrl+${shiftKey ? "shift+" : ""}${key.toLowerCase()}` : key;
}

/** onKey runs what a key stands for; the page installs it once. */
export function onKey(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    setMode(mode === "open" ? "closed" : "open");
    return;
  }
  const target = event.target as HTMLElement | null;
  const typing = target?.closest("input, textarea, select, [contenteditable=true]");
  // A function key types nothing: it means the same in a field. A dialog has its own keys.
  if ((typing && !/^F\d+$/.test(event.key)) || event.altKey || mode !== "closed" || target?.closest("dialog")) return;
  if (event.key === "?") return setMode("help");
  const key = pressed(event);
  const action = all.find((one) => one.key === key || one.also === key);
  if (!action) return;
  event.preventDefault();
  action.run();
}
