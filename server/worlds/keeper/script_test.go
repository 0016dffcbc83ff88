package keeper_test

import (
	"strings"
	"testing"
	"time"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/script"
	"playhouse/server/worlds/keeper"
)

// scripted is a private script of a node's user.
func (n *node) scripted(name, source string) *arenav1.BehaviorCopy {
	return &arenav1.BehaviorCopy{
		BehaviorId: "id of " + name, Name: name, Tier: arenav1.Tier_TIER_SCRIPT, Source: source, Version: 1,
		OwnerUserId: string(n.user), Sharing: arenav1.Sharing_SHARING_PRIVATE,
	}
}

const (
	// east has agents go where their enemies come from.
	east = `def decide(self, world):
    return action(steer = {"arrive": 1}, target = "enemy_base", memory = "east")
`
	// hog takes gigabytes.
	hog = `def decide(self, world):
    x = [0] * (1 << 27)
    return action()
`
	// endlessly computes for ever.
	endlessly = `def decide(self, world):
    for a in range(1000):
        for b in range(1000):
            c = a * b
    return action()
`
	// wrong fails on its third line.
	wrong = `def decide(self, world):
    # a comment
    return self.nonsense
`
)

func scripts(t *testing.T) pool {
	t.Helper()
	p, err := script.NewPool(script.Config{})
	must(t, err)
	t.Cleanup(p.Close)
	return pool{p}
}

// peaceful is a world in which nobody strikes or falls.
func peaceful() *arenav1.Config {
	c := endless()
	c.AgentCount, c.ObstacleCount, c.TickRate = new(int32(4)), new(int32(0)), new(int32(30))
	return c
}

// still has agents stand.
var still = &arenav1.BehaviorCopy{BehaviorId: "builtin/still", Name: "still", Tier: arenav1.Tier_TIER_RULES, Source: "rules:\n  - do: {}\n", Version: 1}

func owns(n *node) keeper.Sight {
	look := keeper.Sight{Inspect: []int32{1, 2, 3, 4, 5, 6, 7, 8}}
	look.Admit = admitted(n.user)
	return look
}

// A script moves the agents that it was given, and what it decided is in the replay.
func TestAScriptDrivesItsAgents(t *testing.T) {
	t.Parallel()
	n, closes := newPlace(t).open(t, "a", quick, scripts(t))
	t.Cleanup(closes)
	id := n.create(t, peaceful(), n.scripted("east", east), still)
	seen, _ := n.watch(t, id, owns(n))
	arrived := until(t, "the agents in the east", seen, func(m *arenav1.WatchWorldResponse) bool {
		for _, i := range m.GetInspections()[:min(4, len(m.GetInspections()))] {
			if i.GetX() < 500 {
				return false
			}
		}
		return len(m.GetInspections()) == 8
	})
	for _, i := range arrived.GetInspections() {
		if i.GetTeam() == 1 && (i.GetBehavior() != "east" || i.GetRule() != "east" || i.GetFault() != "") {
			t.Errorf("an agent with the script: %v", i)
		}
	}
	n.halts(t, id)
}

// Whatever a script does wrong, the world goes on, its agents wander after three
// faults, and its owner, and nobody else, is told what and where; another world's
// script notices nothing, and the replays hold.
func TestWhatScriptsDoWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		source, says string
		line         int32
	}{
		"memory": {hog, "memory", 0},
		"loops":  {endlessly, "too many steps", 4},
		"type":   {wrong, "nonsense", 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, closes := newPlace(t).open(t, "a", quick, scripts(t))
			t.Cleanup(closes)
			good := n.create(t, peaceful(), n.scripted("east", east), still)
			goodSeen, _ := n.watch(t, good, owns(n))
			until(t, "the good world", goodSeen, atTick(10))
			bad := n.create(t, peaceful(), n.scripted(name, c.source), still)
			seen, _ := n.watch(t, bad, owns(n))
			strange, _ := n.watch(t, bad, keeper.Sight{Admit: admitted("somebody else")})
			go drain(t, strange)
			told := until(t, "the fault", seen, func(m *arenav1.WatchWorldResponse) bool { return len(m.GetFaults()) > 0 }).GetFaults()[0]
			if told.GetBehavior() != name || told.GetTeam() != 1 || !strings.Contains(told.GetMessage(), c.says) || c.line > 0 && told.GetLine() != c.line {
				t.Errorf("told %v", told)
			}
			m := until(t, "wandering", seen, failed)
			if f := m.GetInspections()[0].GetFault(); !strings.Contains(f, c.says) {
				t.Errorf("the inspection says %q", f)
			}
			until(t, "the world going on", seen, atTick(m.GetFrame().GetTick()+60))
			m = until(t, "the good world", goodSeen, func(m *arenav1.WatchWorldResponse) bool {
				return len(m.GetInspections()) == 8 && m.GetInspections()[0].GetX() > 500
			})
			if f := m.GetInspections()[0].GetFault(); f != "" {
				t.Errorf("the good script is told %q", f)
			}
			r := n.halts(t, bad)
			n.halts(t, good)
			if name == "memory" && (len(r.Missed) == 0 || len(n.view(t, bad).GetFaults()) == 0) {
				t.Errorf("the log has %d misses, the view %v", len(r.Missed), n.view(t, bad).GetFaults())
			}
		})
	}
}

// failed is true when an agent's behaviour failed for good: bit 7 of its state.
func failed(m *arenav1.WatchWorldResponse) bool {
	const bit = 1 << 7
	return len(m.GetFrame().GetStates()) > 0 && m.GetFrame().GetStates()[0]&bit != 0 && len(m.GetInspections()) > 0
}

// drain reads what somebody is shown who must not be told of faults.
func drain(t *testing.T, seen <-chan *arenav1.WatchWorldResponse) {
	t.Helper()
	for {
		select {
		case m := <-seen:
			if len(m.GetFaults()) > 0 {
				t.Errorf("a stranger is told %v", m.GetFaults())
			}
		case <-t.Context().Done():
			return
		case <-time.After(patience):
			return
		}
	}
}
