package balance

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The tables of the game's design, §2 to §7. What is tuned is not in here.

func TestRegionsAndPlacesAreTheDesigns(t *testing.T) {
	t.Parallel()
	b := Default()
	type row struct{ danger, factor float64 }
	got := map[string]row{}
	for _, r := range b.Regions {
		got[r.Type] = row{r.Danger, r.Wealth}
	}
	if diff := cmp.Diff(map[string]row{
		CoreWorlds: {.1, 1.5}, Frontier: {.6, 1.2}, NebulaFields: {.4, 1}, Void: {.8, .8}, AncientSectors: {.5, 1.8},
	}, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Error(diff)
	}
	places := map[string][3]float64{}
	for _, n := range b.NodeTypes {
		places[n.Type] = [3]float64{n.Repair, n.Trade, n.Danger}
	}
	if diff := cmp.Diff(map[string][3]float64{
		Planet: {.7, .8, .2}, Station: {1, 1, .1}, Anomaly: {0, 0, .8}, Wormhole: {0, 0, .5}, AsteroidField: {.2, .4, .6}, Derelict: {.1, .2, .7},
	}, places); diff != "" {
		t.Error(diff)
	}
	first := map[string][]string{}
	for _, r := range b.Regions {
		first[r.Type] = r.FirstNodes
	}
	if diff := cmp.Diff(map[string][]string{
		CoreWorlds: {Planet, Station, Planet}, Frontier: {Planet, AsteroidField, Derelict}, NebulaFields: {Anomaly, Planet, Anomaly},
		Void: {Derelict, Anomaly}, AncientSectors: {Anomaly, Derelict, Wormhole},
	}, first); diff != "" {
		t.Error(diff)
	}
}

func TestTravelAndCaptainAreTheDesigns(t *testing.T) {
	t.Parallel()
	b := Default()
	travel := b.Travel
	travel.EventChance = 0 // free
	if diff := cmp.Diff(Travel{NodeFuel: 5, RegionFuel: 50, WormholeFuel: 20, HazardDamage: Range{5, 15}, FightChance: .25, FirstVisit: 100}, travel); diff != "" {
		t.Error(diff)
	}
	captain := b.Captain
	captain.MaxFood, captain.Modules = 0, nil
	if diff := cmp.Diff(Captain{Health: 100, MaxHealth: 100, Credits: 500, Fuel: 100, MaxFuel: 100, Food: 50, HealthPerMeal: 2, Ship: "scout"}, captain); diff != "" {
		t.Error(diff)
	}
	if b.Voyage.MaxTurns != 50 || b.Voyage.VictoryCredits != 5000 || (b.Map.Nodes != Range{3, 8}) || (b.Map.RegionLinks != Range{1, 3}) {
		t.Errorf("%+v", b.Voyage)
	}
}

func TestShipsAreTheDesigns(t *testing.T) {
	t.Parallel()
	got := map[string]Ship{}
	for _, s := range Default().Ships {
		id := s.Type
		s.Type, s.Name, s.Description = "", "", ""
		got[id] = s
	}
	if diff := cmp.Diff(map[string]Ship{
		"scout":    {Price: 400, Hull: 80, Cargo: 50, Fuel: .8, Speed: 1.2, Slots: Slots{2, 3, 1, 1}},
		"trader":   {Price: 800, Hull: 100, Cargo: 200, Fuel: 1.2, Speed: .8, Slots: Slots{1, 2, 4, 2}},
		"combat":   {Price: 1200, Hull: 150, Cargo: 100, Fuel: 1, Speed: 1, Slots: Slots{4, 2, 2, 1}},
		"explorer": {Price: 2000, Hull: 120, Cargo: 150, Fuel: .9, Speed: 1.1, Slots: Slots{3, 3, 3, 2}},
	}, got); diff != "" {
		t.Error(diff)
	}
}

func TestModulesAreTheDesigns(t *testing.T) {
	t.Parallel()
	got := map[string]Module{}
	for _, m := range Default().Modules {
		id := m.ID
		m.ID, m.Name = "", ""
		got[id] = m
	}
	if diff := cmp.Diff(map[string]Module{
		"laser_cannon":       {Slot: High, Price: 200, Effects: Effects{Power: 10}},
		"missile_launcher":   {Slot: High, Price: 300, Effects: Effects{Power: 15}},
		"mining_laser":       {Slot: High, Price: 250, Enables: EnablesMine, Effects: Effects{Mining: 1.5}},
		"salvager":           {Slot: High, Price: 350, Enables: EnablesSalvage, Effects: Effects{Salvage: 1.5}},
		"shield_booster":     {Slot: Mid, Price: 300, Effects: Effects{Hull: 20}},
		"scanner_upgrade":    {Slot: Mid, Price: 400, Effects: Effects{Scan: 2}},
		"targeting_computer": {Slot: Mid, Price: 250, Enables: EnablesPreciseShot, Effects: Effects{Accuracy: .2}},
		"afterburner":        {Slot: Mid, Price: 350, Effects: Effects{Speed: .3, CombatSpeed: .3}},
		"armor_plates":       {Slot: Low, Price: 250, Effects: Effects{Hull: 30}},
		"cargo_expander":     {Slot: Low, Price: 200, Effects: Effects{Cargo: 50}},
		"fuel_optimizer":     {Slot: Low, Price: 300, Effects: Effects{Fuel: .8}},
		"repair_drones":      {Slot: Low, Price: 500, Effects: Effects{HullPerTurn: 1}},
		"cargo_rig":          {Slot: Rig, Price: 600, Effects: Effects{Cargo: 75}},
		"speed_rig":          {Slot: Rig, Price: 700, Effects: Effects{Speed: .2, Fuel: .9}},
		"shield_rig":         {Slot: Rig, Price: 800, Effects: Effects{Hull: 40}},
	}, got); diff != "" {
		t.Error(diff)
	}
}

func TestItemsAreTheDesigns(t *testing.T) {
	t.Parallel()
	got, uses := map[string][3]int{}, map[string]Use{}
	for _, i := range Default().Items {
		got[i.ID] = [3]int{i.Weight, i.Value, i.Stack}
		if i.Use != nil {
			uses[i.ID] = *i.Use
		}
	}
	if diff := cmp.Diff(map[string][3]int{
		"rare_minerals": {5, 50, 99}, "alien_artifacts": {2, 200, 20}, "data_cores": {1, 100, 50}, "luxury_goods": {3, 150, 30}, "scrap_metal": {10, 20, 99},
		"repair_nanobots": {3, 100, 10}, "fuel_cells": {10, 80, 5}, "shield_booster_charge": {5, 150, 5}, "med_pack": {2, 120, 10},
		"quantum_processor": {1, 300, 20}, "exotic_matter": {2, 500, 10}, "fusion_core": {5, 400, 5},
		"ancient_key": {0, 0, 1}, "star_chart_fragment": {0, 0, 1}, "distress_beacon": {0, 0, 1},
	}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]Use{
		"repair_nanobots": {Hull: 20}, "fuel_cells": {Fuel: 30}, "shield_booster_charge": {Shield: 50, Turns: 5}, "med_pack": {Health: 30},
	}, uses); diff != "" {
		t.Error(diff)
	}
}

func TestEnemiesAreTheDesigns(t *testing.T) {
	t.Parallel()
	got := map[string]Enemy{}
	for _, e := range Default().Enemies {
		id := e.ID
		e.ID, e.Name, e.Description, e.Reputation = "", "", "", nil
		got[id] = e
	}
	one := Range{1, 1}
	if diff := cmp.Diff(map[string]Enemy{
		"pirate_scout": {Hull: 30, Power: 5, Accuracy: .7, Speed: 1.2, LootChance: .8, Credits: Range{50, 100}, FleesAt: .3, Talks: true,
			Loot: []Loot{{6, "scrap_metal", Range{2, 5}}, {3, "fuel_cells", Range{1, 2}}, {1, "rare_minerals", Range{1, 3}}}},
		"pirate_raider": {Hull: 60, Power: 12, Accuracy: .75, Speed: 1, LootChance: .9, Credits: Range{100, 200}, FleesAt: .2, Talks: true,
			Loot: []Loot{{5, "scrap_metal", Range{5, 10}}, {3, "data_cores", Range{1, 2}}, {2, "luxury_goods", Range{1, 2}}}},
		"alien_drone": {Hull: 45, Power: 10, Accuracy: .85, Speed: .8, LootChance: 1,
			Loot: []Loot{{4, "quantum_processor", one}, {3, "alien_artifacts", one}, {3, "exotic_matter", one}}},
		"space_kraken": {Hull: 100, Power: 20, Accuracy: .6, Speed: .6, LootChance: 1, Credits: Range{200, 400}, FleesAt: .1, Talks: true,
			Loot: []Loot{{6, "exotic_matter", Range{2, 4}}, {4, "alien_artifacts", Range{1, 2}}}},
		"rogue_ai_ship": {Hull: 80, Power: 15, Accuracy: .9, Speed: 1.1, LootChance: 1, Credits: Range{150, 300},
			Loot: []Loot{{5, "quantum_processor", Range{2, 3}}, {3, "data_cores", Range{3, 5}}, {2, "fusion_core", one}}},
	}, got); diff != "" {
		t.Error(diff)
	}
	b := Default()
	for _, c := range []struct {
		enemy, region string
		danger, want  float64
	}{
		{"pirate_scout", Frontier, .6, .7}, {"pirate_raider", Frontier, .6, .6}, {"alien_drone", Void, .8, .1}, {"alien_drone", AncientSectors, .5, .3},
		{"space_kraken", Void, .8, .05}, {"space_kraken", NebulaFields, .5, .15}, {"rogue_ai_ship", Void, .5, .2},
	} {
		e, _ := find(b.Encounters, func(e Encounter) bool { return e.Enemy == c.enemy })
		if got := e.Weight(c.region, c.danger); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%s in %s at %v: %v, want %v", c.enemy, c.region, c.danger, got, c.want)
		}
	}
}

func TestFightsAndPodAreTheDesigns(t *testing.T) {
	t.Parallel()
	b := Default()
	if diff := cmp.Diff(Combat{
		HitChance: .7, MaxHitChance: 1, DamageSpread: 2, UnarmedDamage: Range{1, 2}, MinDamage: 1, EnemyDamageSpread: 3, EnemyFleeChance: .5,
		Attacks: []Attack{
			{"attack", "Attack", 1, 1, 1, ""}, {"precise_shot", "Precise shot", 1.5, .8, 1.2, NeedsTargeting},
			{"barrage", "Barrage", .7, 1.5, .8, NeedsTwoWeapons}, {"evasive", "Evasive manoeuvre", .5, .5, 2, ""},
		},
		Flee: Flee{MaxChance: .9, EnemySpeed: 1.5, Fuel: 10, HitFactor: 1.5}, Negotiate: Negotiate{Line{.3, .5}},
	}, b.Combat); diff != "" {
		t.Error(diff)
	}
	if b.Pod.Price != 500 || b.Pod.Hull != 30 || b.Pod.Augmentations != 4 || b.Pod.HazardChance != .3 || b.Pod.HazardDamage != 10 {
		t.Errorf("%+v", b.Pod)
	}
	got := map[string]Augmentation{}
	for _, a := range b.Augmentations {
		id := a.ID
		a.ID, a.Name = "", ""
		got[id] = a
	}
	if diff := cmp.Diff(map[string]Augmentation{
		"shield_boost": {Kind: Defensive, Price: 300, Effects: Effects{Hull: 20}}, "life_support": {Kind: Defensive, Price: 600, PodHull: 50},
		"armor_plating": {Kind: Defensive, Price: 550, PodDamage: .5}, "scanner_array": {Kind: Utility, Price: 400, Effects: Effects{Scan: 2}},
		"rescue_beacon": {Kind: Utility, Price: 450, AvoidChance: .5}, "cargo_module": {Kind: Storage, Price: 500, KeepWeight: 10},
		"emergency_supplies": {Kind: Storage, Price: 300, Food: 20}, "emergency_thrusters": {Kind: Propulsion, Price: 250, Effects: Effects{Fuel: .8}},
	}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWorkAndCrewAreTheDesigns(t *testing.T) {
	t.Parallel()
	b := Default()
	m := b.Mine
	if m.Fuel != 5 || m.Chance != .7 || m.BonusChance != .1 || (m.Quantity != Range{2, 5}) || (m.Damage != Range{5, 15}) || b.Salvage.Fuel != 3 {
		t.Errorf("%+v", m)
	}
	got := map[string]Effects{}
	for _, r := range b.Crew.Roles {
		got[r.ID] = r.Effects
	}
	if diff := cmp.Diff(map[string]Effects{
		"pilot": {Speed: .2}, "engineer": {Fuel: .85}, "gunner": {Accuracy: .25}, "scientist": {Scan: 1.5}, "medic": {HealthPerTurn: 1},
	}, got); diff != "" {
		t.Error(diff)
	}
}
