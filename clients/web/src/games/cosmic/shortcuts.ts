/** The one list of actions, for the shortcuts, their help and the palette. */
import { useMemo } from "react";
import { texts } from "../../texts/cosmic";
import { type Action, useOffer } from "../../ui/frame/actions";
import type { BridgeState } from "./bridge";
import { type Deed, run } from "./deeds";
import { panelIds } from "./panels";
import { Mode, type View } from "./proto";
import type { QuickSave } from "./quick";

const t = texts.bar;

export interface ShortcutsProps {
  bridge: BridgeState;
  deeds: Deed[];
  quick: QuickSave;
  setTab: (id: string) => void;
}

/** digitsShowPanels: in a fight or an event the digits are its choices instead. */
export function digitsShowPanels({ mode }: View, captain: boolean): boolean {
  return !captain || (mode !== Mode.COMBAT && mode !== Mode.EVENT);
}

/** useShortcuts offers what can be done and every panel. */
export function useShortcuts({ bridge, deeds, quick, setTab }: ShortcutsProps): void {
  const { view, captain, idle, act, ask } = bridge;
  const digits = digitsShowPanels(view, captain);
  const { save, load } = quick;
  const list = useMemo<Action[]>(() => [
    ...deeds.filter((deed) => deed.allowed && !idle).map((deed) => ({ id: `deed-${deed.id}`, text: deed.text, key: deed.key, run: () => run(deed, { act, ask }) })),
    ...panelIds.map((id, i) => ({ id: `panel-${id}`, text: t.panel(texts.tabs[id]), key: digits ? String(i + 1) : undefined, run: () => setTab(id) })),
    ...(captain ? [{ id: "quick-save", text: t.save, key: "F5", also: "q", run: save }, { id: "quick-load", text: t.load, key: "F9", also: "l", run: load }] : []),
  ], [deeds, idle, act, ask, digits, captain, save, load, setTab]);
  useOffer("cosmic", list);
}
