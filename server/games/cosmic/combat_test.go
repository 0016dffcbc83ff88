package cosmic

import (
	"math"
	"strings"
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-4 {
		t.Errorf("%s is %v, not %v", what, got, want)
	}
}

// TestAttacksFollowTheFormulas against values worked out by hand.
func TestAttacksFollowTheFormulas(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		about, enemy, action string
		modules              []string
		hit, enemyHit        float64
		least, greatest      int32
	}{
		{"unarmed", "pirate_scout", "attack", nil, .7, .7, 1, 2},
		{"a laser", "pirate_scout", "attack", []string{"laser_cannon"}, .7, .7, 8, 12},
		{"laser and missiles", "pirate_raider", "attack", []string{"laser_cannon", "missile_launcher"}, .7, .75, 23, 27},
		{"a precise shot", "pirate_raider", "precise_shot", []string{"laser_cannon", "targeting_computer"}, 1, .625, 6, 10},
		{"a barrage", "pirate_raider", "barrage", []string{"laser_cannon", "missile_launcher"}, .49, .9375, 35, 39},
		{"evading", "alien_drone", "evasive", []string{"laser_cannon"}, .35, .425, 3, 7},
		{"an afterburner", "rogue_ai_ship", "attack", []string{"laser_cannon", "afterburner"}, .7, .692308, 8, 12},
		{"evading with an afterburner", "space_kraken", "evasive", []string{"missile_launcher", "afterburner"}, .35, .230769, 5, 9},
	} {
		v := embedded.helm(against(fitted(scene(t), c.modules...), c.enemy)).showCombat()
		for _, a := range v.GetAttacks() {
			if a.GetAction() != c.action {
				continue
			}
			near(t, c.about+": chance to hit", a.GetHitChance(), c.hit)
			near(t, c.about+": chance to be hit", a.GetEnemyHitChance(), c.enemyHit)
			if a.GetMinDamage() != c.least || a.GetMaxDamage() != c.greatest || !a.GetAllowed() {
				t.Errorf("%s: damage %d to %d", c.about, a.GetMinDamage(), a.GetMaxDamage())
			}
		}
	}
}

func TestAGunnerAims(t *testing.T) {
	t.Parallel()
	s := against(fitted(scene(t), "laser_cannon", "targeting_computer"), "pirate_scout")
	s.crew = []*cosmicv1.Event_Person{{Id: "c1", Role: "gunner"}}
	a, _ := embedded.balance.Attack("evasive")
	h := embedded.helm(s)
	near(t, "evading with gunner and computer", h.hitChance(h.rig(), a), (.7+.2+.25)*.5)
}

// TestARoundIsFoughtAsToldInAdvance: damage lies between what the view says, the
// enemy's within three of its power, and a share of hits near the chance.
func TestARoundIsFoughtAsToldInAdvance(t *testing.T) {
	t.Parallel()
	s := against(fitted(scene(t), "laser_cannon"), "pirate_raider")
	hits, struck, rounds := 0, 0, int32(800)
	seen := map[int32]bool{}
	for n := range rounds {
		events, err := rpc(Game.Attack, &cosmicv1.AttackRequest{})(turn(n), s)
		must(t, err)
		if a, _ := first[*cosmicv1.Event_Attacked_](events); a.Attacked.GetHit() {
			hits++
			if d := a.Attacked.GetDamage(); d < 8 || d > 12 || a.Attacked.GetEnemyHull() != 60-d {
				t.Fatalf("damage %d leaves %d", d, a.Attacked.GetEnemyHull())
			}
		}
		if k, ok := first[*cosmicv1.Event_Struck_](events); ok {
			struck++
			seen[k.Struck.GetDamage()] = true
			if d := k.Struck.GetDamage(); d < 9 || d > 15 {
				t.Fatalf("the raider does %d", d)
			}
		}
	}
	if share := float64(hits) / float64(rounds); math.Abs(share-.7) > .055 {
		t.Errorf("%v of the shots hit", share)
	}
	if share := float64(struck) / float64(rounds); math.Abs(share-.75) > .055 || len(seen) != 7 {
		t.Errorf("%v of the raider's shots hit, for %v", share, seen)
	}
}

// TestAfterburnersCountOnce in the speed factor of fights.
func TestAfterburnersCountOnce(t *testing.T) {
	t.Parallel()
	for _, modules := range [][]string{{"afterburner"}, {"afterburner", "afterburner", "afterburner"}} {
		if got := embedded.helm(fitted(scene(t), modules...)).rig().combatSpeed; got != 1.3 {
			t.Errorf("%v: %v", modules, got)
		}
	}
}

// TestTheLogOfAFightIsOfTheFight: the turn in which a guard attacks adds nothing
// to it.
func TestTheLogOfAFightIsOfTheFight(t *testing.T) {
	t.Parallel()
	p := &play{helm: embedded.helm(scene(t)), t: turn(0)}
	p.health = 50
	p.meet("pirate_scout", "")
	p.passTurn()
	p.pay(10, "a test")
	if log := embedded.View(p.State, viewer).GetCombat().GetLog(); len(log) != 1 || !strings.Contains(log[0], "Hull 30") {
		t.Errorf("%q", log)
	}
}

func TestFleeing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		enemy   string
		modules []string
		chance  float64
	}{
		{"pirate_scout", nil, 1.2 / 1.8},
		{"pirate_raider", nil, .8},
		{"pirate_scout", []string{"afterburner"}, .9},
		{"rogue_ai_ship", []string{"speed_rig"}, 1.4 / 1.65},
		{"space_kraken", nil, .9},
	} {
		h := embedded.helm(against(fitted(scene(t), c.modules...), c.enemy))
		near(t, "fleeing from "+c.enemy, h.fleeChance(h.rig()), c.chance)
	}
	s := against(scene(t), "pirate_raider")
	got := func(want bool) func(State, []*cosmicv1.Event) bool {
		return func(_ State, events []*cosmicv1.Event) bool {
			f, _ := first[*cosmicv1.Event_Fled_](events)
			return f.Fled.GetEscaped() == want
		}
	}
	away, _ := lucky(t, s, action("flee"), got(true))
	if away.fight != nil || away.fuel != s.fuel-10 || away.turn != s.turn || away.statistics.avoided != 1 {
		t.Errorf("got away with %d fuel in turn %d", away.fuel, away.turn)
	}
	caught, _ := lucky(t, s, action("flee"), got(false))
	if caught.fight == nil || caught.ship.hull != s.ship.hull-18 || caught.fuel != s.fuel || caught.fight.round != 2 {
		t.Errorf("caught with hull %d and %d fuel", caught.ship.hull, caught.fuel)
	}
	s.fuel = 4
	if dry, _ := lucky(t, s, action("flee"), got(true)); dry.fuel != 0 {
		t.Errorf("fled with 4 fuel, %d are left", dry.fuel)
	}
}

func TestNegotiating(t *testing.T) {
	t.Parallel()
	s := against(scene(t), "pirate_raider")
	h := embedded.helm(s)
	near(t, "talking to a whole raider", h.talkChance(), .3)
	if h.talkCost() != 200 {
		t.Errorf("peace with a whole raider costs %d", h.talkCost())
	}
	s = s.withFight(func(f *fight) { f.hull = 30 })
	h = embedded.helm(s)
	near(t, "talking to half a raider", h.talkChance(), .55)
	agreed := func(want bool) func(State, []*cosmicv1.Event) bool {
		return func(_ State, events []*cosmicv1.Event) bool {
			n, _ := first[*cosmicv1.Event_Negotiated_](events)
			return n.Negotiated.GetAgreed() == want
		}
	}
	if next, _ := lucky(t, s, action("negotiate"), agreed(true)); next.credits != 400 || next.fight != nil || next.turn != s.turn {
		t.Errorf("peace leaves %d credits", next.credits)
	}
	next, events := lucky(t, s, action("negotiate"), agreed(false))
	if next.credits != 500 || next.fight == nil || !has[*cosmicv1.Event_Struck_](events) && !has[*cosmicv1.Event_Evaded_](events) {
		t.Errorf("no peace leaves %d credits", next.credits)
	}
	refused(t, against(scene(t), "alien_drone"), "will_not_talk", action("negotiate"))
	refused(t, against(scene(t), "rogue_ai_ship"), "will_not_talk", action("negotiate"))
	s.credits = 99
	refused(t, s, "no_credits", action("negotiate"))
}

func TestAnEnemyAtItsThresholdFleesHalfTheTime(t *testing.T) {
	t.Parallel()
	s := against(scene(t), "pirate_scout").withFight(func(f *fight) { f.hull = 9 })
	fled := 0
	for n := range int32(600) {
		events, err := rpc(Game.Attack, &cosmicv1.AttackRequest{Action: "evasive"})(turn(n), s)
		must(t, err)
		if has[*cosmicv1.Event_EnemyFled_](events) {
			fled++
		}
	}
	if fled < 250 || fled > 350 {
		t.Errorf("it fled %d times of 600", fled)
	}
	drone := against(scene(t), "alien_drone").withFight(func(f *fight) { f.hull = 3 })
	for n := range int32(200) {
		events, err := rpc(Game.Attack, &cosmicv1.AttackRequest{})(turn(n), drone)
		must(t, err)
		if has[*cosmicv1.Event_EnemyFled_](events) {
			t.Fatal("a drone fled")
		}
	}
}

func TestAWinPaysAndLeavesLootThatFits(t *testing.T) {
	t.Parallel()
	s := against(fitted(scene(t), "laser_cannon"), "pirate_raider").withFight(func(f *fight) { f.hull = 1 })
	won := func(n State, _ []*cosmicv1.Event) bool { return n.fight == nil }
	next, _ := lucky(t, s, rpc(Game.Attack, &cosmicv1.AttackRequest{}), func(n State, events []*cosmicv1.Event) bool {
		return won(n, events) && has[*cosmicv1.Event_Gained_](events)
	})
	if gain := next.credits - s.credits; gain < 100 || gain > 200 || next.statistics.ships() != 1 || next.wrecks[s.at] != 1 {
		t.Errorf("the raider was worth %d", gain)
	}
	if next.reputation["compact"] != 2 || next.reputation["lanterns"] != 1 {
		t.Errorf("nobody liked it: %v", next.reputation)
	}
	full := s
	full.cargo = map[string]int32{"rare_minerals": 10} // all of the scout's 50
	for n := range int32(300) {
		events, err := rpc(Game.Attack, &cosmicv1.AttackRequest{})(turn(n), full)
		must(t, err)
		holds(t, folded(t, full, events))
		if has[*cosmicv1.Event_Gained_](events) {
			t.Fatal("loot in a full hold")
		}
	}
}

func TestSpecialAttacksTakeWhatTheyTake(t *testing.T) {
	t.Parallel()
	s := against(fitted(scene(t), "laser_cannon"), "pirate_scout")
	refused(t, s, "no_targeting_computer", rpc(Game.Attack, &cosmicv1.AttackRequest{Action: "precise_shot"}))
	refused(t, s, "too_few_weapons", rpc(Game.Attack, &cosmicv1.AttackRequest{Action: "barrage"}))
	refused(t, s, "invalid_action", rpc(Game.Attack, &cosmicv1.AttackRequest{Action: "ramming"}))
}

func TestAShieldIsHitBeforeTheHull(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s.cargo = map[string]int32{"shield_booster_charge": 1}
	s, _ = after(t, s, rpc(Game.UseItem, &cosmicv1.UseItemRequest{Item: "shield_booster_charge"}))
	p := &play{helm: embedded.helm(s), t: turn(0)}
	p.damage(30, "a test", false)
	if p.shield() != 20 || p.ship.hull != 80 {
		t.Fatalf("shield %d, hull %d", p.shield(), p.ship.hull)
	}
	p.damage(30, "a test", false)
	if p.shield() != 0 || p.ship.hull != 70 {
		t.Fatalf("shield %d, hull %d", p.shield(), p.ship.hull)
	}
	for range 5 {
		if s.shield() != 50 {
			t.Fatalf("in turn %d the shield is %d", s.turn, s.shield())
		}
		s = folded(t, s, []*cosmicv1.Event{event(&cosmicv1.Event_TurnPassed{Turn: s.turn + 1})})
	}
	if s.shield() != 0 {
		t.Error("the shield stands for more than five turns")
	}
}

// TestEncountersAreWeightedByDanger as the table says.
func TestEncountersAreWeightedByDanger(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		region string
		want   map[string]float64
	}{
		{"frontier", map[string]float64{"pirate_scout": .75, "pirate_raider": .5, "alien_drone": .1, "space_kraken": .05, "rogue_ai_ship": .2}},
		{"ancient_sectors", map[string]float64{"pirate_scout": .75, "pirate_raider": .5, "alien_drone": .3, "space_kraken": .05, "rogue_ai_ship": .2}},
		{"nebula_fields", map[string]float64{"pirate_scout": .75, "pirate_raider": .5, "alien_drone": .1, "space_kraken": .15, "rogue_ai_ship": .2}},
	} {
		s := somewhere(t, scene(t), func(p *cosmicv1.Event_Place) bool {
			return scene(t).chart.area(p.GetId()).GetType() == c.region
		})
		p := &play{helm: embedded.helm(s), t: turn(0)}
		sum, met := 0.0, map[string]int{}
		for _, w := range c.want {
			sum += w
		}
		const tries = 3000
		for range tries {
			met[p.stranger(.5)]++
		}
		for enemy, w := range c.want {
			if share := float64(met[enemy]) / tries; math.Abs(share-w/sum) > .03 {
				t.Errorf("%s: %s is met in %v of the cases, not %v", c.region, enemy, share, w/sum)
			}
		}
	}
}

// TestAFightIsPartOfTheState: it survives folding the log again, which is what
// loading a save does, and belongs to its voyage alone.
func TestAFightIsPartOfTheState(t *testing.T) {
	t.Parallel()
	b := voyage(t, 2, &cosmicv1.CreateRequest{Seed: "fight"})
	other := voyage(t, 2, &cosmicv1.CreateRequest{Seed: "fight"})
	must(t, b.Do(1, func(turn session.Turn, s State) ([]*cosmicv1.Event, error) {
		p := &play{helm: embedded.helm(s), t: turn}
		p.meet("space_kraken", "")
		return p.events, p.err
	}))
	for range 3 {
		if b.State().fight != nil && b.State().status == underWay {
			must(t, b.Do(1, rpc(Game.Attack, &cosmicv1.AttackRequest{Action: "evasive"})))
		}
	}
	again := folded(t, (Game{}).New(), b.Events())
	if again.fight == nil || bytesOf(again) != bytesOf(b.State()) || len(again.fight.log) < 3 || again.fight.round != 4 {
		t.Errorf("folded again, the fight is %v", again.fight)
	}
	if other.State().fight != nil || other.View(1).GetCombat() != nil {
		t.Error("another voyage is in the same fight")
	}
}
