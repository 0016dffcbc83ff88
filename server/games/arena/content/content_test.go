package content

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"playhouse/server/games/arena/mind"
)

// peace is what an agent senses that is well, among allies, far from everybody.
func peace() mind.Senses {
	return mind.Senses{
		mind.Health: 1, mind.Energy: 1, mind.Ready: 1, mind.Struck: mind.Far, mind.Time: 10,
		mind.AlliesSeen: 3, mind.AlliesKnown: 3, mind.EnemyDistance: mind.Far, mind.AllyDistance: 40, mind.AllyHealth: 1, mind.WeakestAllyHealth: 1,
		mind.TargetDistance: mind.Far, mind.LeaderDistance: 50, mind.BaseDistance: 100, mind.EnemyBaseDistance: 400, mind.PointDistance: mind.Far,
		mind.WallAhead: mind.Far, mind.HoleAhead: mind.Far, mind.EdgeDistance: 200, mind.TeamAlive: 1, mind.EnemiesAlive: 1,
	}
}

type senses = map[mind.Sense]float64

// enemy is one that is near.
func enemy(distance float64, more senses) senses {
	all := senses{mind.EnemiesSeen: 1, mind.EnemiesKnown: 1, mind.EnemyDistance: distance, mind.EnemyHealth: 1}
	if distance <= 30 {
		all[mind.EnemiesInReach] = 1
	}
	maps.Copy(all, more)
	return all
}

// What each behaviour decides when it senses something else than peace.
var decisions = map[string][]struct {
	sensed senses
	rule   string
	most   mind.Steering // the force with the largest weight but for walls
	target mind.Selector
	fights bool
}{
	"wander":          {{nil, "stroll", mind.Wander, mind.Nobody, false}, {enemy(20, nil), "stroll", mind.Wander, mind.Nobody, false}},
	"wander_together": {{nil, "flock", mind.Separate, mind.Nobody, false}, {senses{mind.AlliesSeen: 0}, "look for the others", mind.FollowLeader, mind.Nobody, false}},
	"attack": {
		{nil, "march", mind.FollowFlow, mind.EnemyBase, true}, {enemy(80, nil), "close in", mind.Pursue, mind.NearestEnemy, true},
		{enemy(10, senses{mind.EnemiesInReach: 2}), "finish the weakest", mind.Pursue, mind.WeakestEnemy, true},
		{enemy(80, senses{mind.Stuck: 2}), "around the wall", mind.FollowPath, mind.NearestEnemy, true},
		{senses{mind.EnemyBaseDistance: 20}, "search", mind.Wander, mind.Nobody, true},
	},
	"flee": {
		{nil, "rest", mind.Wander, mind.Nobody, false}, {enemy(80, nil), "run", mind.Evade, mind.Nobody, false},
		{senses{mind.Struck: 1}, "run", mind.Evade, mind.Nobody, false}, {senses{mind.Strangers: 2}, "keep away", mind.Separate, mind.Nobody, false},
	},
	"guard": {
		{nil, "take up position", mind.Arrive, mind.Base, false}, {enemy(80, nil), "defend", mind.Pursue, mind.NearestEnemy, true},
		{enemy(80, senses{mind.BaseDistance: 300}), "back to the base", mind.FollowPath, mind.Base, true},
		{senses{mind.BaseDistance: 20}, "stand watch", mind.Separate, mind.Nobody, false},
	},
	"patrol": {
		{nil, "go out", mind.FollowPath, mind.EnemyBase, false}, {enemy(80, nil), "fight", mind.Pursue, mind.NearestEnemy, true},
		{senses{mind.BaseDistance: 260, mind.EnemyBaseDistance: 250}, "turn back", mind.FollowPath, mind.Base, false},
		{senses{mind.BaseDistance: 200, mind.HasTarget: 1, mind.TargetDistance: 200.4}, "on the way home", mind.FollowPath, mind.Base, false},
		{senses{mind.BaseDistance: 200, mind.HasTarget: 1, mind.TargetDistance: 300}, "go out", mind.FollowPath, mind.EnemyBase, false},
		{senses{mind.BaseDistance: 50, mind.HasTarget: 1, mind.TargetDistance: 50}, "go out", mind.FollowPath, mind.EnemyBase, false},
	},
	"kite": {
		{nil, "stalk", mind.FollowPath, mind.EnemyBase, false}, {enemy(25, nil), "dart in", mind.Pursue, mind.NearestEnemy, true},
		{enemy(25, senses{mind.Ready: 0}), "dart out", mind.Evade, mind.NearestEnemy, false},
		{enemy(25, senses{mind.Energy: 0.1}), "catch breath", mind.Evade, mind.Nobody, false},
	},
	"swarm": {
		{nil, "fly", mind.Separate, mind.Nobody, false}, {enemy(80, nil), "begin", mind.Pursue, mind.NearestEnemy, true},
		{enemy(80, senses{mind.HasTarget: 1}), "fall upon it together", mind.Pursue, mind.AlliedTarget, true},
		{enemy(80, senses{mind.AlliesKnown: 0, mind.AlliesSeen: 0}), "gather", mind.FollowLeader, mind.Nobody, true},
		{senses{mind.IsLeader: 1}, "lead", mind.FollowPath, mind.EnemyBase, false},
	},
	"ambush": {
		{nil, "lie in wait", -1, mind.Nobody, false}, {enemy(95, nil), "hide", mind.Hide, mind.Nobody, false},
		{enemy(50, nil), "spring", mind.Pursue, mind.NearestEnemy, true}, {senses{mind.BaseDistance: 300}, "back to the hideout", mind.FollowPath, mind.Post, false},
	},
	"medic": {
		{nil, "follow", mind.FollowLeader, mind.Nobody, false}, {senses{mind.WeakestAllyHealth: 0.4}, "mend", mind.Arrive, mind.WeakestAlly, false},
		{enemy(40, senses{mind.Health: 0.2}), "save oneself", mind.Evade, mind.Nobody, false}, {enemy(90, nil), "keep behind", mind.Evade, mind.Nobody, false},
		{senses{mind.IsLeader: 1}, "wait for the others", mind.Wander, mind.Nobody, false},
	},
	"adaptive": {
		{nil, "advance", mind.FollowFlow, mind.EnemyBase, true}, {enemy(80, senses{mind.Health: 0.29}), "flee", mind.Evade, mind.Nobody, false},
		{enemy(80, senses{mind.EnemiesKnown: 6}), "outnumbered", mind.Evade, mind.Nobody, true},
		{enemy(80, nil), "attack", mind.Pursue, mind.WeakestEnemy, true}, {enemy(80, senses{mind.Health: 0.4}), "regroup", mind.FollowLeader, mind.Nobody, true},
		{enemy(80, senses{mind.EnemiesKnown: 5}), "regroup", mind.FollowLeader, mind.Nobody, true},
	},
}

func TestTheHouseDecidesWhatItsNamesSay(t *testing.T) {
	t.Parallel()
	all, err := Behaviors()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, b := range all {
		names = append(names, b.Name)
		if _, found := mind.Compile(b.Source); len(found) > 0 {
			t.Errorf("%s: %+v", b.Name, found)
		}
		if b.Description == "" || strings.Count(b.Source, "#") < 2 {
			t.Errorf("%s does not teach: %q", b.Name, b.Description)
		}
		decided := map[string]bool{}
		for _, d := range decisions[b.Name] {
			s, a := peace(), mind.Action{}
			for sense, x := range d.sensed {
				s[sense] = x
			}
			b.Program.Decide(&s, &a)
			decided[b.Program.Rule(a.Rule)] = true
			if rule, most := b.Program.Rule(a.Rule), strongest(a); rule != d.rule || most != d.most || a.Target != d.target || a.Strike != d.fights {
				t.Errorf("%s with %v: rule %q, force %d, target %d, strikes %v; want %q, %d, %d, %v", b.Name, d.sensed, rule, most, a.Target, a.Strike, d.rule, d.most, d.target, d.fights)
			}
		}
	}
	if want := slices.Sorted(maps.Keys(decisions)); !slices.Equal(names, want) {
		t.Errorf("the house has %v, want %v", names, want)
	}
}

// strongest is the force with the largest weight but for what keeps off walls; -1 for
// none.
func strongest(a mind.Action) mind.Steering {
	best, weight := mind.Steering(-1), 0.0
	for s, w := range a.Weights {
		if i := mind.Steering(s); w > weight && i != mind.AvoidWalls && i != mind.AvoidObstacles {
			best, weight = i, w
		}
	}
	return best
}

// A medic heals, and only a medic does.
func TestWhoHeals(t *testing.T) {
	t.Parallel()
	all, err := Behaviors()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		s, a := peace(), mind.Action{}
		s[mind.WeakestAllyHealth] = 0.5
		if b.Program.Decide(&s, &a); a.Heal != (b.Name == "medic") {
			t.Errorf("%s heals: %v", b.Name, a.Heal)
		}
	}
}
