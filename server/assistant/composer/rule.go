package composer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// force is a weight, as it is written.
type force struct{ name, weight string }

// rule is a rule on its way.
type rule struct {
	name    string
	rank    int
	when    string // empty: always
	do      []force
	target  string
	strike  bool
	heal    bool
	pace    string
	manners []manner
}

// The ranks: lower ones come first. What was said with a condition comes before what
// always holds, and saving oneself before all.
const (
	rankAway = iota
	rankSaid
	rankUsual // in the order of the wish
	rankRest  // "otherwise", and what is done when there is nothing else to do
)

var clear = []force{{"avoid_walls", "2"}, {"avoid_obstacles", "2"}}

func steer(pairs ...string) []force {
	var all []force
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, force{pairs[i], pairs[i+1]})
	}
	for _, f := range clear {
		if !slices.ContainsFunc(all, func(g force) bool { return g.name == f.name }) {
			all = append(all, f)
		}
	}
	return all
}

func wandering() []force { return steer("wander", "1.5", "separation", "1") }

func or(said, usual string) string {
	if said == "" {
		return usual
	}
	return said
}

// attack: see the house's behaviour of that name.
func attack(a act) []rule {
	target := or(a.target, "nearest_enemy")
	switch target {
	case "last_attacker":
		return []rule{{name: "strike back", rank: rankSaid, when: "struck < 5 and enemies.known > 0", do: steer("pursue", "3", "separation", "1"), target: target, strike: true}}
	case "allied_target": // nobody has one before somebody begins
		return []rule{
			{name: "attack together", rank: rankUsual, when: "enemies.known > 0 and allies.seen > 0 and target.exists", do: steer("pursue", "3", "separation", "1", "cohesion", "0.5"), target: target, strike: true},
			{name: "begin", rank: rankUsual, when: "enemies.known > 0", do: steer("pursue", "3", "separation", "1"), target: "nearest_enemy", strike: true},
		}
	}
	return []rule{
		{name: "attack around a wall", rank: rankUsual, when: "enemies.known > 0 and stuck > 1", do: steer("follow_path", "3"), target: target, strike: true},
		{name: "attack", rank: rankUsual, when: "enemies.known > 0", do: steer("pursue", "3", "separation", "1"), target: target, strike: true},
	}
}

// kite: near only while a blow is ready.
func kite(a act) []rule {
	n := or(a.number, "90")
	return []rule{
		{name: "dart in", rank: rankUsual, when: "ready and enemies.known > 0", do: steer("pursue", "4"), target: "nearest_enemy", strike: true},
		{name: "keep distance", rank: rankUsual, when: "enemy.distance < " + n, do: steer("evade", "4", "separation", "1", "avoid_walls", "3")},
	}
}

func flee(a act) []rule {
	switch a.to {
	case "base":
		return []rule{{name: "flee to the base", rank: rankUsual, when: "base.distance > 40", do: steer("follow_path", "3", "evade", "1"), target: "base", strike: true}}
	case "leader", "allies":
		return []rule{{name: "flee to the others", rank: rankUsual, when: "enemies.known > 0", do: steer("follow_leader", "3", "cohesion", "2", "evade", "2")}}
	}
	return []rule{{name: "flee", rank: rankUsual, when: "enemies.known > 0", do: steer("evade", "4", "flee", "1", "avoid_walls", "3")}}
}

func guard(a act) []rule {
	switch a.to {
	case "leader":
		return []rule{
			{name: "shield the leader", rank: rankUsual, when: "enemies.known > 0 and leader.distance < 150", do: steer("pursue", "3", "separation", "1"), target: "nearest_enemy", strike: true},
			{name: "stay with the leader", rank: rankUsual, when: "not leader.self", do: steer("follow_leader", "3", "separation", "1"), strike: true},
		}
	case "allies":
		return []rule{{name: "stay with the weakest", rank: rankUsual, when: "allies.seen > 0", do: steer("interpose", "2", "arrive", "1", "separation", "1"), target: "weakest_ally", strike: true}}
	}
	return []rule{
		{name: "back to the base", rank: rankUsual, when: "base.distance > 200", do: steer("follow_path", "3", "separation", "1"), target: "base", strike: true},
		{name: "defend the base", rank: rankUsual, when: "enemies.known > 0", do: steer("pursue", "3", "separation", "1"), target: "nearest_enemy", strike: true},
		{name: "take up position", rank: rankUsual, when: "base.distance > 60", do: steer("arrive", "2", "separation", "1"), target: "base", pace: "0.8"},
	}
}

func capture(act) []rule {
	return []rule{{name: "capture points", rank: rankUsual, when: "points.other > 0", do: steer("follow_flow", "3", "separation", "1"), target: "control_point", strike: true}}
}

func storm(act) []rule {
	return []rule{{name: "storm the enemy base", rank: rankUsual, when: "enemy_base.distance > 60", do: steer("follow_flow", "3", "separation", "1"), target: "enemy_base", strike: true}}
}

func mend(act) []rule {
	return []rule{{name: "heal", rank: rankUsual, when: "weakest_ally.health < 0.95", do: steer("arrive", "3", "separation", "0.5"), target: "weakest_ally", heal: true}}
}

func ambush(act) []rule {
	return []rule{
		{name: "spring", rank: rankUsual, when: "enemy.distance < 60", do: steer("pursue", "5"), target: "nearest_enemy", strike: true},
		{name: "hide", rank: rankUsual, when: "enemies.known > 0", do: steer("hide", "3", "separation", "1")},
	}
}

func regroup(act) []rule {
	return []rule{{name: "regroup", rank: rankUsual, when: "allies.known < 2 and not leader.self", do: steer("follow_leader", "3", "cohesion", "2", "separation", "1"), strike: true}}
}

func follow(act) []rule {
	return []rule{{name: "follow the leader", rank: rankUsual, when: "not leader.self", do: steer("follow_leader", "3", "separation", "1"), strike: true}}
}

func patrol(act) []rule {
	return []rule{
		{name: "turn back", rank: rankUsual, when: "enemy_base.distance < base.distance", do: steer("follow_path", "2", "separation", "1"), target: "base", strike: true, pace: "0.7"},
		{name: "on the way home", rank: rankUsual, when: "target.exists and base.distance > 60 and abs(target.distance - base.distance) < 1", do: steer("follow_path", "2", "separation", "1"), target: "base", strike: true, pace: "0.7"},
		{name: "go out", rank: rankRest, do: steer("follow_path", "2", "separation", "1"), target: "enemy_base", strike: true, pace: "0.7"},
	}
}

func wait(act) []rule {
	return []rule{{name: "wait", rank: rankRest, do: steer("arrive", "2", "separation", "1"), target: "post", strike: true, pace: "0.5"}}
}

func wander(act) []rule {
	return []rule{{name: "wander", rank: rankRest, do: wandering(), strike: true, pace: "0.8"}}
}

// finish orders rules, gives them their manners, and a last one that always fits.
func finish(rules []rule, manners []manner) []rule {
	slices.SortStableFunc(rules, func(a, b rule) int { return a.order() - b.order() })
	var kept []rule
	for _, r := range rules {
		for _, m := range append(slices.Clone(manners), r.manners...) {
			r = r.in(m)
		}
		if r.when == "" && len(kept) > 0 && kept[len(kept)-1].when == "" {
			continue // it would never decide
		}
		if !slices.ContainsFunc(kept, func(k rule) bool { return k.when == r.when }) {
			kept = append(kept, r)
		}
	}
	if n := len(kept); n == 0 || kept[n-1].when != "" {
		last := rule{name: "nothing else to do", rank: rankRest, do: wandering(), pace: "0.8"}
		last.strike = slices.ContainsFunc(kept, func(k rule) bool { return k.strike })
		for _, m := range manners {
			last = last.in(m)
		}
		kept = append(kept, last)
	}
	const most = 40 // far below what a behaviour may have
	return kept[:min(len(kept), most)]
}

// order is the rank, and after all ranks for a rule that always fits.
func (r rule) order() int {
	if r.when == "" {
		return rankRest + 1
	}
	return r.rank
}

// in is a rule in a manner. Who saves themselves does not wait for others.
func (r rule) in(m manner) rule {
	if r.rank == rankAway {
		return r
	}
	do := slices.Clone(r.do)
	for _, f := range m.force {
		i := slices.IndexFunc(do, func(g force) bool { return g.name == f.name })
		if i < 0 {
			do = append(do, f)
			continue
		}
		do[i] = f
	}
	r.do = do
	if m.pace != "" {
		r.pace = m.pace
	}
	return r
}

// write is the source of rules.
func write(wish string, rules []rule) string {
	var b strings.Builder
	b.WriteString(about(wish))
	seen := map[string]int{}
	for i, r := range rules {
		if i > 0 {
			b.WriteByte('\n')
		}
		name := r.name
		if seen[r.name]++; seen[r.name] > 1 {
			name += " " + strconv.Itoa(seen[r.name])
		}
		fmt.Fprintf(&b, "  - name: %s\n", name)
		if r.when != "" {
			fmt.Fprintf(&b, "    when: %s\n", r.when)
		}
		b.WriteString("    do:\n")
		for _, f := range r.do {
			fmt.Fprintf(&b, "      %s: %s\n", f.name, f.weight)
		}
		for _, f := range []struct {
			key, value string
		}{{"target", r.target}, {"strike", flag(r.strike)}, {"heal", flag(r.heal)}, {"pace", r.pace}} {
			if f.value != "" {
				fmt.Fprintf(&b, "      %s: %s\n", f.key, f.value)
			}
		}
	}
	return b.String()
}

func flag(is bool) string {
	if is {
		return "true"
	}
	return ""
}
