/**
 * Everything the captain can do with a button and a key right now, as one list:
 * the bar, the fight, the event, the shortcuts and the palette are all fed from
 * it. Whether something is possible, what it costs and why not come with the view.
 */
import { texts } from "../../texts/cosmic";
import type { Base, BridgeState, Order } from "./bridge";
import { cosmicClient } from "./client";
import { type GlyphName, glyphOf } from "./glyphs";
import { type Action, Mode, type View } from "./proto";

export interface Deed {
  id: string;
  text: string;
  effect: string;
  glyph: GlyphName;
  key?: string;
  allowed: boolean;
  /** Why not, in a sentence. */
  message: string;
  takesTurn: boolean;
  /** Credits it costs. */
  cost?: number;
  /** What is asked first: it costs a large part of the purse. */
  question?: string;
  order: Order;
}

/** isDear: more than a third of the purse is not spent without being asked. */
export function isDear({ captain }: View, cost: number): boolean {
  return cost * 3 > (captain?.credits ?? 0);
}

/** run does it, or asks first. */
export function run(deed: Deed, { act, ask }: Pick<BridgeState, "act" | "ask">): void {
  const go = () => void act(deed.order);
  if (deed.question) ask(deed.question, go);
  else go();
}

/** Orders that need nothing but the session, by the action's id. */
const plain: Record<string, Order> = {
  scan: (base, options) => cosmicClient.scan(base, options),
  mine: (base, options) => cosmicClient.mine(base, options),
  salvage: (base, options) => cosmicClient.salvage(base, options),
  wait: (base, options) => cosmicClient.wait(base, options),
  repair: (base, options) => cosmicClient.repair(base, options),
  distress_call: (base, options) => cosmicClient.distressCall(base, options),
  buy_pod: (base, options) => cosmicClient.buyPod(base, options),
};

/** Letters for work, so that the digits stay free for panels, attacks and choices. */
const letters: Record<string, string> = { scan: "s", mine: "m", salvage: "g", wait: "w", repair: "r", distress_call: "d" };

/** deedsOf lists what the present mode is about: work while cruising, attacks in a fight, choices in an event. */
export function deedsOf(view: View): Deed[] {
  switch (view.mode) {
    case Mode.COMBAT:
      return combatDeeds(view);
    case Mode.EVENT:
      return eventDeeds(view);
    case Mode.CRUISE:
      return view.actions.filter((action) => plain[action.id]).map((action) => deedOf(view, action, plain[action.id]!));
    default:
      return [];
  }
}

function deedOf(view: View, action: Action, order: Order): Deed {
  const { id, name, effect, allowed, message, takesTurn } = action;
  const cost = allowed ? costOf(view, id) : 0;
  const question = isDear(view, cost) ? texts.bar.dear(name, cost, view.captain?.credits ?? 0) : undefined;
  return { id, text: name, effect, glyph: glyphOf(id), key: letters[id], allowed, message, takesTurn, order, ...(cost > 0 && { cost, question }) };
}

/** costOf is what the yard takes for it, in credits. */
function costOf({ yard }: View, id: string): number {
  return (id === "repair" ? yard?.repairCost : id === "buy_pod" ? yard?.podPrice : 0) ?? 0;
}

function combatDeeds(view: View): Deed[] {
  const { combat } = view;
  if (!combat) return [];
  const t = texts.combat;
  const attacks = combat.attacks.map((attack, i) => ({
    id: attack.action, text: attack.name, effect: attack.effect, glyph: glyphOf(attack.action), key: String(i + 1), allowed: attack.allowed, message: attack.message,
    takesTurn: false, order: (base: Base, options: Parameters<Order>[1]) => cosmicClient.attack({ ...base, action: attack.action }, options),
  }));
  const flight = view.actions.find((action) => action.id === "flee");
  const talk = view.actions.find((action) => action.id === "negotiate");
  const n = attacks.length;
  return [
    ...attacks,
    {
      id: "flee", text: flight?.name || t.flee, effect: flight?.effect || t.fleeEffect(combat.fleeFuel), glyph: "flee", key: String(n + 1),
      allowed: flight?.allowed ?? true, message: flight?.message ?? "", takesTurn: false, order: (base, options) => cosmicClient.flee(base, options),
    },
    {
      id: "negotiate", text: t.negotiate, effect: talk ? `${talk.effect} ${t.negotiateElse}` : t.negotiateEffect(combat.negotiateCost), glyph: "negotiate", key: String(n + 2),
      allowed: combat.negotiateReason === "", message: combat.negotiateMessage, takesTurn: false, order: (base, options) => cosmicClient.negotiate(base, options),
    },
  ];
}

function eventDeeds(view: View): Deed[] {
  return (view.encounter?.choices ?? []).map((choice, i) => ({
    id: choice.id, text: choice.text, effect: choice.risk, glyph: "quest", key: String(i + 1), allowed: choice.allowed, message: choice.message, takesTurn: false,
    order: (base, options) => cosmicClient.choose({ ...base, choiceId: choice.id }, options),
  }));
}
