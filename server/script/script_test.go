package script_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"playhouse/server/games/arena/mind"
	"playhouse/server/script"
)

// TestMain lets this program be a worker of its own pools.
func TestMain(m *testing.M) {
	script.BeWorker()
	os.Exit(m.Run())
}

// good is a behaviour that uses most of what there is.
const good = `
HURT = 0.3

def weakest(all):
    found = None
    for n in all:
        if n.enemy and (found == None or n.health < found.health):
            found = n
    return found

def decide(self, world):
    if self.health < HURT or world.enemies.known > world.allies.known + 2:
        return action(steer={"flee": 2, "avoid_walls": 1.5}, memory="fled")
    prey = weakest(world.neighbors)
    if prey == None:
        return action(steer={"wander": 1, "cohesion": 0.5}, target="nearest_enemy", pace=0.5)
    return action(
        steer={"pursue": clamp(prey.distance / 50, 0, 3), "separation": 1},
        target=prey, strike=prey.distance < 30, memory="after %d" % prey.id,
    )
`

// pool is a pool that ends with the test. Patience is for loaded machines: what is
// to be killed for time brings its own.
func pool(t testing.TB, c script.Config) *script.Pool {
	t.Helper()
	if c.Limit == 0 {
		c.Limit = 20 * time.Second
	}
	p, err := script.NewPool(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// crowd is so many agents with 16 neighbours each.
func crowd(n int) []mind.Ask {
	all := make([]mind.Ask, n)
	for i := range all {
		a := &all[i]
		a.Agent, a.X, a.Y, a.VX = int32(i+1), float64(i%100)*8, float64(i/100)*6, 10
		for s := range mind.SenseCount {
			a.Senses[s] = float64((i*7+int(s))%10) / 10
		}
		a.Senses[mind.Health], a.Senses[mind.EnemiesKnown], a.Senses[mind.AlliesKnown] = 0.8, 3, 2
		for k := range mind.NeighborsMost {
			a.Neighbors = append(a.Neighbors, mind.Neighbor{
				ID: int32(1000 + k), Ally: k%2 == 0, Known: k < 12, X: a.X + float64(k*3+4), Y: a.Y + float64(k%5), Health: float64(k%7)/10 + 0.1,
			})
		}
	}
	return all
}

// decide is the answer of one agent without anybody around.
func decide(t testing.TB, p *script.Pool, source string) mind.Answer {
	t.Helper()
	answers, err := p.Decide(t.Context(), script.Batch{Source: source, Asks: []mind.Ask{{Agent: 7, Memory: "before"}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(answers) != 1 || answers[0].Agent != 7 {
		t.Fatalf("answers = %+v", answers)
	}
	return answers[0]
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{})
	asks := crowd(300) // more than one round
	answers, err := p.Decide(t.Context(), script.Batch{Source: good, Asks: asks})
	if err != nil {
		t.Fatal(err)
	}
	if len(answers) != len(asks) {
		t.Fatalf("%d answers to %d asks", len(answers), len(asks))
	}
	for i, a := range answers {
		if a.Fault != "" || a.Agent != asks[i].Agent || a.Steps < 50 || a.Steps > script.StepsMost {
			t.Fatalf("answer %d = %+v", i, a)
		}
		// Enemies are 1, 3, 5 … 11; the seventh has the least health, and is 8.06 away.
		if a.Action.Agent != 1007 || !a.Action.Strike || a.Memory != "after 1007" || a.Action.Pace != 1 {
			t.Fatalf("answer %d = %+v", i, a)
		}
		if w := a.Action.Weights; w[mind.Separate] != 1 || w[mind.Pursue] < 0.5 || w[mind.Pursue] > 0.51 {
			t.Fatalf("weights = %v", w)
		}
	}
}

func TestAClosedPoolSaysSo(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{})
	decide(t, p, good)
	p.Close()
	p.Close()
	if _, err := p.Decide(t.Context(), script.Batch{Source: good, Asks: crowd(1)}); !errors.Is(err, script.ErrClosed) {
		t.Errorf("err = %v", err)
	}
}

func TestWhoWaitsInVainIsNotToBlame(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{Workers: 1, Limit: 10 * time.Second})
	decide(t, p, good)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	slow := make(chan error)
	go func() {
		_, err := p.Decide(ctx, script.Batch{Source: slowly, Asks: crowd(1)})
		slow <- err
	}()
	if err := <-slow; !errors.Is(err, script.ErrLate) {
		t.Errorf("the slow one: %v", err)
	}
	// The only worker is still at it.
	short, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	if _, err := p.Decide(short, script.Batch{Source: good, Asks: crowd(1)}); !errors.Is(err, script.ErrBusy) {
		t.Errorf("the one behind it: %v", err)
	}
	decide(t, p, good)
}

func TestAWorkerThatCannotBeStartedIsNobodysFault(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{Command: []string{"/nowhere/playhouse"}})
	_, err := p.Decide(t.Context(), script.Batch{Source: good, Asks: crowd(1)})
	var over *script.OverrunError
	if err == nil || errors.As(err, &over) {
		t.Errorf("err = %v", err)
	}
}

// slowly takes seconds in a few steps, and little memory.
const slowly = `
def decide(self, world):
    x = 7
    for i in range(24):
        x = x * x
    return action()
`
