package terminal

import (
	"fmt"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
	savev1 "playhouse/gen/playhouse/save/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"

	"google.golang.org/protobuf/types/known/timestamppb"
)

const sessionID = "01990000-0000-7000-8000-000000000001"

// cruise is a voyage at a station with everything a view can hold.
func cruise() *cosmicv1.View {
	return &cosmicv1.View{
		Status: cosmicv1.VoyageStatus_VOYAGE_STATUS_UNDER_WAY, Mode: cosmicv1.Mode_MODE_CRUISE,
		Options: &cosmicv1.Options{Seed: "ada", MaxTurns: 50, VictoryCredits: 5000},
		Captain: &cosmicv1.Captain{Health: 88, MaxHealth: 100, Credits: 742, Fuel: 61, MaxFuel: 100, Food: 47, Turn: 7, TurnsLeft: 43},
		Ship: &cosmicv1.Ship{
			Type: "scout", Name: "Scout", Hull: 22, MaxHull: 80, CargoUsed: 31, CargoCapacity: 50, FuelEfficiency: 0.8, Speed: 1.2, Power: 10,
			ScanStrength: 1, MiningYield: 1, SalvageYield: 1, TradeIn: 300,
			Slots: []*cosmicv1.Slot{
				{Id: "high-1", Kind: "high", Module: &cosmicv1.Module{Id: "laser_cannon", Name: "Laser cannon", Slot: "high", Price: 200, Effect: "+10 power.", Refund: 100, Allowed: true}},
				{Id: "high-2", Kind: "high"}, {Id: "mid-1", Kind: "mid"}, {Id: "mid-2", Kind: "mid"}, {Id: "mid-3", Kind: "mid"}, {Id: "low-1", Kind: "low"},
				{Id: "rig-1", Kind: "rig", Module: &cosmicv1.Module{Id: "speed_rig", Name: "Speed rig", Slot: "rig", Price: 700, Effect: "Speed +0.2, fuel ×0.9. Permanent.", Reason: "permanent", Message: "Rigs are permanent."}},
			},
		},
		Location: &cosmicv1.Location{RegionId: "r1", RegionName: "Lantern Reach", RegionType: "core_worlds", NodeId: "r1n1", NodeName: "Tallow Gate", NodeType: "station", Danger: 0.1, Repair: true, Trade: true},
		Pod:      &cosmicv1.Pod{Hull: 30, MaxHull: 30, Aboard: true, Augmentations: []*cosmicv1.Augmentation{{Id: "shield_boost", Name: "Shield boost", Kind: "defensive", Price: 300, Effect: "+20 ship hull."}}},
		Cargo: []*cosmicv1.Stack{
			{Item: "rare_minerals", Name: "Rare minerals", Kind: "trade", Quantity: 5, Weight: 5, Value: 50, MaxStack: 99, Effect: "Sold at markets."},
			{Item: "med_pack", Name: "Med pack", Kind: "consumable", Quantity: 3, Weight: 2, Value: 120, MaxStack: 10, Effect: "+30 health.", Usable: true},
			{Item: "ancient_key", Name: "Ancient key", Kind: "quest", Quantity: 1, MaxStack: 1, Effect: "Opens what was shut long ago."},
		},
		Map: starsOf(), Destinations: waysOf(), Market: marketOf(), Yard: yardOf(),
		Quests: []*cosmicv1.Quest{
			{Id: "q1", Kind: "delivery", Title: "Ice for the Hollow", Text: "Bring 3 med packs to Hollow Station before the fever spreads.", Status: cosmicv1.QuestStatus_QUEST_STATUS_RUNNING, Progress: 1, Goal: 3, Deadline: 14, RewardCredits: 350, Faction: "lamplighters", Reputation: 10, NodeId: "r1n3", Where: "Hollow Station in Lantern Reach"},
			{Id: "q0", Kind: "bounty", Title: "A quiet lane", Text: "Destroy a pirate scout.", Status: cosmicv1.QuestStatus_QUEST_STATUS_DONE, Progress: 1, Goal: 1, RewardCredits: 150},
		},
		OfferedQuests: []*cosmicv1.Quest{
			{Id: "q2", Kind: "chain", ChainStep: 1, Title: "The first door", Text: "Find the key that the surveyors lost among the derelicts.", Status: cosmicv1.QuestStatus_QUEST_STATUS_OFFERED, Goal: 1, RewardCredits: 200, Where: "somewhere in the Void", Allowed: true, RewardItems: []*cosmicv1.Stack{{Name: "Star chart fragment", Quantity: 1}}},
			{Id: "q3", Kind: "rescue", Title: "Nobody left behind", Text: "Fetch the crew of a stranded hauler.", Status: cosmicv1.QuestStatus_QUEST_STATUS_OFFERED, Goal: 1, Deadline: 20, RewardCredits: 300, Message: "The Lamplighters do not trust you enough yet.", Reason: "not_trusted"},
		},
		Crew:     []*cosmicv1.CrewMember{{Id: "c1", Name: "Ines Okoro", Role: "pilot", Effect: "Speed +0.2.", Wage: 8}},
		Recruits: []*cosmicv1.CrewMember{{Id: "c2", Name: "Bram Vetch", Role: "engineer", Effect: "Fuel ×0.85.", Fee: 200, Wage: 10, Allowed: true}, {Id: "c3", Name: "Suri Lund", Role: "pilot", Effect: "Speed +0.2.", Fee: 120, Wage: 7, Reason: "role_taken", Message: "There is a pilot already."}},
		Factions: []*cosmicv1.Faction{{Id: "lamplighters", Name: "Lamplighters", Reputation: 15, Standing: "friendly", Effect: "Prices 5 % better."}, {Id: "free_keel", Name: "Free Keel", Reputation: -20, Standing: "wary", Effect: "Their raiders attack."}, {Id: "archive", Name: "The Archive", Standing: "neutral"}},
		Effects:  []*cosmicv1.TemporaryEffect{{Kind: "shield", Name: "Shield", Amount: 50, Turns: 3}},
		Statistics: &cosmicv1.Statistics{
			Distance: 1240, SystemsVisited: 5, RegionsDiscovered: 2, ItemsCollected: 11, CreditsEarned: 512, CreditsSpent: 270, ShipsDestroyed: 1, FightsAvoided: 1, QuestsDone: 1, DamageTaken: 58, PlaySeconds: 754,
		},
		Achievements: []*cosmicv1.Achievement{{Id: "first_blood", Name: "First blood", Text: "Destroy a ship.", Reached: true, Turn: 4}, {Id: "cartographer", Name: "Cartographer", Text: "Discover all five regions."}},
		Actions: []*cosmicv1.Action{
			{Id: "scan", Name: "Scan", Effect: "Look around.", Allowed: true, TakesTurn: true},
			{Id: "mine", Name: "Mine", Reason: "nothing_to_mine", Message: "There is nothing to mine at a station.", TakesTurn: true},
			{Id: "salvage", Name: "Salvage", Reason: "nothing_to_salvage", Message: "Nothing drifts here to take apart.", TakesTurn: true},
			{Id: "wait", Name: "Wait", Allowed: true, TakesTurn: true}, {Id: "repair", Name: "Repair", Allowed: true}, {Id: "eat", Name: "Eat", Allowed: true},
			{Id: "distress_call", Name: "Distress call", Reason: "not_stranded", Message: "You can still get away on your own."},
			{Id: "buy_pod", Name: "Buy pod", Reason: "has_pod", Message: "There is a pod aboard already."},
			{Id: "flee", Name: "Flee", Reason: "not_in_combat"}, {Id: "negotiate", Name: "Negotiate", Reason: "not_in_combat"},
		},
		NetWorth: 1742, Earned: 612, Warnings: []string{"The hull is below 30 %."},
	}
}

func starsOf() *cosmicv1.StarMap {
	m := &cosmicv1.StarMap{TotalRegions: 5, TotalNodes: 27}
	for i, r := range []struct {
		name, kind string
		x, y       float64
		visited    bool
	}{
		{"Lantern Reach", "core_worlds", 0, -700, true}, {"The Ember Marches", "frontier", 665, -216, true}, {"Veil of Ysolde", "nebula_fields", -665, -216, false},
	} {
		m.Regions = append(m.Regions, &cosmicv1.Region{Id: fmt.Sprint("r", i+1), Name: r.name, Type: r.kind, X: r.x, Y: r.y, Visited: r.visited})
	}
	for i, n := range []struct {
		name, kind string
		x, y       float64
		visited    bool
		quests     []string
	}{
		{"Tallow Gate", "station", 0, -700, true, nil}, {"Maren", "planet", -120, -780, true, nil}, {"Hollow Station", "station", 130, -640, false, []string{"q1"}},
		{"Gannet Field", "asteroid_field", -60, -590, false, nil}, {"The Whispering Arch", "anomaly", 90, -810, false, nil},
	} {
		m.Nodes = append(m.Nodes, &cosmicv1.Node{Id: fmt.Sprint("r1n", i+1), RegionId: "r1", Name: n.name, Type: n.kind, X: n.x, Y: n.y, Visited: n.visited, QuestIds: n.quests})
	}
	m.Nodes = append(m.Nodes, &cosmicv1.Node{Id: "r2n1", RegionId: "r2", Name: "Cinder", Type: "planet", X: 600, Y: -180, Visited: true})
	for _, l := range [][2]string{{"r1n1", "r1n2"}, {"r1n1", "r1n3"}, {"r1n1", "r1n4"}, {"r1n2", "r1n5"}, {"r1n3", "r1n5"}} {
		m.Links = append(m.Links, &cosmicv1.Link{From: l[0], To: l[1]})
	}
	for _, l := range [][2]string{{"r1", "r2"}, {"r1", "r3"}} {
		m.RegionLinks = append(m.RegionLinks, &cosmicv1.Link{From: l[0], To: l[1]})
	}
	return m
}

func waysOf() []*cosmicv1.Destination {
	return []*cosmicv1.Destination{
		{NodeId: "r1n2", Name: "Maren", Type: "planet", Fuel: 4, Danger: 0.15, Repair: true, Trade: true, Visited: true, Allowed: true, FuelLeft: 57},
		{NodeId: "r1n3", Name: "Hollow Station", Type: "station", Fuel: 4, Danger: 0.1, Allowed: true, FuelLeft: 57, QuestIds: []string{"q1"}},
		{NodeId: "r1n4", Name: "Gannet Field", Type: "asteroid_field", Fuel: 4, Danger: 0.35, Allowed: true, FuelLeft: 57},
		{RegionId: "r2", Name: "The Ember Marches", Type: "frontier", Fuel: 40, Danger: 0.6, Visited: true, Allowed: true, FuelLeft: 21},
		{RegionId: "r3", Name: "Veil of Ysolde", Type: "nebula_fields", Fuel: 80, Danger: 0.4, Reason: "no_fuel", Message: "It takes 80 fuel; you have 61."},
	}
}

func marketOf() *cosmicv1.Market {
	return &cosmicv1.Market{
		Fuel: &cosmicv1.Offer{Item: "fuel", Name: "Fuel", Ask: 2, Stock: 200, Held: 61, MaxBuy: 39, MaxBuyCost: 84, Trend: cosmicv1.Trend_TREND_STEADY},
		Food: &cosmicv1.Offer{Item: "food", Name: "Food", Ask: 3, Stock: 80, Held: 47, MaxBuy: 53, MaxBuyCost: 180, Trend: cosmicv1.Trend_TREND_FALLING},
		Items: []*cosmicv1.Offer{
			{Item: "rare_minerals", Name: "Rare minerals", Bid: 52, Ask: 61, Stock: 14, Trend: cosmicv1.Trend_TREND_RISING, Held: 5, MaxBuy: 3, MaxBuyCost: 190, MaxSell: 5, MaxSellGain: 248, Weight: 5, Value: 50, Quotes: []*cosmicv1.Quote{{NodeName: "Maren", Bid: 40, Ask: 48, Turn: 3}}},
			{Item: "data_cores", Name: "Data cores", Bid: 70, Ask: 84, Stock: 9, Trend: cosmicv1.Trend_TREND_FALLING, MaxBuy: 8, MaxBuyCost: 700, Weight: 1, Value: 100},
			{Item: "exotic_matter", Name: "Exotic matter", Bid: 480, Ask: 560, Weight: 2, Value: 500},
		},
		Wants: []string{"rare_minerals"}, Surpluses: []string{"data_cores"},
	}
}

func yardOf() *cosmicv1.Yard {
	return &cosmicv1.Yard{
		RepairCost: 116, RepairPrice: 2, MissingHull: 58, PodPrice: 500, PodReason: "has_pod", PodMessage: "There is a pod aboard already.",
		Modules: []*cosmicv1.Module{
			{Id: "missile_launcher", Name: "Missile launcher", Slot: "high", Price: 300, Effect: "+15 power.", FreeSlots: 1, Allowed: true},
			{Id: "repair_drones", Name: "Repair drones", Slot: "low", Price: 800, Effect: "+1 hull a turn.", FreeSlots: 1, Reason: "no_credits", Message: "It costs 800 credits; you have 742."},
		},
		Augmentations: []*cosmicv1.Augmentation{{Id: "cargo_module", Name: "Cargo module", Kind: "storage", Price: 500, Effect: "Keeps the most valuable stacks up to 10 weight.", Allowed: true}},
		Ships: []*cosmicv1.ShipOffer{
			{Type: "trader", Name: "Trader", Price: 800, Cost: 500, Hull: 100, Cargo: 200, FuelEfficiency: 1.2, Speed: 0.8, Slots: map[string]int32{"high": 1, "mid": 2, "low": 4, "rig": 2}, Allowed: true, Description: "A broad hull that forgives."},
		},
	}
}

// fight is the same voyage in combat.
func fight() *cosmicv1.View {
	v := cruise()
	v.Mode, v.Destinations, v.Market, v.Yard = cosmicv1.Mode_MODE_COMBAT, nil, nil, nil
	for _, a := range v.GetActions() {
		a.Allowed = a.GetId() == "flee"
	}
	v.Combat = &cosmicv1.Combat{
		Enemy: "pirate_scout", EnemyName: "Pirate scout", EnemyHull: 18, EnemyMaxHull: 30, EnemyPower: 5, EnemyAccuracy: 0.7, EnemySpeed: 1.2, Round: 2,
		Attacks: []*cosmicv1.AttackOption{
			{Action: "attack", Name: "Attack", Effect: "A plain shot.", Allowed: true, HitChance: 0.7, MinDamage: 8, MaxDamage: 12, EnemyHitChance: 0.7},
			{Action: "precise_shot", Name: "Precise shot", Effect: "Aim longer, hit surer.", Reason: "no_targeting_computer", Message: "It takes a targeting computer.", HitChance: 1, MinDamage: 6, MaxDamage: 10, EnemyHitChance: 0.58},
			{Action: "barrage", Name: "Barrage", Effect: "All tubes at once.", Reason: "too_few_weapons", Message: "It takes two weapons.", HitChance: 0.49, MinDamage: 13, MaxDamage: 17, EnemyHitChance: 0.88},
			{Action: "evasive", Name: "Evasive", Effect: "Dodge first, shoot second.", Allowed: true, HitChance: 0.35, MinDamage: 3, MaxDamage: 7, EnemyHitChance: 0.35},
		},
		FleeChance: 0.67, FleeFuel: 10, NegotiateChance: 0.5, NegotiateCost: 60,
		Log: []string{"You hit the pirate scout for 12.", "The pirate scout misses."},
	}
	return v
}

// event is the same voyage with a choice to make.
func event() *cosmicv1.View {
	v := cruise()
	v.Mode, v.Destinations, v.Market, v.Yard, v.Actions = cosmicv1.Mode_MODE_EVENT, nil, nil, nil, nil
	v.Encounter = &cosmicv1.Encounter{
		Id: "singing_buoy", Title: "The singing buoy", Text: "A survey buoy older than the charts turns slowly in the dark. It repeats five notes, and waits for the sixth.",
		Choices: []*cosmicv1.Choice{
			{Id: "answer", Text: "Play the sixth note", Risk: "60 %: data cores. 40 %: 10 hull damage.", Allowed: true},
			{Id: "strip", Text: "Take it apart", Risk: "Takes a salvager. 90 %: scrap metal.", Reason: "no_salvager", Message: "There is no salvager aboard."},
			{Id: "leave", Text: "Leave it to its song", Risk: "Nothing happens.", Allowed: true},
		},
	}
	return v
}

// ended is the same voyage, won.
func ended() *cosmicv1.View {
	v := cruise()
	v.Status, v.Mode, v.Destinations, v.Actions, v.Warnings = cosmicv1.VoyageStatus_VOYAGE_STATUS_VICTORY, cosmicv1.Mode_MODE_ENDED, nil, nil, nil
	v.Outcome = &cosmicv1.Outcome{Status: v.GetStatus(), Text: "You come home richer than you left by all that you set out to earn.", Score: 5120, NetWorth: 5620, Ruleset: "voyage"}
	return v
}

func logOf() []told {
	return []told{
		{1, 0, "The Scout leaves its berth at Tallow Gate.", normal},
		{2, 3, "Dust thins, and Maren turns below: green, loud, glad of visitors.", normal},
		{3, 5, "A pirate scout hails you with its guns. You answer in kind, and what is left of it drifts away in silence.", strong},
		{4, 6, "Quest done: A quiet lane. 150 credits.", good},
		{5, 7, "Back at Tallow Gate.", normal},
	}
}

// scene is what is known of a voyage on a screen.
func scene(v *cosmicv1.View, s screen, window size) known {
	at := timestamppb.New(day())
	return known{
		size: window, screen: s, spots: map[screen]spot{}, server: "http://localhost:8080", name: "Ada", signedIn: true,
		session: sessionID, live: uplink.Live{State: uplink.Connected, Version: 5, View: v}, log: logOf(),
		harbour: harbour{
			listed:  true,
			voyages: []*sessionv1.Room{{SessionId: sessionID, Game: game, Title: "", Summary: "turn 7 of 50, 742 credits"}},
			saves: []*savev1.SaveSlot{
				{Game: game, Slot: 0, Name: "Autosave", SavedAt: at, Details: []*savev1.Detail{{Key: "turn", Label: "Turn", Value: "7"}, {Key: "credits", Label: "Credits", Value: "742"}, {Key: "location", Label: "Location", Value: "Tallow Gate, Lantern Reach"}}},
				{Game: game, Slot: 2, Name: "Before the Marches", SavedAt: at, Details: []*savev1.Detail{{Key: "turn", Label: "Turn", Value: "3"}, {Key: "credits", Label: "Credits", Value: "500"}, {Key: "location", Label: "Location", Value: "Maren, Lantern Reach"}}},
			},
			boards: []*leaderboardv1.Board{{Game: game, Ruleset: "voyage", Players: 12, Best: 9120}, {Game: game, Ruleset: "daily 2026-11-20", Players: 3, Best: 4100}},
		},
	}
}
