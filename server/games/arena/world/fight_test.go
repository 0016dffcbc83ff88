package world_test

import (
	"math"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

func agent(t *testing.T, w *world.World, id int32) world.AgentMetrics {
	t.Helper()
	m, ok := w.AgentMetrics(id)
	if !ok {
		t.Fatalf("there is no agent %d", id)
	}
	return m
}

// A blow takes base_damage to twice that, evenly, costs 10 energy, and comes once in a
// cooldown.
func TestBlowsTakeTheirDamage(t *testing.T) {
	t.Parallel()
	c := open()
	c.BaseHealth, c.AttackCooldownMs, c.EnergyRecovery = 100000, 100, 100
	w := duel(t, c, 20, idle, strikes)
	var least, most, sum, blows = math.Inf(1), 0.0, 0.0, 0
	for before := 0.0; blows < 400; {
		w.Step()
		if d := agent(t, w, 3).DamageDealt - before; d > 0 {
			least, most, sum, blows = min(least, d), max(most, d), sum+d, blows+1
			before += d
		}
	}
	if least < 10 || most > 20 || math.Abs(sum/400-15) > 0.6 {
		t.Errorf("blows took %v to %v, %v on average: want 10 to 20, 15", least, most, sum/400)
	}
	if got := agent(t, w, 1).DamageTaken; math.Abs(got-sum) > 1e-6 {
		t.Errorf("%v was taken, %v dealt", got, sum)
	}
	if ticks := float64(w.Tick()); math.Abs(ticks/400-3) > 0.1 {
		t.Errorf("a blow came every %v ticks: want 3 at 100 ms", ticks/400)
	}
}

// Who has no energy cannot hit, and moves at half speed, until it has enough for a
// blow again.
func TestTheTiredCannotStrike(t *testing.T) {
	t.Parallel()
	c := open()
	c.EnergyRecovery, c.BaseHealth = 0, 100000
	w := duel(t, c, 20, idle, strikes)
	world.Drain(w, 3, 25)
	run(w, 300)
	if got := agent(t, w, 3).DamageDealt; got < 20 || got > 40 {
		t.Errorf("with energy for two blows it dealt %v", got)
	}
	w = duel(t, c, 300, forward, idle)
	world.Drain(w, 1, 0.5)
	run(w, 60)
	in, _ := w.Inspect(1)
	if v := in.Velocity.Len(); math.Abs(v-50) > 1 {
		t.Errorf("without energy it goes at %v, want half of 100", v)
	}
	var s world.Snapshot
	w.Snapshot(&s)
	if s.States[0]&world.StateWinded == 0 {
		t.Error("its state does not show it")
	}
}

// Who deals the last blow has the kill; who of that team struck within 5 s has an
// assist; the fallen is gone.
func TestKillsAndAssistsAreCounted(t *testing.T) {
	t.Parallel()
	c := open()
	w := duel(t, c, 20, idle, strikes)
	other := put(t, w, 2, where(t, w, 1).Sub(plane.Point{X: 20}))
	run(w, 400)
	one, two, fallen := agent(t, w, 3), agent(t, w, other), agent(t, w, 1)
	if one.Kills+two.Kills != 1 || one.Assists+two.Assists != 1 || one.Kills+one.Assists != 1 || fallen.Deaths != 1 {
		t.Errorf("kills and assists: %+v %+v %+v", one, two, fallen)
	}
	if math.Abs(one.DamageDealt+two.DamageDealt-100) > 1e-9 || math.Abs(fallen.DamageTaken-100) > 1e-9 {
		t.Errorf("100 health was taken: %v and %v", one.DamageDealt, two.DamageDealt)
	}
	m := w.Metrics()
	if m[0].Alive != 0 || m[0].Deaths != 1 || m[1].Kills != 1 || m[1].Assists != 1 || m[1].Alive != 2 {
		t.Errorf("teams: %+v", m)
	}
	if in, _ := w.Inspect(1); in.Alive || w.Agents() != 2 {
		t.Error("the fallen is alive")
	}
	var s world.Snapshot
	w.Snapshot(&s)
	if len(s.IDs) != 2 || s.IDs[0] != 3 {
		t.Errorf("the snapshot shows %v", s.IDs)
	}
}

// A healer mends the nearest hurt ally for half a blow, and nobody else.
func TestHealersMend(t *testing.T) {
	t.Parallel()
	c := open()
	c.EnergyRecovery = 0
	heals := func(_ *mind.Senses, a *mind.Action) { a.Heal, a.Strike = true, true }
	w := duel(t, c, 20, heals, idle)
	w.Register(world.Behavior{Number: 9, Program: idle})
	ally := put(t, w, 1, where(t, w, 1).Add(plane.Point{Y: 20}))
	w.Assign(world.Selection{Agents: []int32{ally}}, 9)
	world.Wound(w, ally, 0.5)
	run(w, 10)
	in, _ := w.Inspect(ally)
	self, _ := w.Inspect(1)
	if in.Health < 55 || in.Health > 60 || self.Energy != 90 || agent(t, w, 3).DamageTaken != 0 {
		t.Errorf("the ally has %v, the healer %v energy, the enemy lost %v", in.Health, self.Energy, agent(t, w, 3).DamageTaken)
	}
}

// The edge and holes hurt; who struck last before that has the kill.
func TestTheEdgeAndHolesTakeTheirToll(t *testing.T) {
	t.Parallel()
	c := open()
	c.BoundaryDamage = 60
	w := duel(t, c, 300, idle, idle)
	world.Place(w, 1, plane.Point{X: 9, Y: 300})
	run(w, 30)
	if got := agent(t, w, 1).DamageTaken; math.Abs(got-60) > 1e-6 {
		t.Errorf("a second at the edge took %v, want 60", got)
	}
	run(w, 30)
	if got := agent(t, w, 1).Deaths; got != 1 {
		t.Errorf("it fell %d times at the edge", got)
	}
	if got := w.Metrics()[1].Kills; got != 0 {
		t.Errorf("nobody struck, but there are %d kills", got)
	}

	w = duel(t, c, 20, idle, strikes)
	run(w, 12) // one blow
	at := where(t, w, 1)
	if err := w.EditWalls([]world.Wall{{Shape: plane.Circle(at, 6), Hole: true}}, nil); err != nil {
		t.Fatal(err)
	}
	run(w, 1)
	if agent(t, w, 1).Deaths != 1 || agent(t, w, 3).Kills != 1 {
		t.Error("who was struck and falls into a hole is killed")
	}
}

// With respawn the fallen come back at their post, whole.
func TestTheFallenComeBack(t *testing.T) {
	t.Parallel()
	c := open()
	c.Respawn, c.RespawnMs, c.BaseDamage = true, 1000, 1000
	w := duel(t, c, 20, idle, strikes)
	post := where(t, w, 1)
	run(w, 7)
	if in, _ := w.Inspect(1); in.Alive {
		t.Fatal("it did not fall")
	}
	w.Remove(world.Selection{Agents: []int32{3}})
	run(w, 31)
	in, _ := w.Inspect(1)
	if !in.Alive || in.Health != 100 || in.Energy != 100 || in.Position.Sub(post).Len() > 10 {
		t.Errorf("it did not come back whole: %+v", in)
	}
}

// No team has the first blow: equal teams win about as often.
func TestEqualTeamsWinAsOften(t *testing.T) {
	t.Parallel()
	wins := [3]int{}
	for seed := range 120 {
		c := open()
		c.Seed, c.End.Kind, c.AreaWidth, c.AreaHeight, c.End.Seconds = string(rune('a'+seed)), world.EndLastTeam, 300, 300, 60
		w := mustMake(t, c, teamsOf(attack, attack))
		for {
			w.Step()
			if r, over := w.Result(); over {
				wins[r.Winner]++
				break
			}
		}
	}
	// 120 even games: 60 ± 3 standard deviations of 5.5.
	if d := wins[1] - wins[2]; d > 34 || d < -34 {
		t.Errorf("the first wins %d of 120, the second %d", wins[1], wins[2])
	}
}
