/** Views by hand, one for each thing a captain may be in the middle of: enough to look at every panel. */
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Mode, QuestStatus, Trend, type View, ViewSchema, VoyageStatus } from "@playhouse/client/gen/playhouse/cosmic/v1/view_pb";
import { destinationsFrom, skyAt } from "./sky";

type Init = MessageInitShape<typeof ViewSchema>;

const laser = { id: "laser_cannon", name: "Laser cannon", slot: "high", price: 200, effect: "10 power.", refund: 100 };
const actions: Init["actions"] = [
  { id: "scan", name: "Scan", effect: "Look around for finds, neighbours and trouble.", allowed: true, takesTurn: true },
  { id: "mine", name: "Mine", effect: "Dig for minerals; 5 fuel.", allowed: false, reason: "nothing_to_mine", message: "There is no asteroid field here.", takesTurn: true },
  { id: "salvage", name: "Salvage", effect: "Take a wreck apart; 3 fuel.", allowed: false, reason: "no_salvager", message: "That takes a salvager in a high slot.", takesTurn: true },
  { id: "wait", name: "Wait", effect: "Let a turn pass.", allowed: true, takesTurn: true },
  { id: "repair", name: "Repair", effect: "Mend 22 hull for 132 credits.", allowed: true },
  { id: "eat", name: "Eat", effect: "Each meal gives 2 health.", allowed: true },
  { id: "distress_call", name: "Distress call", effect: "Ask for fuel.", allowed: false, reason: "not_stranded", message: "You are not stranded.", takesTurn: true },
  { id: "buy_pod", name: "Buy an escape pod", effect: "500 credits.", allowed: false, reason: "no_credits", message: "A pod costs 500 credits; you have 437." },
];

const offer = (item: string, name: string, bid: number, ask: number, more: object = {}) => ({ item, name, bid, ask, stock: 12, trend: Trend.STEADY, weight: 2, value: ask, ...more });
const module = (id: string, name: string, slot: string, price: number, effect: string, allowed: boolean) => ({ id, name, slot, price, effect, allowed, freeSlots: allowed ? 1 : 0, ...(allowed ? {} : { reason: "no_credits", message: `It costs ${price} credits; you have 437.` }) });

/** cruise is a captain at a station with everything there is to see. */
export function cruise(): View {
  const map = skyAt(new Set(["r1n1", "r1n4"]));
  return create(ViewSchema, {
    status: VoyageStatus.UNDER_WAY, mode: Mode.CRUISE, options: { seed: "tonight", maxTurns: 50, victoryCredits: 5000 },
    captain: { health: 82, maxHealth: 100, credits: 437, fuel: 63, maxFuel: 100, food: 41, turn: 12, turnsLeft: 38 },
    ship: {
      type: "scout", name: "Scout", hull: 58, maxHull: 80, cargoUsed: 34, cargoCapacity: 50, fuelEfficiency: 0.8, speed: 1.2, power: 10, accuracy: 0.2, scanStrength: 1, miningYield: 1.5, salvageYield: 1, tradeIn: 300,
      slots: [{ id: "high-1", kind: "high", module: laser }, { id: "high-2", kind: "high" }, { id: "mid-1", kind: "mid", module: { id: "targeting_computer", name: "Targeting computer", slot: "mid", price: 250, effect: "+20 % to hit.", refund: 125 } }, { id: "mid-2", kind: "mid" }, { id: "mid-3", kind: "mid" }, { id: "low-1", kind: "low" }, { id: "rig-1", kind: "rig", module: { id: "cargo_rig", name: "Cargo rig", slot: "rig", price: 600, effect: "+75 cargo." } }],
    },
    location: { regionId: "r1", regionName: "Core Worlds", regionType: "core_worlds", nodeId: "r1n1", nodeName: "Lantern Dock", nodeType: "station", danger: 0.1, repair: true, trade: true, description: "A ring of lamps around an old reactor. Every berth has a story, most of them owed for." },
    cargo: [{ item: "rare_minerals", name: "Rare minerals", kind: "trade", quantity: 6, weight: 5, value: 50, maxStack: 99, effect: "Wanted by every foundry." }, { item: "med_pack", name: "Med pack", kind: "consumable", quantity: 2, weight: 2, value: 120, maxStack: 10, effect: "+30 health.", usable: true }],
    map, destinations: destinationsFrom(map, "r1n1", 63),
    market: {
      items: [
        offer("rare_minerals", "Rare minerals", 52, 61, { held: 6, maxSell: 6, maxSellGain: 296, maxBuy: 3, maxBuyCost: 190, trend: Trend.RISING, quotes: [{ nodeId: "r1n2", nodeName: "Merrow", bid: 64, ask: 74, turn: 9 }] }),
        offer("alien_artifacts", "Alien artifacts", 188, 221, { stock: 2, maxBuy: 1, maxBuyCost: 221 }), offer("luxury_goods", "Luxury goods", 128, 149, { trend: Trend.FALLING, maxBuy: 2, maxBuyCost: 301 }),
        offer("med_pack", "Med pack", 98, 118, { held: 2, maxSell: 2, maxSellGain: 190, maxBuy: 3, maxBuyCost: 366 }), offer("fusion_core", "Fusion core", 360, 425, { stock: 0 }),
      ],
      fuel: offer("fuel", "Fuel", 0, 3, { stock: 200, held: 63, maxBuy: 37, maxBuyCost: 118 }), food: offer("food", "Food", 0, 4, { stock: 60, held: 41, maxBuy: 9, maxBuyCost: 39 }),
      wants: ["alien_artifacts", "rare_minerals"], surpluses: ["luxury_goods"],
    },
    yard: {
      repairCost: 132, repairPrice: 6, missingHull: 22, podPrice: 500, podReason: "no_credits", podMessage: "A pod costs 500 credits; you have 437.",
      modules: [module("mining_laser", "Mining laser", "high", 250, "Yield × 1.5.", true), module("shield_booster", "Shield booster", "mid", 300, "+20 hull.", true), module("repair_drones", "Repair drones", "low", 500, "+1 hull a turn.", false)],
      ships: [{ type: "trader", name: "Trader", price: 800, cost: 500, hull: 100, cargo: 200, fuelEfficiency: 1.2, speed: 0.8, slots: { high: 1, mid: 2, low: 4, rig: 2 }, reason: "no_credits", message: "It costs 500 credits after trade-in; you have 437.", description: "A warehouse that learned to fly." }],
      augmentations: [],
    },
    quests: [{ id: "q1", kind: "delivery", title: "Spare parts for Halden's Rest", text: "The dockmaster of Halden's Rest waits for three crates of parts.", status: QuestStatus.RUNNING, progress: 1, goal: 3, deadline: 14, rewardCredits: 220, faction: "guild", reputation: 5, penalty: 5, nodeId: "r1n3", where: "Halden's Rest, Core Worlds" }],
    offeredQuests: [{ id: "q2", kind: "bounty", title: "A raider called Saltjaw", text: "The Lamplighters pay for a raider that haunts Cinder Reach.", status: QuestStatus.OFFERED, goal: 1, deadline: 25, rewardCredits: 400, faction: "lamps", reputation: 8, where: "Cinder Reach", allowed: true }],
    crew: [{ id: "c1", name: "Ines Marlow", role: "pilot", effect: "+20 % speed.", wage: 8, fee: 120 }],
    recruits: [{ id: "c2", name: "Tobin Ash", role: "engineer", effect: "Fuel × 0.85.", wage: 9, fee: 140, allowed: true }, { id: "c3", name: "Dr. Wren", role: "medic", effect: "+1 health a turn.", wage: 12, fee: 460, reason: "no_credits", message: "The fee is 460 credits; you have 437." }],
    factions: [{ id: "guild", name: "Meridian Guild", reputation: 22, standing: "friendly", effect: "Prices 4 % better." }, { id: "lamps", name: "The Lamplighters", reputation: 0, standing: "neutral", effect: "No favours, no grudges." }, { id: "teeth", name: "Broken Teeth", reputation: -35, standing: "hostile", effect: "Their raiders attack more often." }],
    effects: [{ kind: "scan", name: "Clear sky", amount: 0, turns: 3 }],
    statistics: { distance: 1240, systemsVisited: 5, regionsDiscovered: 2, itemsCollected: 14, creditsEarned: 890, creditsSpent: 610, shipsDestroyed: 1, fightsAvoided: 1, questsDone: 1, damageTaken: 44, playSeconds: 1500 },
    achievements: [{ id: "first_blood", name: "First shot", text: "Win a fight.", reached: true, turn: 7 }, { id: "trader", name: "Merchant", text: "Earn 2,000 credits by trade." }],
    actions, netWorth: 1340, earned: 640, warnings: ["A deadline ends in 2 turns: Spare parts for Halden's Rest."],
  });
}

/** field is an asteroid field with a mining laser and too little hull. */
export function field(): View {
  const view = cruise();
  const { actions } = create(ViewSchema, { actions: view.actions.map((one) => (one.id === "mine" ? { ...one, allowed: true, reason: "", message: "" } : one.id === "repair" ? { ...one, allowed: false, message: "There is no yard here." } : one)) });
  return {
    ...view, market: undefined, yard: undefined, offeredQuests: [], recruits: [], actions, destinations: destinationsFrom(view.map!, "r1n4", 18),
    captain: { ...view.captain!, fuel: 18, health: 27 }, ship: { ...view.ship!, hull: 19 }, warnings: ["Hull under 30 %: a yard would be good.", "Health under 30: eat, or use a med pack."],
    location: { ...view.location!, nodeId: "r1n4", nodeName: "The Grindstones", nodeType: "asteroid_field", danger: 0.35, repair: false, trade: false, description: "Rocks the size of cathedrals, grinding each other to dust for a million years." },
  };
}

export function combat(): View {
  const { combat: fight } = create(ViewSchema, {
    combat: {
      enemy: "pirate_raider", enemyName: "Pirate raider", enemyHull: 42, enemyMaxHull: 60, enemyPower: 12, enemyAccuracy: 0.75, enemySpeed: 1, round: 3, fleeChance: 0.8, fleeFuel: 10, negotiateChance: 0.45, negotiateCost: 140,
      attacks: [
        { action: "attack", name: "Attack", effect: "A plain round of fire.", allowed: true, hitChance: 0.9, minDamage: 8, maxDamage: 12, enemyHitChance: 0.75 },
        { action: "precise_shot", name: "Precise shot", effect: "Half again as sure, a little weaker.", allowed: true, hitChance: 1, minDamage: 6, maxDamage: 10, enemyHitChance: 0.63 },
        { action: "barrage", name: "Barrage", effect: "Everything at once.", reason: "too_few_weapons", message: "A barrage takes two weapons.", hitChance: 0.63, minDamage: 13, maxDamage: 17, enemyHitChance: 0.94 },
        { action: "evasive", name: "Evasive fire", effect: "Hard to hit, and to hit with.", allowed: true, hitChance: 0.45, minDamage: 3, maxDamage: 7, enemyHitChance: 0.38 },
      ],
      log: ["A pirate raider comes out of the dust with its guns hot.", "Your laser cuts across its flank: 9 damage.", "The raider answers: 11 damage.", "Your laser bites again: 9 damage. The raider misses."],
    },
  });
  return { ...field(), mode: Mode.COMBAT, combat: fight, destinations: [], actions: [] };
}

export function event(): View {
  const { encounter } = create(ViewSchema, {
    encounter: {
      id: "drifting_choir", title: "The drifting choir", text: "Seven suits tumble slowly through the dark, tethered hand to hand, lamps still burning. Their radio sings the same eleven notes over and over.",
      choices: [
        { id: "board", text: "Bring them aboard", risk: "70 %: survivors who pay 120 credits. 30 %: a sickness, −15 health.", allowed: true },
        { id: "listen", text: "Record the song and fly on", risk: "Safe. Scientists pay for odd things.", allowed: true },
        { id: "tow", text: "Tow the whole chain to the dock", risk: "Costs 12 fuel; the Lamplighters will remember.", reason: "not_allowed", message: "That takes 12 fuel; you have 8." },
      ],
    },
  });
  return { ...cruise(), mode: Mode.EVENT, encounter, destinations: [], actions: [] };
}

/** pod is a captain who has lost the ship. */
export function pod(): View {
  const view = field();
  const { pod: own } = create(ViewSchema, { pod: { hull: 22, maxHull: 30, augmentations: [{ id: "rescue_beacon", name: "Rescue beacon", kind: "utility", price: 450, effect: "50 %: a hit is avoided." }] } });
  return { ...view, pod: own, captain: { ...view.captain!, inPod: true }, ship: { ...view.ship!, hull: 0, cargoUsed: 0 }, cargo: [], warnings: ["You sit in the pod: reach a yard and buy a ship."] };
}

export function ended(status = VoyageStatus.VICTORY): View {
  const { outcome } = create(ViewSchema, { outcome: { status, text: "Five thousand credits to your name, and every dock from here to the Veil knows it.", score: 5120, netWorth: 5820, ruleset: "voyage" } });
  return { ...cruise(), status, mode: Mode.ENDED, outcome, destinations: [], actions: [], warnings: [] };
}
